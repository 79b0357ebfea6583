import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { PatientLook } from '../actors/conversations';
import type { Acknowledged } from '../actors/journal';
import { oneOf, randomFrom, seed } from '../actors/random';
import { presentServices } from '../seeded-database';
import { type PartName, type Stack, startStack } from '../stack';
import { World } from '../world';
import { expectInvariants } from './invariants';
import { firstSuccess, type Load, percentile, startLoad, summary, untilCases, untilProgress } from './load';
import { slowerBy } from './this-machine';

const full = process.env['TEST_FULL'] === '1';
const [killsEach, pauseMs, edits] = full ? [20, 3_000, 1_000] : [3, 1_000, 30];
const parts: readonly PartName[] = [...presentServices.map(({ name }) => name as PartName), 'gateway'];

let stack: Stack;
let load: Load | undefined;
beforeAll(async () => void (stack = await startStack({ processes: true })), 240_000);
afterAll(async () => {
  await load?.stop();
  await stack?.stop();
}, 60_000);

/** What an operation needs of a process, so that its success says that the process is back. */
const needs: Partial<Record<PartName, readonly string[]>> = {
  directory: ['myProfile'], triage: ['startTriage', 'answerTriage', 'finishTriage', 'openTriageSessions'], oversight: ['myAccessLog'], notify: ['myNotifications'],
  cases: ['queue', 'takeCase', 'startCase', 'endCase', 'releaseCase', 'openCase', 'submitConsultation', 'handovers', 'recordContactAttempt', 'beginProtocol', 'assessSuicideRisk', 'askConsultation', 'myConsultations', 'startShift'],
  booking: ['myTickets', 'ticketSlots', 'bookSlot', 'publishSlots', 'issueTicket'], messaging: ['myThreads', 'postMessage', 'markRead'],
};
/** What the load asks for so seldom that its first success would say when somebody asked. */
const asked: Partial<Record<PartName, PatientLook>> = { directory: 'myProfile', triage: 'openTriageSessions', oversight: 'myAccessLog', notify: 'myNotifications' };
/** What somebody does to the log by hand at one place, or two. */
const tampering = {
  edit: (at: number) => `UPDATE oversight.audit_entry SET actor_id = 'somebody-else' WHERE chain_position = ${at}`,
  delete: (at: number) => `DELETE FROM oversight.audit_entry WHERE chain_position = ${at}`,
  swap: (at: number, other: number) => `UPDATE oversight.audit_entry SET chain_position = -1 WHERE chain_position = ${at}; UPDATE oversight.audit_entry SET chain_position = ${at} WHERE chain_position = ${other};
    UPDATE oversight.audit_entry SET chain_position = ${other} WHERE chain_position = -1`,
} as const;

/** What must have been promised before the first kill and after the last one: everybody is in every room. */
const everyRoom: readonly Acknowledged['act'][] = ['FINISH', 'TAKE', 'START', 'BOOK', 'POST', 'SUBMIT', 'ASK_HANDOVER', 'PUBLISH', 'ISSUE', 'CALL', 'BEGIN_LIST', 'ASK_COLLEAGUE', 'ASK_SIGN_OFF'];

const untilEveryRoom = (from: number): Promise<void> =>
  untilProgress(load!, () => everyRoom.every((act) => load!.journal.acknowledged.slice(from).some((each) => each.act === act)), `a yes in every room (${everyRoom.join(', ')})`);

