import { systemActor } from '@vardgraf/service-kit/actor';
import { transact } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { acceptHandover } from '../src/operations/accept-handover';
import { endCase } from '../src/operations/end-case';
import { publishSettings } from '@vardgraf/service-kit/region-setting';
import { releaseCase } from '../src/operations/release-case';
import { requestHandover } from '../src/operations/request-handover';
import { startCase } from '../src/operations/start-case';
import { takeCase } from '../src/operations/take-case';
import { type CasesWorld, casesWorld, insistently, staffMember } from './cases-world';

let world: CasesWorld;
beforeAll(async () => {
  world = await casesWorld({ timersRing: false });
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
    const ids = await Promise.all(Array.from({ length: 5 }, () => insistently(() => world.session())));
    const answers = await Promise.all(ids.map((id) => insistently(() => take(by, id))));
    expect(answers.map((a) => a.is).sort()).toEqual(['AT_CAPACITY', 'AT_CAPACITY', 'AT_CAPACITY', 'DONE', 'DONE']);
  });

  /** A case of somebody's that the nurses of Bollnäs are asked to take over. */
  async function asked(given: Parameters<CasesWorld['session']>[0] = {}): Promise<string> {
    const giver = staffMember(`giver-${v7()}`);
    const caseId = await world.session(given);
    await take(giver, caseId);
    const to = { unitId: 'bollnas', role: 'NURSE' as const, staffId: null };
    const answer = await requestHandover(world.db, giver, { clientId: v7(), caseId, to, reason: 'OTHER_COMPETENCE', message: null, consent: null });
    return answer.is === 'DONE' ? answer.handover.id : answer.is;
  }

  it('[EXP-4] [HND-1] who is full does not accept a hand-over either; it goes on waiting, and a colleague accepts it', async () => {
    const { by, ids } = await full('nomi');
    const id = await asked();
    expect(await acceptHandover(world.db, by, id)).toEqual({ is: 'AT_CAPACITY', inHand: 2, most: 2 });
    const { data } = await world.ask(by, 'mutation($h: ID!) { acceptHandover(input: { handoverId: $h }) { __typename ... on AtCapacity { casesInHand most } } }', { h: id });
    expect(data!.acceptHandover).toEqual({ __typename: 'AtCapacity', casesInHand: 2, most: 2 });
    expect(await acceptHandover(world.db, staffMember('nikita'), id)).toMatchObject({ is: 'DONE', handover: { status: 'ACCEPTED' } });
    const later = await asked();
    await releaseCase(world.db, by, ids[0], 'OTHER');
    expect(await acceptHandover(world.db, by, later)).toMatchObject({ is: 'DONE' });
    expect(await acceptHandover(world.db, by, later)).toMatchObject({ is: 'DONE' });
  });

  it('[EXP-4] [SAF-1] the most urgent is accepted whatever one has', async () => {
    const { by } = await full('nour');
    expect(await acceptHandover(world.db, by, await asked({ priority: '2', urgencyRank: 2 }))).toMatchObject({ is: 'DONE' });
  });

  it('[EXP-4] a taking and an accepting at the same moment do not both get the last place', async () => {
    const by = staffMember('nadim');
    await take(by, await world.session());
    const [caseId, handoverId] = [await world.session(), await asked()];
    const answers = await Promise.all([insistently(() => take(by, caseId)), insistently(() => acceptHandover(world.db, by, handoverId))]);
    expect(answers.map((a) => a.is).sort()).toEqual(['AT_CAPACITY', 'DONE']);
  });
});
