import fc from 'fast-check';
import { systemActor } from '../src/actor';
import { startConsumer } from '../src/consumer';
import { readFeed } from '../src/feed';
import type { NatsLink } from '../src/nats';
import { type Database, read } from '../src/postgres';
import { transact } from '../src/transaction';
import { caughtUp, effects, follow, log, noNats, tell, toyWorld, type ToyWorld } from './toy/world';

const histories = process.env.TEST_FULL ? 10_000 : 1_000;

/** What may befall the messages of one history: each is delivered at these places of the schedule; at none, it is lost. */
interface History {
  /** Which of the history's three aggregates each event is of. */
  events: number[];
  /** For each event, when it arrives, how often; smaller is earlier. */
  arrivals: number[][];
  /** The effect of this event fails once. */
  failsAt: number | undefined;
  /** The consumer stops here and starts again (place in the schedule). */
  restartsAt: number | undefined;
}

/** In one history of six. */
const seldom = (place: fc.Arbitrary<number>) => fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: place });

const history: fc.Arbitrary<History> = fc
  .array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 7 })
  .chain((events) => fc.record({
    events: fc.constant(events),
    arrivals: fc.array(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 3 }), { minLength: events.length, maxLength: events.length }),
    failsAt: seldom(fc.nat({ max: events.length - 1 })),
    restartsAt: seldom(fc.integer({ min: 0, max: 30 })),
  }));

/** Several histories share the source's one order, so that the messages of one are the gaps of another. */
const together = 10;
const batches = fc.array(history, { minLength: together, maxLength: together });

let world: ToyWorld;
let toy: Database;
let reader: Database;
let heard: ((data: Uint8Array) => void) | undefined;
/** Transport that does to messages what the history says. */
const unfaithful: NatsLink = {
  ...noNats,
  subscribe: (_, fn) => {
    heard = fn;
    return () => (heard = undefined);
  },
};

beforeAll(async () => {
  world = await toyWorld();
  toy = await world.open('toy');
  reader = await world.open('reader');
  world.relay(toy, noNats);
});
afterAll(() => world.end());

test(`[T6] ${histories} histories of duplicated, reordered, delayed and lost messages, failing effects and restarts end in the exactly-once state`, async () => {
  const failing = new Set<string>();
  let starts = 0;
  const start = () => startConsumer({
    db: reader, service: 'reader', nats: unfaithful, log, source: 'toy', silenceMs: 15, together: (starts += 1) % 2 === 0 ? ['emergency.referred'] : [],
    handlers: {
      'emergency.referred': async (tx, event) => {
        if (failing.delete(`${event.subject} ${event.version}`)) throw new Error('once');
        await follow['emergency.referred']!(tx, event);
      },
    },
  });
  let consumer = start();
  let number = 0;
  let position = 0;

  /** Tells one history's events and answers what was told. */
  const write = async (h: History) => {
    number += 1;
    const versions = [0, 0, 0];
    const told = h.events.map((aggregate) => ({ id: `h${number}-${aggregate}`, version: (versions[aggregate]! += 1) }));
    if (h.failsAt !== undefined) failing.add(`${told[h.failsAt]!.id} ${told[h.failsAt]!.version}`);
    await transact(toy, systemActor('toy'), async (tx) => told.forEach(({ id, version }) => tell(tx, id, version)));
    return told;
  };

  const run = async (batch: History[]) => {
    const told = [];
    for (const h of batch) told.push(...(await write(h)));
    let feed = await readFeed(toy, 'toy', position);
    while (feed.length < told.length) feed = await readFeed(toy, 'toy', position);
    position += told.length;

    const arrivals = batch.flatMap((h) => h.arrivals).flatMap((places, i) => places.map((place) => ({ place, message: feed[i]!.json })));
    let restartsAt = batch.find((h) => h.restartsAt !== undefined)?.restartsAt;
    for (const { place, message } of arrivals.sort((a, b) => a.place - b.place)) {
      if (restartsAt !== undefined && place >= restartsAt) {
        restartsAt = undefined;
        await consumer.stop();
        consumer = start();
      }
      heard?.(Buffer.from(JSON.stringify(message)));
      if (place % 3 === 0) await new Promise((done) => setImmediate(done)); // some arrive in one go, some while an effect is under way
    }
    await caughtUp(reader, toy);
    expect((await effects(reader)).map(({ aggregate_id, version }) => ({ id: aggregate_id, version }))).toEqual(told);
    await read(reader, 'DELETE FROM effect');
  };

  try {
    await fc.assert(fc.asyncProperty(batches, run), { numRuns: histories / together, seed: Number(process.env.TEST_SEED ?? Date.now() % 2 ** 31), endOnFailure: true, verbose: 1 });
  } finally {
    await consumer.stop();
  }
  expect(await read(reader, 'SELECT * FROM dead_letter')).toEqual([]);
}, process.env.TEST_FULL ? 900_000 : 120_000);