test(`[T1] ${parts.join(', ')} killed ${killsEach} times each, in random order under mixed load: nothing acknowledged is lost, nothing happens twice, and work goes on within 10 s of each restart, by as much longer as this machine is slower (seed ${seed})`, async () => {
  const next = randomFrom(seed);
  const slower = slowerBy();
  load = await startLoad(stack, seed, { patients: 5, staff: 6, partners: 1, pauseMs: 120 });
  await untilEveryRoom(0);
  const back: { part: PartName; took: number }[] = [];
  const from = Date.now();
  const order = parts.flatMap((part) => Array.from({ length: killsEach }, () => ({ part, place: next() }))).sort((a, b) => a.place - b.place);
  for (const { part } of order) {
    await sleep(next() * pauseMs);
    await stack.kill(part);
    await sleep(next() * 1_000);
    const restarted = Date.now();
    const ready = stack.restart(part);
    const look = asked[part];
    const took = await firstSuccess(load, restarted, 60_000, needs[part], look && (() => load!.looks(look)));
    await ready;
    back.push({ part, took });
  }
  const took = Date.now() - from;
  await untilEveryRoom(load.journal.acknowledged.length);
  await untilCases(load, load.cases() + 5);
  await load.stop();
  const rest = await expectInvariants(stack.adminUrl, load.journal, 60_000);
  process.stdout.write(`T1 (seed ${seed}, ${slower.toFixed(1)} times slower): ${order.length} kills in ${took} ms; first success after restart: ${back.map(({ part, took: ms }) => `${part} ${ms} ms`).join(', ')}; at rest after ${rest} ms; ${summary(load)}\n`);
  expect(back.filter(({ took: ms }) => ms > 10_000 * slower)).toEqual([]);
}, 300_000 + parts.length * killsEach * 25_000);

test(`[T21] [AUD-1] after these kills the log has every look that was shown, and of ${edits} random edits, deletions and reorderings of it a reviewer is told each, at its place (seed ${seed})`, async () => {
  expect(load!.journal.acknowledged.filter(({ act }) => act === 'LOOK').length).toBeGreaterThan(100); // that each is in the log has been looked at with the other promises
  const [next, world, admin] = [randomFrom(seed + 2), new World(stack), new Client({ connectionString: stack.adminUrl })];
  const firstBroken = async (): Promise<number | null> => (await world.as('logReviewer', '{ auditChain { firstBroken } }'))['auditChain'].firstBroken;
  await admin.connect();
  try {
    await admin.query('SET session_replication_role = replica; CREATE TABLE oversight.kept AS SELECT * FROM oversight.audit_entry'); // a superuser, past the trigger
    const entries = Number((await admin.query<{ n: string }>('SELECT max(chain_position) AS n FROM oversight.kept')).rows[0]!.n);
    expect(await firstBroken()).toBeNull();
    const missed: unknown[] = [];
    for (let n = 0; n < edits; n += 1) {
      const how = oneOf(next, Object.keys(tampering) as (keyof typeof tampering)[])!;
      const at = 1 + Math.floor(next() * (entries - 1));
      const other = at + 1 + Math.floor(next() * (entries - at));
      await admin.query(tampering[how](at, other));
      const found = await firstBroken();
      if (found !== at) missed.push({ how, at, found });
      await admin.query(`DELETE FROM oversight.audit_entry WHERE chain_position IN (${at}, ${other}); INSERT INTO oversight.audit_entry SELECT * FROM oversight.kept WHERE chain_position IN (${at}, ${other})`);
    }
    expect(missed).toEqual([]);
    expect(await firstBroken()).toBeNull();
    process.stdout.write(`T21 (seed ${seed}): a log of ${entries} entries, ${edits} edits found\n`);
  } finally {
    await admin.query('DROP TABLE IF EXISTS oversight.kept');
    await admin.end();
    await world.ends();
  }
}, 60_000 + edits * 2_000);

test(`[T18] the operators of SMS and alarms away and back under mixed load: intake and everybody else go on without a fault, nothing is told twice, and every invariant holds (seed ${seed})`, async () => {
  load = await startLoad(stack, seed + 1, { patients: 4, staff: 4, partners: 1, pauseMs: 200 });
  await untilCases(load, 3);
  const [away, before] = [Date.now(), load.cases()];
  await stack.kill('receiver');
  await untilCases(load, before + 8);
  await untilProgress(load, () => Date.now() - away > 15_000, '15 s without operators');
  const meanwhile = load.measured.filter((each) => each.startedAt >= away);
  await stack.restart('receiver');
  await untilCases(load, load.cases() + 3);
  await load.stop();
  expect(meanwhile.filter((each) => each.fault !== undefined)).toEqual([]);
  const rest = await expectInvariants(stack.adminUrl, load.journal, 60_000);
  process.stdout.write(`T18 (seed ${seed}): ${meanwhile.length} operations without operators, p95 ${percentile(meanwhile, 0.95)} ms; at rest after ${rest} ms; ${summary(load)}\n`);
}, 300_000);
