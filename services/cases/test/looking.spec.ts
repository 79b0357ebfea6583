import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { endLooking, lookAtCase } from '../src/operations/look-at-case';
import { openCase } from '../src/operations/open-case';
import { takeCase } from '../src/operations/take-case';
import { type CasesWorld, casesWorld, liveActor, staffMember } from './cases-world';
import { until } from './escalation-world';

let world: CasesWorld;
const [nina, nils, alma, axel] = [staffMember('nina'), staffMember('nils'), staffMember('alma', 'alfta'), staffMember('axel', 'alfta')];
beforeAll(async () => {
  world = await casesWorld();
  for (const unit of ['bollnas', 'soderhamn', 'alfta']) await world.unit(unit);
  // The service that answers sweeps a minute after its start: no case here may be in nobody's list.
  for (const { personId, commission } of [nina, nils, alma, axel]) await world.staff(personId, commission.unitIds[0]!, 'NURSE');
});
afterEach(() => world.shiftClock('0 seconds'));
afterAll(() => world.end());

const open = (by: typeof nina, caseId: string) => openCase(world.db, by, { caseId, reason: 'CONSIDER_TAKING' });
const ends = (caseId: string): Promise<void> => transact(world.db, systemActor('cases'), (tx) => endLooking(tx, 'gavleborg', caseId));
const looking = async (caseId: string, by = nils): Promise<string[]> =>
  (await world.ask(by, `{ queue(unitId: "${by.commission.unitIds[0]!}", first: 100) { edges { node { id lookingNow { id } } } } }`)).data!.queue.edges
    .map((e: { node: { id: string } }) => e.node).find((card: { id: string }) => card.id === caseId).lookingNow.map((one: { id: string }) => one.id);

describe('[EXP-1] who else is looking', () => {
  it('[EXP-1] whoever opens a case is seen on its card by colleagues, hinted once, also in a live queue', async () => {
    const id = await world.session();
    const seq = await world.seq('bollnas');
    expect(await looking(id)).toEqual([]);
    await open(nina, id);
    await open(nina, id);
    expect([await looking(id), await world.seq('bollnas')]).toEqual([['nina'], seq + 1]);
    await open(nils, id);
    expect([await looking(id), await world.seq('bollnas')]).toEqual([['nina', 'nils'], seq + 2]);
    const live = await world.ask(liveActor('bollnas'), 'query C($r: [_Any!]!) { _entities(representations: $r) { ... on CaseCard { lookingNow { id } } } }', { r: [{ __typename: 'CaseCard', id }] });
    expect(live.data!._entities[0].lookingNow).toEqual([{ id: 'nina' }, { id: 'nils' }]);
  });

  it('[EXP-1] is gone after 60 seconds without another word, hinted; who says so again stays', async () => {
    // At a unit of its own: the cases of the other tests are looked at as well, and their minute passes too.
    const id = await world.session({ unitId: 'alfta' });
    await open(alma, id);
    await open(axel, id);
    await world.shiftClock('40 seconds');
    const seq = await world.seq('alfta');
    expect(await lookAtCase(world.db, axel, id)).toMatchObject({ is: 'DONE' });
    expect(await world.seq('alfta')).toBe(seq);
    await world.shiftClock('61 seconds');
    expect(await looking(id, axel)).toEqual(['axel']);
    await until(() => world.seq('alfta'), (now) => now > seq); // the service's own timer has rung
    await ends(id);
    expect([await looking(id, axel), await world.seq('alfta')]).toEqual([['axel'], seq + 1]);
    const timers = await read<{ due: Date }>(world.db, "SELECT due_at AS due FROM timer WHERE aggregate_id = $1 AND kind = 'case.looking-over'", [id]);
    const rows = await read<{ till: Date }>(world.db, 'SELECT looks_till AS till FROM case_looking WHERE case_id = $1', [id]);
    expect(timers.map((t) => t.due)).toEqual(rows.map((r) => r.till));
    await world.shiftClock('200 seconds');
    await until(() => world.seq('alfta'), (now) => now > seq + 1);
    await ends(id);
    expect([await looking(id, axel), await world.seq('alfta')]).toEqual([[], seq + 2]);
    expect(await read(world.db, "SELECT 1 FROM timer WHERE aggregate_id = $1 AND kind = 'case.looking-over'", [id])).toEqual([]);
  });

  it('[EXP-1] [AUD-1] only who has opened or taken the case can say so, over the graph too; it changes neither the case nor its log', async () => {
    const id = await world.session();
    expect(await lookAtCase(world.db, nina, id)).toEqual({ is: 'NOT_PERMITTED' });
    expect(await lookAtCase(world.db, staffMember('sara', 'soderhamn'), id)).toEqual({ is: 'NOT_FOUND' });
    await takeCase(world.db, nina, id);
    const before = [(await world.events(id)).length, (await world.case(id)).version, (await world.audits({ caseId: id })).length];
    const mutation = 'mutation($c: ID!) { lookAtCase(input: { caseId: $c }) { __typename ... on LookAtCaseOk { card { lookingNow { id } } } } }';
    expect((await world.ask(nina, mutation, { c: id })).data!.lookAtCase).toEqual({ __typename: 'LookAtCaseOk', card: { lookingNow: [{ id: 'nina' }] } });
    expect([(await world.events(id)).length, (await world.case(id)).version, (await world.audits({ caseId: id })).length]).toEqual(before);
    expect((await world.ask(nina, mutation, { c: 'no-id' })).errors![0]!.extensions.code).toBe('BAD_INPUT');
  });
});
