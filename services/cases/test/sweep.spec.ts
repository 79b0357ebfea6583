import { systemActor } from '@vardgraf/service-kit/actor';
import { createLog } from '@vardgraf/service-kit/log';
import { read } from '@vardgraf/service-kit/postgres';
import { createMetrics } from '@vardgraf/service-kit/telemetry';
import { transact } from '@vardgraf/service-kit/transaction';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDroppedWatch } from '../src/dropped-watch';
import { casesInNobodysList } from '../src/operations/read-case';
import { startCase } from '../src/operations/start-case';
import { beginSweeping, droppedNow, sweepCases } from '../src/operations/sweep-cases';
import { takeCase } from '../src/operations/take-case';
import { type CasesWorld, casesWorld, staffMember } from './cases-world';
import { expectNobodyDropped, expectOneStory } from './one-story';

let world: CasesWorld;
beforeAll(async () => {
  world = await casesWorld();
  await world.unit('bollnas', { cooperatingUnitIds: ['soderhamn'] });
  await world.unit('soderhamn');
  for (const id of ['nina', 'nils']) await world.staff(id, 'bollnas', 'NURSE');
  await world.staff('dora', 'soderhamn', 'DOCTOR');
});
afterAll(() => world.end());

const [nina, stranger] = [staffMember('nina'), staffMember('nobody-told-of')];
const sweeps = () => transact(world.db, systemActor('cases'), sweepCases);

it('[BEY-1] [SAF-5] a case of somebody who has left goes back to the pool, started or not; a holder of whom nobody has told stays', async () => {
  const [taken, started, theirs] = [await world.session(), await world.session(), await world.session()];
  for (const id of [taken, started]) await takeCase(world.db, nina, id);
  await startCase(world.db, nina, started);
  await takeCase(world.db, stranger, theirs);
  await sweeps();
  expect((await world.case(taken)).takenBy).toBe('nina');
  await world.staff('nina', 'bollnas', 'NURSE', false);
  expect((await casesInNobodysList(world.db, 'gavleborg')).map((card) => card.id).sort()).toEqual([taken, started, theirs].sort());
  for (let n = 0; n < 2; n += 1) await sweeps();
  for (const id of [taken, started]) {
    expect(await world.case(id)).toMatchObject({ status: 'REQUESTED', takenBy: null });
    expect((await world.events(id)).filter((event) => event.type === 'case.released')).toMatchObject([{ data: { staffId: 'nina', reason: 'HOLDER_GONE' } }]);
    await expectOneStory(world, id);
  }
  expect(await world.case(theirs)).toMatchObject({ takenBy: 'nobody-told-of' });
  await world.staff('nobody-told-of', 'bollnas', 'NURSE');
  expect(await droppedNow(world.db)).toEqual({ withoutOwner: 0, withoutClock: 0 });
});

it('[BEY-1] [SAF-5] a case that nobody could take is shown to the neighbours, once', async () => {
  await world.unit('ensam', { staffedRoles: ['NURSE'], cooperatingUnitIds: ['soderhamn'] });
  const id = await world.session({ unitId: 'ensam' });
  expect((await droppedNow(world.db)).withoutOwner).toBe(1);
  for (let n = 0; n < 2; n += 1) await sweeps();
  expect(await droppedNow(world.db)).toEqual({ withoutOwner: 0, withoutClock: 0 });
  expect((await world.audits({ action: 'sweepCases', caseId: id })).length).toBe(1);
  expect(await takeCase(world.db, staffMember('dora', 'soderhamn', 'DOCTOR'), id)).toMatchObject({ is: 'DONE' });
});

it('[I8] [SAF-1] a flag without a protocol, as an older instance would leave it, gets one, and a clock that nobody hears gets its timer', async () => {
  const [unflagged, unheard] = [await world.session({ tags: ['SUICIDE_RISK_FLAGGED'] }), await world.session({ tags: ['SUICIDE_RISK_FLAGGED'] })];
  await read(world.db, `UPDATE "case" SET risk_state = NULL, risk_next_at = NULL WHERE id = $1`, [unflagged]);
  await read(world.db, 'DELETE FROM timer WHERE aggregate_id = ANY($1)', [[unflagged, unheard]]);
  expect((await droppedNow(world.db)).withoutClock).toBe(1);
  for (let n = 0; n < 2; n += 1) await sweeps();
  expect(await world.case(unflagged)).toMatchObject({ riskState: 'FLAGGED' });
  for (const id of [unflagged, unheard]) await expectNobodyDropped(world, id);
  await expectOneStory(world, unflagged);
  await world.staff('dag', 'bollnas', 'DOCTOR');
  const held = await world.session({ tags: ['SUICIDE_RISK_FLAGGED'] });
  await takeCase(world.db, staffMember('dag', 'bollnas', 'DOCTOR'), held);
  await read(world.db, `UPDATE "case" SET risk_state = NULL, risk_next_at = NULL WHERE id = $1`, [held]);
  await sweeps();
  expect(await world.case(held)).toMatchObject({ riskState: 'ASSESSING', takenBy: 'dag' });
  expect((await droppedNow(world.db)).withoutClock).toBe(0);
});

it('[BEY-1] the sweeper goes on by its own timer, one of it however many begin', async () => {
  await Promise.all([1, 2, 3].map(() => beginSweeping(world.db)));
  await sweeps();
  const timers = await read<{ due: number }>(world.db, "SELECT extract(epoch FROM due_at - vardgraf.now())::float8 AS due FROM timer WHERE kind = 'cases.sweep'");
  expect(timers).toHaveLength(1);
  expect(timers[0]!.due).toBeGreaterThan(30);
  expect(timers[0]!.due).toBeLessThan(61);
});

it('[BEY-1] cases without owner are a figure of the system, and a sentence in the health answer', async () => {
  const metrics = createMetrics('cases');
  const watch = startDroppedWatch({ db: world.db, log: createLog('cases', 'silent'), metrics, everyMs: 20 });
  const figure = async () => /^vardgraf_cases_without_owner\{[^}]*\} (\d+)$/m.exec(await metrics.registry.metrics())?.[1];
  const until = async (wanted: string) => {
    for (const deadline = Date.now() + 5_000; (await figure()) !== wanted && Date.now() < deadline; ) await sleep(20);
    expect(await figure()).toBe(wanted);
  };
  await until('0');
  expect(watch.warnings()).toEqual([]);
  await world.unit('tom', { staffedRoles: ['NURSE'] });
  await world.session({ unitId: 'tom' });
  await until('1');
  expect(watch.warnings()).toEqual(["1 open cases are in nobody's list"]);
  await watch.stop();
});
