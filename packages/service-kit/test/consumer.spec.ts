import { Client } from 'pg';
import { systemActor } from '../src/actor';
import { replayDeadLetters } from '../src/dead-letters';
import type { EventHandlers } from '../src/effects';
import { type Database, read } from '../src/postgres';
import { transact } from '../src/transaction';
import { caughtUp, count, effects, follow, noNats, tell, toyWorld, type ToyWorld, until } from './toy/world';

let world: ToyWorld;
let toy: Database;
let reader: Database;

beforeEach(async () => {
  world = await toyWorld();
  toy = await world.open('toy');
  reader = await world.open('reader');
  world.relay(toy, noNats);
});
afterEach(() => world.end());

const versions = async (id: string) => (await effects(reader, id)).map((effect) => effect.version);
const letters = () => read<{ position: number; reason: string; attempts: number; aggregate_id: string; parks: boolean }>(reader, 'SELECT position, reason, attempts, aggregate_id, parks FROM dead_letter ORDER BY position');
const parked = () => read<{ position: number }>(reader, 'SELECT position FROM parked_event ORDER BY position');

/** Like `follow`, but it fails for what `fails` names. */
function failingFor(fails: (id: string, version: number) => boolean): EventHandlers {
  return {
    'emergency.referred': async (tx, event) => {
      if (fails(event.subject, event.version)) throw new Error('Anna mår illa');
      await follow['emergency.referred']!(tx, event);
    },
  };
}

async function asAdmin<T extends object>(sql: string): Promise<T[]> {
  const admin = new Client({ connectionString: world.fresh.adminUrl });
  await admin.connect();
  const { rows } = await admin.query<T>(sql);
  await admin.end();
  return rows;
}

