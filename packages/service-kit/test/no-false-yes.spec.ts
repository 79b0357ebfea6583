import { Client } from 'pg';
import { systemActor } from '../src/actor';
import { type Database, read } from '../src/postgres';
import { transact, type Tx } from '../src/transaction';
import { startProxy } from './toy/proxy';
import { count, toyWorld, type ToyWorld } from './toy/world';

const actor = systemActor('toy');
let world: ToyWorld;
let db: Database;

beforeEach(async () => {
  world = await toyWorld();
  db = await world.open('toy');
});
afterEach(() => world.end());

async function asAdmin(sql: string): Promise<void> {
  const admin = new Client({ connectionString: world.fresh.adminUrl });
  await admin.connect();
  await admin.query(sql);
  await admin.end();
}

describe('no false yes', () => {
  test('a fault that the work swallowed does not pass as a commit', async () => {
    const failing = transact(db, actor, async (tx) => {
      await tx.query("INSERT INTO counter (id) VALUES ('a')");
      await tx.query('SELECT 1/0').catch(() => undefined);
    });
    await expect(failing).rejects.toMatchObject({ name: 'Fault', code: 'INTERNAL' });
    expect(await read(db, 'SELECT * FROM counter')).toEqual([]);
  });

  test('a full pool answers TOO_MANY after two seconds, and the next request is served again', async () => {
    let back = 0;
    const held = Array.from({ length: 5 }, () => transact(db, actor, async (tx) => void (await tx.query('SELECT pg_sleep(4)'))).then(() => (back += 1)));
    const from = Date.now();
    await expect(count(db, 'a')).rejects.toMatchObject({ name: 'Fault', code: 'TOO_MANY' });
    expect(Date.now() - from).toBeGreaterThan(1_900);
    expect(back).toBe(0);
    await Promise.all(held);
    expect(await count(db, 'a')).toBe(1);
  });

  test('a backend killed in the middle is a fault, nothing is written, and the pool recovers', async () => {
    const failing = count(db, 'a', async (tx) => {
      const [me] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await asAdmin(`SELECT pg_terminate_backend(${me!.pid})`);
    });
    await expect(failing).rejects.toThrow();
    expect(await count(db, 'a')).toBe(1);
    expect(db.pool().size).toBeLessThanOrEqual(5);
  });

  test('a connection lost while committing is an INTERNAL fault and is not tried again', async () => {
    await asAdmin(`
      CREATE FUNCTION toy.die() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER dies AFTER INSERT ON toy.counter DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.id = 'doomed') EXECUTE FUNCTION toy.die();
    `);
    let runs = 0;
    await expect(count(db, 'doomed', () => void (runs += 1))).rejects.toMatchObject({ name: 'Fault', code: 'INTERNAL', message: expect.stringContaining('unknown') });
    expect(runs).toBe(1);
    expect(await count(db, 'b')).toBe(1);
  });

  test.each(['cut', 'silence'] as const)('an answer to COMMIT that is lost (%s) is an INTERNAL fault in time, done once, and its connection is not lent again', async (how) => {
    const url = new URL(world.fresh.url('toy'));
    const proxy = await startProxy(Number(url.port));
    url.port = String(proxy.port);
    const far = await world.open('toy', 1, url.toString());
    let runs = 0;
    proxy.loseAnswerTo('COMMIT', how);
    const from = Date.now();
    await expect(count(far, 'a', () => void (runs += 1))).rejects.toMatchObject({ name: 'Fault', code: 'INTERNAL', message: expect.stringContaining('unknown') });
    expect(Date.now() - from).toBeLessThan(14_000); // seven seconds, on a machine that is not busy
    expect(runs).toBe(1);
    expect(await read(db, 'SELECT version FROM counter')).toEqual([{ version: 1 }]); // it did happen: a yes or a no would both have been guesses
    expect(await count(far, 'a')).toBe(2);
    await far.close();
    await proxy.close();
  });

  test('a backend ended in the very packet that says it is ready is a fault of one request, not the end of the process', async () => {
    const url = new URL(world.fresh.url('toy'));
    const proxy = await startProxy(Number(url.port));
    url.port = String(proxy.port);
    const far = await world.open('toy', 3, url.toString());
    await count(far, 'a');
    proxy.endWhenReady();
    const asked = await Promise.allSettled([count(far, 'b'), count(far, 'c')]); // one on the connection that there is, one on a new one
    expect(asked.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await count(far, 'a')).toBe(2);
    await far.close();
    await proxy.close();
  });

  test('a constraint that refuses at COMMIT is its own fault, not an unknown outcome', async () => {
    await asAdmin(`
      CREATE FUNCTION toy.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '23514'; END $$;
      CREATE CONSTRAINT TRIGGER refuses AFTER INSERT ON toy.counter DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION toy.refuse();
    `);
    await expect(count(db, 'a')).rejects.toMatchObject({ code: '23514' });
    expect(await read(db, 'SELECT * FROM counter')).toEqual([]);
  });

  test('the time of a transaction is read after the lock it waited for', async () => {
    await count(db, 'a');
    let mayEnd!: () => void;
    const hold = new Promise<void>((done) => (mayEnd = done));
    let inside!: () => void;
    const begun = new Promise<void>((done) => (inside = done));
    const first = count(db, 'a', async () => {
      inside();
      await hold;
    });
    await begun;
    const second = count(db, 'a', async (tx: Tx) => void (at = await tx.now()));
    let at = new Date(0);
    await new Promise((done) => setTimeout(done, 150));
    const released = new Date();
    mayEnd();
    await Promise.all([first, second]);
    expect(at.getTime()).toBeGreaterThanOrEqual(released.getTime());
  });
});
