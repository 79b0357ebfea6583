import { systemActor } from '@vardgraf/service-kit/actor';
import { transact } from '@vardgraf/service-kit/transaction';
import { endCase } from '../src/operations/end-case';
import { publishSettings } from '../src/operations/publish-settings';
import { releaseCase } from '../src/operations/release-case';
import { startCase } from '../src/operations/start-case';
import { takeCase } from '../src/operations/take-case';
import { type CasesWorld, casesWorld, insistently, staffMember } from './cases-world';

let world: CasesWorld;
beforeAll(async () => {
  world = await casesWorld();
  await world.unit('bollnas');
  await world.unit('soderhamn');
  await transact(world.db, systemActor('cases'), (tx) => publishSettings(tx, [
    { region: 'gavleborg', unit: 'bollnas', key: 'capacity-per-person', version: 1, effectiveFrom: new Date('2026-01-01'), value: { casesInHand: 2, exceptUpToRank: 2 } },
  ]));
});
afterAll(() => world.end());

const take = (by: ReturnType<typeof staffMember>, id: string) => takeCase(world.db, by, id);
/** Somebody of the unit who has two cases in hand, and which. */
async function full(personId: string, unitId = 'bollnas') {
  const by = staffMember(personId, unitId);
  const ids = [await world.session({ unitId }), await world.session({ unitId })] as const;
  for (const id of ids) expect(await take(by, id)).toMatchObject({ is: 'DONE' });
  return { by, ids };
}

describe('[EXP-4] capacity per person', () => {
  it('[EXP-4] who has as many as the unit lets one have is refused the next and leaves no trace; a colleague takes it', async () => {
    const { by, ids } = await full('nina');
    const next = await world.session();
    const before = [(await world.events(next)).length, await world.seq('bollnas')];
    expect(await take(by, next)).toEqual({ is: 'AT_CAPACITY', inHand: 2, most: 2 });
    expect([(await world.events(next)).length, await world.seq('bollnas'), (await world.case(next)).status]).toEqual([...before, 'REQUESTED']);
    expect(await take(by, ids[0])).toMatchObject({ is: 'DONE' });
    expect(await take(staffMember('nils'), next)).toMatchObject({ is: 'DONE' });
  });

  it('[EXP-4] over the graph the refusal says how many and what to do', async () => {
    const { by } = await full('nora');
    const { data } = await world.ask(by, 'mutation($c: ID!) { takeCase(input: { caseId: $c }) { __typename ... on AtCapacity { code message casesInHand most } } }', { c: await world.session() });
    expect(data!.takeCase).toEqual({
      __typename: 'AtCapacity', code: 'AT_CAPACITY', casesInHand: 2, most: 2, message: 'Du har redan så många ärenden som en person får ha samtidigt. Avsluta eller lämna tillbaka ett först.',
    });
  });

  it('[EXP-4] given back, ended or held is not in hand', async () => {
    const { by, ids: [first, second] } = await full('nanna');
    await releaseCase(world.db, by, first, 'OTHER');
    const third = await world.session();
    expect(await take(by, third)).toMatchObject({ is: 'DONE' });
    await startCase(world.db, by, second);
    expect(await take(by, first)).toMatchObject({ is: 'AT_CAPACITY' });
    await endCase(world.db, by, { caseId: second, reason: 'CARE_GIVEN', phaseDays: 3 });
    expect(await take(by, first)).toMatchObject({ is: 'DONE' });
  });

  it('[EXP-4] [SAF-1] the most urgent and a patient at risk of suicide are taken whatever one has', async () => {
    const { by } = await full('nelly');
    const [urgent, atRisk] = [await world.session({ priority: '2', urgencyRank: 2 }), await world.session({ tags: ['SUICIDE_RISK_FLAGGED'] })];
    for (const id of [urgent, atRisk]) expect(await take(by, id)).toMatchObject({ is: 'DONE' });
  });

  it('[EXP-4] a unit without a limit has none', async () => {
    const { by } = await full('sara', 'soderhamn');
    expect(await take(by, await world.session({ unitId: 'soderhamn' }))).toMatchObject({ is: 'DONE' });
  });

  it('[EXP-4] five takings of one person at the same moment are two', async () => {
    const by = staffMember('nadja');
    const ids = await Promise.all(Array.from({ length: 5 }, () => world.session()));
    const answers = await Promise.all(ids.map((id) => insistently(() => take(by, id))));
    expect(answers.map((a) => a.is).sort()).toEqual(['AT_CAPACITY', 'AT_CAPACITY', 'AT_CAPACITY', 'DONE', 'DONE']);
  });
});