describe('without NATS', () => {
  test('every event has its effect once, in order, within about a second', async () => {
    world.consumer(reader, noNats, follow);
    const took: number[] = [];
    for (let turn = 1; turn <= 30; turn += 1) {
      await count(toy, `c${turn % 3}`);
      if (turn % 10 !== 0) continue;
      const from = Date.now();
      await caughtUp(reader, toy);
      took.push(Date.now() - from);
    }
    expect(Math.min(...took)).toBeLessThan(3_500); // a busy machine only adds
    expect((await effects(reader)).map((effect) => effect.position)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  });

  test('a consumer that is new begins with the oldest event, and one that was stopped where it was', async () => {
    for (let turn = 1; turn <= 5; turn += 1) await count(toy, 'a');
    const first = world.consumer(reader, noNats, follow);
    await caughtUp(reader, toy);
    await first.stop();
    for (let turn = 1; turn <= 5; turn += 1) await count(toy, 'a');
    world.consumer(reader, noNats, follow);
    await caughtUp(reader, toy);
    expect(await versions('a')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('a thousand events nobody here listens to are passed over in a few statements', async () => {
    await transact(toy, systemActor('toy'), async (tx) => {
      for (let n = 1; n <= 1_000; n += 1) tell(tx, 'quiet', n, 'session.abandoned');
    });
    await count(toy, 'a');
    const consumer = world.consumer(reader, noNats, follow);
    await caughtUp(reader, toy);
    expect(await versions('a')).toEqual([1]);
    expect(consumer.position()).toBe(1_001);
  });

  test('of two instances one works, and should both believe to, the cursor still lets each effect happen once', async () => {
    const other = await world.open('reader');
    world.consumer(reader, noNats, follow);
    await until(() => reader.session.holds('consumer:reader:toy'));
    world.consumer(other, noNats, follow);
    for (let turn = 1; turn <= 20; turn += 1) await count(toy, 'a');
    await caughtUp(reader, toy);
    expect(other.session.holds('consumer:reader:toy')).toBe(false);
    other.session.hold = async () => true; // from now on it does
    for (let turn = 21; turn <= 60; turn += 1) await count(toy, 'a');
    await caughtUp(reader, toy);
    expect(await versions('a')).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
  });

  test('events that the producer has forgotten before they were applied are reported, not skipped', async () => {
    await read(reader, "INSERT INTO cursor (source, position) VALUES ('toy', 1)");
    for (let turn = 1; turn <= 5; turn += 1) await count(toy, 'a');
    await until(async () => (await read<{ n: number }>(toy, 'SELECT max(position) AS n FROM outbox'))[0]!.n === 5);
    await asAdmin('DELETE FROM toy.outbox WHERE position < 4');
    const consumer = world.consumer(reader, noNats, follow);
    await until(() => consumer.warnings().some((sentence) => sentence.includes('were never applied')));
    expect(await effects(reader)).toEqual([]);
  });
});

describe('what cannot be applied', () => {
  test('an unparsable event is a dead letter at once; the others go on, those of its aggregate wait', async () => {
    await count(toy, 'bad');
    await read(toy, `UPDATE outbox SET data = '{"sessionId": 7}'`);
    await count(toy, 'bad');
    await count(toy, 'good');
    const consumer = world.consumer(reader, noNats, follow);
    await caughtUp(reader, toy);
    expect(await letters()).toEqual([{ position: 1, attempts: 0, aggregate_id: 'bad', parks: true, reason: 'data.sessionId: invalid_type; data.careLevel: invalid_value' }]);
    expect(await parked()).toEqual([{ position: 2 }]);
    expect(await versions('good')).toEqual([1]);
    await until(() => consumer.warnings().length > 0);
    expect(consumer.warnings()).toEqual(['1 events of toy could not be applied and wait for a replay']);
  });

  test('a type nobody knows is a dead letter and stops nothing, not even its aggregate', async () => {
    await count(toy, 'a');
    await read(toy, "UPDATE outbox SET type = 'case.teleported'");
    await count(toy, 'a');
    world.consumer(reader, noNats, follow);
    await caughtUp(reader, toy);
    expect(await letters()).toEqual([{ position: 1, attempts: 0, aggregate_id: 'a', parks: false, reason: 'type: invalid_value' }]);
    expect(await versions('a')).toEqual([2]);
  });

  test('a failing effect is tried five times in ten seconds, then kept aside with what follows on its aggregate, and replayed in order', async () => {
    let broken = true;
    let tries = 0;
    world.consumer(reader, noNats, failingFor((id, version) => id === 'sick' && version === 2 && broken && (tries += 1) > 0));
    const from = Date.now();
    for (const id of ['sick', 'sick', 'sick', 'well', 'sick', 'well']) await count(toy, id);
    await caughtUp(reader, toy, 15_000);
    expect(Date.now() - from).toBeLessThan(11_000);
    expect(tries).toBe(5);
    expect(await versions('well')).toEqual([1, 2]);
    expect(await versions('sick')).toEqual([1]);
    expect(await letters()).toEqual([{ position: 2, attempts: 5, aggregate_id: 'sick', parks: true, reason: 'Error' }]); // no words of the fault
    expect(await parked()).toEqual([{ position: 3 }, { position: 5 }]);

    expect(await replayDeadLetters(reader, { by: 'nina' })).toBe(1);
    await until(async () => (await letters())[0]?.attempts === 1); // still broken: it failed once more and stays
    expect(await parked()).toHaveLength(2);

    broken = false;
    expect(await replayDeadLetters(reader, { by: 'nina', letters: [{ source: 'toy', position: 2 }] })).toBe(1);
    await until(async () => (await parked()).length === 0);
    await count(toy, 'sick');
    await caughtUp(reader, toy);
    expect(await versions('sick')).toEqual([1, 2, 3, 4, 5]);
    expect(await letters()).toEqual([]);
  });

  test('while a replay runs, new events of the aggregate queue up behind what is parked', async () => {
    let broken = true;
    world.consumer(reader, noNats, failingFor((_, version) => version === 1 && broken));
    const writing = (async () => {
      for (let turn = 1; turn <= 40; turn += 1) await count(toy, 'a');
    })();
    await until(async () => (await parked()).length > 5, 15_000);
    broken = false;
    await replayDeadLetters(reader, { by: 'nina' });
    for (let turn = 1; turn <= 60; turn += 1) await count(toy, 'a');
    await writing;
    await until(async () => (await versions('a')).length === 100);
    expect(await versions('a')).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
  });

  test('a parked event that fails in its turn becomes the dead letter, and the rest stays behind it', async () => {
    const sick = new Set([1]);
    world.consumer(reader, noNats, failingFor((_, version) => sick.has(version)));
    for (let turn = 1; turn <= 4; turn += 1) await count(toy, 'a');
    await caughtUp(reader, toy, 15_000);
    sick.clear();
    sick.add(3);
    await replayDeadLetters(reader, { by: 'nina' });
    await until(async () => (await letters())[0]?.position === 3);
    expect(await versions('a')).toEqual([1, 2]);
    expect(await parked()).toEqual([{ position: 4 }]);
    sick.clear();
    await replayDeadLetters(reader, { by: 'nina' });
    await until(async () => (await parked()).length === 0);
    expect(await versions('a')).toEqual([1, 2, 3, 4]);
  });

  test('a database that cannot be reached or written is no failed try', async () => {
    let tries = 0;
    const states = ['57P03', '53300', '25006', '53100', '08006', '57P01', '55P03', '40001'];
    world.consumer(reader, noNats, {
      'emergency.referred': async (tx, event) => {
        const state = states[tries];
        tries += 1;
        if (state) await tx.query(`DO $$ BEGIN RAISE EXCEPTION 'away' USING ERRCODE = '${state}'; END $$`);
        await follow['emergency.referred']!(tx, event);
      },
    });
    await count(toy, 'a');
    await caughtUp(reader, toy, 20_000);
    expect(await letters()).toEqual([]);
    expect(await versions('a')).toEqual([1]);
    expect(tries).toBeGreaterThan(states.length);
  });

  test('every connection killed again and again costs no event and repeats no effect', async () => {
    world.consumer(reader, noNats, follow);
    const killing = setInterval(() => void asAdmin("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'vardgraf_reader' AND datname = current_database()"), 150);
    for (let turn = 1; turn <= 150; turn += 1) {
      await count(toy, 'a');
      await new Promise((done) => setTimeout(done, 5));
    }
    clearInterval(killing);
    await caughtUp(reader, toy, 20_000);
    expect(await versions('a')).toEqual(Array.from({ length: 150 }, (_, i) => i + 1));
    expect(await letters()).toEqual([]);
  });
});
