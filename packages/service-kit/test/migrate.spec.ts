import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { servicePassword } from '../../../test/infrastructure';
import { readNow, shiftClock } from '../src/clock';
import { assertMigrated, migrate } from '../src/migrate';
import { type Database, read } from '../src/postgres';
import { transact } from '../src/transaction';
import { systemActor } from '../src/actor';
import { toyMigrations, toyWorld, type ToyWorld } from './toy/world';

let world: ToyWorld;
let db: Database;
let folder: string;

beforeEach(async () => {
  world = await toyWorld();
  db = await world.open('toy');
  folder = mkdtempSync(join(tmpdir(), 'migrations-'));
  copyFileSync(join(toyMigrations, '0001-counter.sql'), join(folder, '0001-counter.sql'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await world.end();
});

const again = (migrationsDir = folder, production?: boolean) =>
  migrate({ adminUrl: world.fresh.adminUrl, servicePassword, production, services: [{ name: 'toy', migrationsDir }, { name: 'reader', migrationsDir: toyMigrations }] });

/** What the service's own role is answered. */
async function answer(sql: string): Promise<string> {
  return read(db, sql).then(() => 'done', (error: Error) => error.message);
}

describe('migrations', () => {
  test('run again change nothing, also when ten processes start at once', async () => {
    const applied = await read(db, 'SELECT * FROM applied_migration ORDER BY origin, name');
    await Promise.all(Array.from({ length: 10 }, () => again()));
    expect(await read(db, 'SELECT * FROM applied_migration ORDER BY origin, name')).toEqual(applied);
  });

  test('apply what is new and leave the rows that are there', async () => {
    await read(db, "INSERT INTO counter (id) VALUES ('a')");
    writeFileSync(join(folder, '0002-colour.sql'), "ALTER TABLE counter ADD colour text NOT NULL DEFAULT 'red';");
    await again();
    expect(await read(db, 'SELECT id, colour FROM counter')).toEqual([{ id: 'a', colour: 'red' }]);
  });

  test('leave no half of a file that fails, and name it', async () => {
    writeFileSync(join(folder, '0002-broken.sql'), 'CREATE TABLE half (id int); SELECT 1/0;');
    await expect(again()).rejects.toThrow('toy: 0002-broken.sql could not be applied: division by zero');
    expect(await answer('SELECT * FROM half')).toContain('does not exist');
  });

  test('refuse a file that was edited after it was applied', async () => {
    writeFileSync(join(folder, '0001-counter.sql'), 'SELECT 1;');
    await expect(again()).rejects.toThrow('toy: 0001-counter.sql was edited after it was applied');
  });

  test('refuse two files with one number, and a name without one', async () => {
    writeFileSync(join(folder, '0001-other.sql'), 'SELECT 1;');
    await expect(again()).rejects.toThrow('number is taken twice');
    rmSync(join(folder, '0001-other.sql'));
    writeFileSync(join(folder, 'later.sql'), 'SELECT 1;');
    await expect(again()).rejects.toThrow('NNNN-name.sql');
  });

  test('let a service start on a newer schema and not on an older one', async () => {
    writeFileSync(join(folder, '0002-later.sql'), 'SELECT 1;');
    await expect(assertMigrated(db, folder)).rejects.toThrow('The schema of toy is older than this code: 0002-later.sql not applied');
    await again();
    await assertMigrated(db, folder);
    await assertMigrated(db, toyMigrations);
  });
});

describe('rights', () => {
  test('[AUD-1] the service can add to its audit, and cannot change, delete or empty it', async () => {
    await transact(db, systemActor('toy'), async (tx) => tx.audit({ action: 'read', what: 'case.opened' }));
    expect(await answer('SELECT * FROM audit')).toBe('done');
    for (const sql of ["UPDATE audit SET what = 'other'", 'DELETE FROM audit', 'TRUNCATE audit', 'DROP TABLE audit', 'ALTER TABLE audit ADD x int']) {
      expect([sql, await answer(sql)]).toEqual([sql, expect.stringMatching(/permission denied|must be owner/)]);
    }
  });

  test('the service reads the feed of another service, and nothing else of it', async () => {
    expect(await answer('SELECT * FROM reader.event_feed')).toBe('done');
    const tables = await read<{ name: string }>(db, "SELECT relname AS name FROM pg_class WHERE relnamespace = 'reader'::regnamespace AND relkind IN ('r', 'v', 'm')");
    expect(tables.length).toBeGreaterThan(8);
    for (const { name } of tables.filter((table) => table.name !== 'event_feed')) {
      expect([name, await answer(`SELECT * FROM reader."${name}"`)]).toEqual([name, expect.stringContaining('permission denied')]);
    }
    for (const sql of ['DELETE FROM reader.event_feed', 'UPDATE reader.event_feed SET version = 9', 'DELETE FROM event_feed']) {
      expect([sql, await answer(sql)]).toEqual([sql, expect.stringContaining('permission denied')]);
    }
  });

  test('the service makes no tables, migrates nothing and calls no function of another', async () => {
    const admin = new Client({ connectionString: world.fresh.adminUrl });
    await admin.connect();
    await admin.query("SET ROLE vardgraf_reader_owner; CREATE FUNCTION reader.secret() RETURNS int LANGUAGE sql AS 'SELECT 1'");
    await admin.end();
    for (const sql of ['CREATE TABLE mine (id int)', "INSERT INTO applied_migration (origin, name, checksum) VALUES ('kit', 'x', 'x')", 'SELECT reader.secret()', 'CREATE TABLE vardgraf.mine (id int)']) {
      expect([sql, await answer(sql)]).toEqual([sql, expect.stringContaining('permission denied')]);
    }
  });
});

describe('the clock', () => {
  test('is one for everybody, moves by its offset, and has whole milliseconds', async () => {
    await shiftClock(world.fresh.adminUrl, '90 minutes');
    const reader = await world.open('reader');
    const [here, there] = [await readNow(db), await readNow(reader)];
    expect(Math.abs(here.getTime() - there.getTime())).toBeLessThan(1_000);
    expect(here.getTime() - Date.now()).toBeGreaterThan(89 * 60_000);
    expect(await read(db, "SELECT extract(microseconds FROM vardgraf.now())::int % 1000 AS rest")).toEqual([{ rest: 0 }]);
  });

  test('cannot be moved by a service, nor by anybody where production migrated', async () => {
    expect(await answer("UPDATE vardgraf.clock_offset SET offset_by = '1 hour'")).toContain('permission denied');
    await again(toyMigrations, true);
    await expect(shiftClock(world.fresh.adminUrl, '1 hour')).rejects.toThrow('production_keeps_time');
  });

  test('serves as one index condition, not as a call per row', async () => {
    await read(db, "INSERT INTO timer (kind, aggregate_id, due_at, fire_at) SELECT 'k', n::text, vardgraf.now() + interval '1 day', vardgraf.now() + interval '1 day' FROM generate_series(1, 5000) n");
    const plan = await read<{ 'QUERY PLAN': string }>(db, 'EXPLAIN SELECT id FROM timer WHERE fire_at <= vardgraf.now() ORDER BY fire_at LIMIT 1');
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toMatch(/Index Cond: \(fire_at <= now\(\)\)|Index Cond: \(fire_at <= vardgraf.now\(\)\)/);
  });
});

test('dates arrive as dates without a zone, bigints as numbers, instants as Dates', async () => {
  expect(await read(db, "SELECT date '2026-03-29' AS day, 7::bigint AS n, timestamptz '2026-03-29 01:30Z' AS at")).toEqual([
    { day: '2026-03-29', n: 7, at: new Date('2026-03-29T01:30:00Z') },
  ]);
});
