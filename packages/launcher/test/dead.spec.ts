import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { tendDead } from '@vardgraf/launcher/dead';
import { schemas } from '@vardgraf/launcher/services';
import { systemActor } from '@vardgraf/service-kit/actor';
import { startConsumer } from '@vardgraf/service-kit/consumer';
import { createLog } from '@vardgraf/service-kit/log';
import { openNats } from '@vardgraf/service-kit/nats';
import { type Database, openDatabase, read } from '@vardgraf/service-kit/postgres';
import { startRelay } from '@vardgraf/service-kit/relay';
import { startTimers } from '@vardgraf/service-kit/timers';
import { transact } from '@vardgraf/service-kit/transaction';
import { type FreshDatabase, freshDatabase, natsUrl } from '@vardgraf/test/infrastructure';
import { repositoryRoot } from '../src/paths';
import { buildPrograms, programFile } from '../src/programs';
import { launch } from './launch';

jest.setTimeout(60_000);

const log = createLog('cases', 'silent');
const dataDir = mkdtempSync(join(tmpdir(), 'vardgraf-dead-'));
const secret = 'patient-who-must-not-be-seen';
const parts: (() => Promise<void>)[] = [];
let fresh: FreshDatabase;
let triage: Database;
let cases: Database;
let broken = true;
const applied: string[] = [];
const fired: string[] = [];

async function failingWhile(done: string[], what: string): Promise<void> {
  if (broken) throw new RangeError(`${secret} mår illa`);
  done.push(what);
}

beforeAll(async () => {
  fresh = await freshDatabase(schemas);
  const open = async (service: string): Promise<Database> => {
    const db = await openDatabase({ url: fresh.url(service), service, entities: [] });
    parts.push(() => db.close());
    return db;
  };
  [triage, cases] = [await open('triage'), await open('cases')];
  const nats = await openNats({ url: natsUrl(), name: 'cases', log });
  parts.push(() => nats.close());
  for (const db of [triage, cases]) {
    const relay = startRelay({ db, service: db.service, nats, log });
    parts.push(() => relay.stop());
  }
  const consumer = startConsumer({ db: cases, service: 'cases', nats, log, source: 'triage', handlers: { 'emergency.referred': (_, { subject, version }) => failingWhile(applied, `${subject}#${version}`) } });
  parts.push(() => consumer.stop());
  const timers = startTimers({ db: cases, log, handlers: { late: (_, { aggregateId }) => failingWhile(fired, aggregateId) } });
  parts.push(() => timers.stop());
});
afterAll(async () => {
  for (const stop of parts.reverse()) await stop();
  await fresh?.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 30_000; !(await isSo()); await sleep(20)) if (Date.now() > deadline) throw new Error(`not so: ${isSo}`);
}

const rows = async (table: string): Promise<number> => (await read<{ n: number }>(cases, `SELECT count(*) AS n FROM ${table}`))[0]!.n;

const here = () => ({ DATA_DIR: dataDir, DATABASE_URL: fresh.adminUrl, SERVICE_PASSWORD: 'any-will-do' });
const dead = (...args: string[]) => tendDead(args, here());

/** The event `version` of an aggregate, told by triage. */
const tell = (aggregateId: string, version: number) => transact(triage, systemActor('triage'), async (tx) => {
  tx.emit({ type: 'emergency.referred', aggregateId, version, regionId: 'gavleborg', data: { sessionId: aggregateId, careLevel: 'EMERGENCY_112' } });
});

/** Fails for the fifth time at its next try. */
const dieSoon = (aggregateId: string, dueAt: string) => read(cases, "INSERT INTO timer (kind, aggregate_id, due_at, fire_at, payload, attempts) VALUES ('late', $1, $2, vardgraf.now(), to_jsonb($1::text), 4)", [aggregateId, dueAt]);

const when = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;

