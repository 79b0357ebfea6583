import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { randomFrom, seed } from '../actors/random';
import { type Stack, startStack } from '../stack';
import { expectInvariants } from './invariants';
import { firstSuccess, type Load, startLoad, summary, untilCases } from './load';
import { type OwnServers, startOwnServers, useServers } from './own-servers';

const full = process.env['TEST_FULL'] === '1';
const kills = full ? 10 : 2;
const writes = ['startTriage', 'answerTriage', 'finishTriage', 'takeCase', 'startCase', 'endCase', 'releaseCase', 'openCase', 'bookSlot', 'rebook', 'cancelBooking', 'postMessage', 'submitConsultation', 'requestHandover', 'publishSlots', 'issueTicket'];

let servers: OwnServers;
let stack: Stack;
let load: Load;
beforeAll(async () => {
  servers = await startOwnServers();
  useServers({ postgres: servers.postgres.adminUrl, nats: servers.nats.url });
  stack = await startStack({ processes: true });
}, 240_000);
afterAll(async () => {
  await load?.stop();
  await stack?.stop();
}, 60_000);
afterAll(async () => {
  await servers?.close();
}, 60_000);

beforeEach(async () => void (load = await startLoad(stack, seed, { patients: 4, staff: 6, partners: 1 })));

async function asAdmin(sql: string): Promise<Record<string, unknown>[]> {
  const admin = new Client({ connectionString: stack.adminUrl, options: '-c default_transaction_read_only=off' });
  admin.on('error', () => {});
  await admin.connect();
  try {
    return (await admin.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await admin.end();
  }
}

async function ended(name: string, took: readonly number[]): Promise<void> {
  await untilCases(load, load.cases() + 5);
  await load.stop();
  const rest = await expectInvariants(stack.adminUrl, load.journal);
  process.stdout.write(`T2 ${name} (seed ${seed}): back after ${took.join(', ')} ms; at rest after ${rest} ms; ${summary(load)}\n`);
}

test(`[T2] the postmaster killed ${kills} times under load: nothing acknowledged is lost or half-written, and the services come back within 15 s by themselves (seed ${seed})`, async () => {
  const next = randomFrom(seed);
  const took: number[] = [];
  for (let n = 0; n < kills; n += 1) {
    await untilCases(load, load.cases() + 5);
    await sleep(next() * 2_000);
    await servers.postgres.kill();
    const answering = Date.now();
    took.push(await firstSuccess(load, answering, 30_000, ['finishTriage', 'takeCase', 'startCase', 'endCase', 'releaseCase', 'openCase']));
    expect(took.at(-1)).toBeLessThanOrEqual(15_000);
  }
  await ended('postmaster', took);
}, full ? 600_000 : 150_000);

test(`[T2] random backends ended under load: nothing acknowledged is lost or half-written (seed ${seed})`, async () => {
  const next = randomFrom(seed);
  let gone = 0;
  for (const until = Date.now() + (full ? 60_000 : 10_000); Date.now() < until; await sleep(100 + next() * 500)) {
    const rows = await asAdmin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND usename LIKE 'vardgraf_%' AND ('x' || substr(md5(pid || '${next()}'), 1, 4))::bit(16)::int % 4 = 0`);
    gone += rows.length;
  }
  expect(gone).toBeGreaterThan(10);
  await ended(`${gone} backends`, [await firstSuccess(load, Date.now(), 15_000, writes)]);
}, full ? 300_000 : 90_000);

/** From the moment when nothing can be written, and for four seconds: writes are faults, and nothing of that time was promised. Then work goes on within 15 s. */
async function expectNoFalseYes(cannotWrite: (on: boolean) => Promise<void>): Promise<number> {
  await untilCases(load, 5);
  await cannotWrite(true);
  await sleep(500); // what was stored just before is still being answered
  const [from, before] = [Date.now(), load.journal.acknowledged.length];
  await sleep(4_000);
  const [during, promised] = [load.measured.filter((each) => each.startedAt >= from), load.journal.acknowledged.slice(before)];
  await cannotWrite(false);
  const took = await firstSuccess(load, Date.now(), 30_000, writes);
  expect(during.filter((each) => writes.includes(each.operation) && each.fault !== undefined).length).toBeGreaterThan(0);
  expect(promised.filter((each) => 'at' in each && Date.parse(each.at) >= from)).toEqual([]);
  expect(took).toBeLessThanOrEqual(15_000);
  return took;
}

test(`[T2] a database that can only be read: writes answer a fault and never a false yes, and afterwards work goes on within 15 s (seed ${seed})`, async () => {
  const took = await expectNoFalseYes(async (on) => {
    const setting = on ? 'SET default_transaction_read_only = on' : 'RESET default_transaction_read_only';
    // Connections keep what they began with; new ones begin as told.
    await asAdmin(`ALTER DATABASE ${new URL(stack.adminUrl).pathname.slice(1)} ${setting}`);
    await asAdmin("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE 'vardgraf_%'");
  });
  await ended('read-only', [took]);
}, 120_000);

test(`[T2] a database whose disk is full: writes answer a fault and never a false yes, and afterwards work goes on within 15 s (seed ${seed})`, async () => {
  const diskIsFull = async (on: boolean): Promise<void> => {
    const says = on ? "RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'" : 'RETURN NULL';
    await asAdmin(`CREATE OR REPLACE FUNCTION public.write_somewhere() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${says}; END $$`);
  };
  await diskIsFull(false);
  const tables = await asAdmin(`SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema IN (SELECT table_schema FROM information_schema.tables WHERE table_name = 'relay_mark')`);
  // Every table answers a write as PostgreSQL does when its file cannot grow.
  for (const { name } of tables) await asAdmin(`CREATE TRIGGER write_somewhere BEFORE INSERT OR UPDATE ON ${String(name)} FOR EACH STATEMENT EXECUTE FUNCTION public.write_somewhere()`);
  await ended('disk full', [await expectNoFalseYes(diskIsFull)]);
}, 120_000);
