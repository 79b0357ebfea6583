import { systemActor } from '../src/actor';
import { type Database, read } from '../src/postgres';
import { transact } from '../src/transaction';
import { tell, toyWorld, type ToyWorld } from './toy/world';

const actor = systemActor('toy');
let world: ToyWorld;
let db: Database;

beforeEach(async () => {
  world = await toyWorld();
  db = await world.open('toy');
});
afterEach(() => world.end());

async function rowsIn(table: string): Promise<number> {
  return (await read<{ n: number }>(db, `SELECT count(*) AS n FROM ${table}`))[0]!.n;
}

describe('a transaction', () => {
  test('writes counters by key, then timers, then events, then audit rows, whatever order it was told in', async () => {
    const seen: string[] = [];
    await transact(db, actor, async (tx) => {
      const runner = tx.manager.queryRunner!;
      const query = runner.query.bind(runner);
      runner.query = (async (sql: string, params?: unknown[], structured?: boolean) => {
        seen.push(`${/^\s*(\w+)/.exec(sql)![1]} ${/(?:INTO|FROM) (\w+)/.exec(sql)?.[1]}`);
        return query(sql, params, structured as true);
      }) as typeof runner.query;
      tx.audit({ action: 'read', what: 'case.opened' });
      tell(tx, 'a', 1);
      tx.schedule({ kind: 'k', aggregateId: 'a', dueAt: new Date() });
      tx.cancelTimers('b');
      tx.bumpCounter('unit.z', () => undefined);
      tx.bumpCounter('unit.a', () => undefined);
    });
    expect(seen.filter((each) => !each.includes('undefined') && !each.startsWith('SELECT'))).toEqual([
      'INSERT live_counter', 'DELETE timer', 'INSERT timer', 'INSERT outbox', 'INSERT audit',
    ]);
    expect(await rowsIn('outbox')).toBe(2); // the event and audit.recorded
  });

  test('leaves nothing of anything behind when its work fails', async () => {
    const hook = jest.fn();
    const failing = transact(db, actor, async (tx) => {
      await tx.query("INSERT INTO counter (id) VALUES ('a')");
      tell(tx, 'a', 1);
      tx.audit({ action: 'read', what: 'case.opened' });
      tx.schedule({ kind: 'k', aggregateId: 'a', dueAt: new Date() });
      tx.bumpCounter('unit.a', () => ({}));
      tx.afterCommit(hook);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    for (const table of ['counter', 'outbox', 'audit', 'timer', 'live_counter']) expect([table, await rowsIn(table)]).toEqual([table, 0]);
    expect(hook).not.toHaveBeenCalled();
  });

  test('refuses an event whose data the catalogue does not know, naming paths and no values', async () => {
    const failing = transact(db, actor, async (tx) => {
      tx.emit({ type: 'emergency.referred', aggregateId: 'a', version: 1, regionId: 'r', data: { sessionId: 'a', careLevel: 'Anna mår illa' } as never });
    });
    await expect(failing).rejects.toThrow(/^event emergency.referred: data.careLevel: invalid_value$/);
  });

  test('keeps the note of an audit row out of its event', async () => {
    await transact(db, actor, async (tx) => tx.audit({ action: 'read', what: 'case.opened', note: 'Anna ringde', regionId: 'halland', patientId: 'p' }));
    const [row] = await read<{ note: string }>(db, 'SELECT note FROM audit');
    const [event] = await read<{ data: object; region_id: string }>(db, 'SELECT data, region_id FROM outbox');
    expect(row!.note).toBe('Anna ringde');
    expect(JSON.stringify(event)).not.toContain('Anna');
    expect(event!.region_id).toBe('halland');
  });

  test('tells its own after the commit only, and their faults change nothing', async () => {
    let committed = -1;
    const look = async () => (committed = await rowsIn('counter'));
    let looking: Promise<number> | undefined;
    await transact(db, actor, async (tx) => {
      await tx.query("INSERT INTO counter (id) VALUES ('a')");
      tx.afterCommit(() => {
        throw new Error('no');
      });
      tx.afterCommit(() => void (looking = look()));
    });
    await looking;
    expect(committed).toBe(1);
  });

  test('forgets timers that it schedules and then cancels itself', async () => {
    await transact(db, actor, async (tx) => {
      tx.schedule({ kind: 'k', aggregateId: 'a', dueAt: new Date() });
      tx.schedule({ kind: 'other', aggregateId: 'a', dueAt: new Date() });
      tx.cancelTimers('a', 'k');
      tx.schedule({ kind: 'k', aggregateId: 'b', dueAt: new Date() });
    });
    expect(await read(db, 'SELECT kind, aggregate_id AS of FROM timer ORDER BY id')).toEqual([{ kind: 'other', of: 'a' }, { kind: 'k', of: 'b' }]);
  });

  test('refuses a second change with the version of the first (I3)', async () => {
    await transact(db, actor, async (tx) => tell(tx, 'a', 1));
    await expect(transact(db, actor, async (tx) => tell(tx, 'a', 1))).rejects.toMatchObject({ driverError: { constraint: 'outbox_version_unique' } });
  });
});

describe('counters', () => {
  test('number every change of a stream without a gap, whoever rolls back between', async () => {
    const seqs: number[] = [];
    db.signals.publishHint = (subject, data) => void (subject === 'live.unit.a' && seqs.push((data as { seq: number }).seq));
    await Promise.all(Array.from({ length: 60 }, (_, i) => transact(db, actor, async (tx) => {
      tx.bumpCounter('unit.a', (seq) => ({ seq }));
      if (i % 2) tx.bumpCounter('unit.a', (seq) => ({ seq }));
      if (i % 5 === 0) await tx.query('SELECT 1/0');
    }).catch(() => undefined)));
    expect([...seqs].sort((a, b) => a - b)).toEqual(Array.from({ length: seqs.length }, (_, i) => i + 1));
    expect(await read(db, 'SELECT seq FROM live_counter')).toEqual([{ seq: seqs.length }]);
  });

  test('of several streams never deadlock, since they are taken by key', async () => {
    let attempts = 0;
    await Promise.all(Array.from({ length: 100 }, (_, i) => transact(db, actor, async (tx) => {
      attempts += 1;
      for (const key of i % 2 ? ['unit.a', 'unit.b', 'unit.c'] : ['unit.c', 'unit.b', 'unit.a']) tx.bumpCounter(key, () => undefined);
    })));
    expect(attempts).toBe(100);
  });
});

describe('conflicts', () => {
  /** Locks two rows crosswise; both are inside before either goes on. */
  async function crosswise(first: string, second: string, inside: () => Promise<void>): Promise<void> {
    await transact(db, actor, async (tx) => {
      await tx.query('UPDATE counter SET total = total + 1 WHERE id = $1', [first]);
      await inside();
      await tx.query('UPDATE counter SET total = total + 1 WHERE id = $1', [second]);
      tell(tx, first, 1);
    });
  }

  test('a deadlock is run again and then succeeds, with one event for each', async () => {
    await read(db, "INSERT INTO counter (id) VALUES ('a'), ('b')");
    let inside = 0;
    let runs = 0;
    const both = async () => {
      runs += 1;
      inside += 1;
      while (inside < 2) await new Promise((done) => setTimeout(done, 5));
    };
    await Promise.all([crosswise('a', 'b', both), crosswise('b', 'a', both)]);
    expect(runs).toBe(3);
    expect(await read(db, 'SELECT total FROM counter')).toEqual([{ total: 2 }, { total: 2 }]);
    expect(await rowsIn('outbox')).toBe(2);
  });

  test('one that never ends is a CONFLICT_RETRY after the fourth try', async () => {
    let tries = 0;
    const failing = transact(db, actor, async (tx) => {
      tries += 1;
      await tx.query("DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$");
    });
    await expect(failing).rejects.toMatchObject({ name: 'Fault', code: 'CONFLICT_RETRY' });
    expect(tries).toBe(4);
  });

  test('a lock that others hold for two seconds is a CONFLICT_RETRY at once, and leaves nothing behind', async () => {
    await read(db, "INSERT INTO counter (id) VALUES ('a')");
    const waits = () => transact(db, actor, async (tx) => {
      tell(tx, 'b', 1);
      await tx.query("UPDATE counter SET total = total + 1 WHERE id = 'a'");
    });
    await transact(db, actor, async (tx) => {
      await tx.query("UPDATE counter SET total = total + 1 WHERE id = 'a'");
      await expect(waits()).rejects.toMatchObject({ name: 'Fault', code: 'CONFLICT_RETRY' });
    });
    expect(await rowsIn('outbox')).toBe(0);
    await waits();
    expect(await read(db, 'SELECT total FROM counter')).toEqual([{ total: 2 }]);
  });
});