test('[AUD-1] an operator sees which events and timers wait for a person and nothing of a patient, has chosen ones and then all applied again, and who asked stands in the log', async () => {
  expect(await dead('list')).toEqual(['Nothing waits for a person.']);
  for (const [id, version] of [[`${secret}-a`, 1], [`${secret}-b`, 1], [`${secret}-a`, 2]] as const) await tell(id, version);
  await dieSoon(`${secret}-c`, '2026-03-01T08:00:00Z');
  await dieSoon(`${secret}-d`, '2026-03-01T09:00:00Z');
  await until(async () => (await rows('dead_letter')) === 2 && (await rows('parked_event')) === 1 && (await rows('dead_timer')) === 2);

  const listed = await dead('list');
  expect(listed).toEqual([
    expect.stringMatching(new RegExp(`^cases  event triage/1  emergency.referred  dead since ${when}  tries 5  RangeError  1 wait behind it$`)) as string,
    expect.stringMatching(new RegExp(`^cases  event triage/2  emergency.referred  dead since ${when}  tries 5  RangeError$`)) as string,
    expect.stringMatching(new RegExp(`^cases  timer \\d+  late  due 2026-03-01T08:00:00.000Z  dead since ${when}  tries 5  RangeError$`)) as string,
    expect.stringMatching(new RegExp(`^cases  timer \\d+  late  due 2026-03-01T09:00:00.000Z  dead since ${when}  tries 5  RangeError$`)) as string,
  ]);
  expect(listed.join('\n')).not.toContain(secret);
  expect(await dead('list', 'cases')).toEqual(listed);
  expect(await dead('list', 'triage')).toEqual(['Nothing waits for a person.']);

  broken = false;
  const timer = /timer (\d+)/.exec(listed[3]!)![1]!;
  expect(await dead('replay', 'cases', 'triage/2', '--by', 'nina')).toEqual([expect.stringMatching(/^cases: 1 to be applied again/)]);
  expect(await dead('revive', 'cases', timer, '--by', 'nina')).toEqual(['cases: 1 fire now']);
  await until(async () => (await rows('dead_letter')) === 1 && fired.length === 1);
  expect([applied, fired]).toEqual([[`${secret}-b#1`], [`${secret}-d`]]);

  expect(await dead('replay', 'all')).toEqual([expect.stringMatching(/^cases: 1 to be applied again/)]);
  expect(await dead('revive', 'all')).toEqual(['cases: 1 fire now']);
  await until(() => applied.length === 3 && fired.length === 2);
  expect([applied, fired]).toEqual([[`${secret}-b#1`, `${secret}-a#1`, `${secret}-a#2`], [`${secret}-d`, `${secret}-c`]]);
  expect(await dead('list')).toEqual(['Nothing waits for a person.']);

  const trail = await read<{ action: string; what: string; note: string }>(cases, 'SELECT action, what, note FROM audit ORDER BY id');
  expect(trail.map(({ action, what }) => `${action} ${what}`)).toEqual(['replayDeadLetters dead-letters/1', 'reviveDeadTimers dead-timers/1', 'replayDeadLetters dead-letters/1', 'reviveDeadTimers dead-timers/1']);
  expect(trail.slice(0, 2).map(({ note }) => note)).toEqual(['nina: triage/2', `nina: late/${timer}`]);
  expect(trail[2]!.note).toMatch(/^\S+: triage\/1$/);
  expect(await read(cases, "SELECT DISTINCT data->>'actorId' AS who, data::text LIKE '%nina%' AS named FROM outbox WHERE type = 'audit.recorded'")).toEqual([{ who: 'cases', named: false }]);
});

test('what is not there, and words it does not know, are refused in a sentence, and nothing is touched', async () => {
  broken = true;
  await dieSoon(`${secret}-e`, '2026-03-01T10:00:00Z');
  await until(async () => (await rows('dead_timer')) === 1);
  const [{ id } = { id: 0 }] = await read<{ id: number }>(cases, 'SELECT id FROM dead_timer');
  for (const [args, sentence] of [
    [['revive', 'cases', String(id), '999999'], 'cases has no dead timer 999999.'],
    [['replay', 'cases', 'triage/77'], 'cases has no dead letter triage/77.'],
    [['revive', 'cases', 'late'], 'A timer is chosen by its number, as list names it.'],
    [['replay', 'cases', '77'], 'An event is chosen as <source>/<position>, as list names it.'],
    [['revive', 'all', String(id)], 'Say of which service the chosen ones are.'],
    [['list', 'nobody'], 'There is no service nobody; there are directory, triage, cases, booking, messaging, notify, oversight, identity.'],
  ] as const) await expect(dead(...args)).rejects.toThrow(new Error(sentence));
  for (const args of [[], ['revive'], ['bury', 'cases'], ['replay', 'cases', '--everything']]) await expect(dead(...args)).rejects.toThrow(/^npm run dead -- list \[service\]/);
  expect(await rows('dead_timer')).toBe(1);
});

test('npm run dead prints the lines, or the sentence with exit code 1; the program of the image does the same without a package', async () => {
  const listing = launch('dead', here(), 'list', 'triage');
  expect(await listing.exited).toBe(0);
  expect([listing.output(), listing.errors()]).toEqual(['Nothing waits for a person.\n', '']);
  await buildPrograms();
  const built = await promisify(execFile)(process.execPath, [programFile(resolve(repositoryRoot, 'packages/launcher/src/dead-main.ts')), 'list', 'triage'], { cwd: dataDir, env: here() });
  expect(built.stdout).toBe('Nothing waits for a person.\n');
  const without = launch('dead', { DATA_DIR: dataDir }, 'list');
  expect(await without.exited).toBe(1);
  expect(without.errors().trim()).toBe('Vårdgraf does not run on this data; start it with npm start, or set DATABASE_URL and SERVICE_PASSWORD.');
});
