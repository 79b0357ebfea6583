import { systemActor } from '../src/actor';
import { replayDeadLetters } from '../src/dead-letters';
import type { EventHandlers } from '../src/effects';
import { type Database, read } from '../src/postgres';
import { transact } from '../src/transaction';
import { caughtUp, effects, follow, noNats, tell, toyWorld, type ToyWorld, until } from './toy/world';

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

/** As many events as that, of three aggregates in turn. */
async function tellMany(amount: number, from = 0): Promise<void> {
  await transact(toy, systemActor('toy'), async (tx) => {
    for (let n = from; n < from + amount; n += 1) tell(tx, `a${n % 3}`, Math.floor(n / 3) + 1);
  });
}

const positions = async (): Promise<number[]> => (await effects(reader)).map((effect) => effect.position);
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);
const letters = () => read<{ position: number; attempts: number }>(reader, 'SELECT position, attempts FROM dead_letter ORDER BY position');
/** Each transaction leaves its mark on the rows that it inserts. */
const transactions = async (): Promise<number> => (await read<{ n: number }>(reader, 'SELECT count(DISTINCT xmin::text) AS n FROM effect'))[0]!.n;

test('[T4] events that wait go 25 in one transaction where their type may, each once and in order', async () => {
  await tellMany(200);
  world.consumer(reader, noNats, follow, ['emergency.referred']);
  await caughtUp(reader, toy);
  expect(await positions()).toEqual(upTo(200));
  expect(await transactions()).toBe(8);
});

test('[T4] what several lock is locked before the first of them, once for all of them; who goes alone locks for itself', async () => {
  const said: string[] = [];
  const handlers: EventHandlers = { 'emergency.referred': async (tx, event) => {
    said.push(`${event.position}`);
    await follow['emergency.referred']!(tx, event);
  } };
  await tellMany(26);
  await until(async () => (await read<{ n: number }>(toy, 'SELECT count(position) AS n FROM outbox'))[0]!.n === 26);
  world.consumer(reader, noNats, handlers, ['emergency.referred'], async (_tx, events) => void said.push(`lock ${events.map(({ position }) => position).join(' ')}`));
  await caughtUp(reader, toy);
  expect(said).toEqual([`lock ${upTo(25).join(' ')}`, ...upTo(26).map(String)]);
});

test('a type that may not goes one by one', async () => {
  await tellMany(30);
  world.consumer(reader, noNats, follow, ['session.abandoned']);
  await caughtUp(reader, toy);
  expect(await positions()).toEqual(upTo(30));
  expect(await transactions()).toBe(30);
});

test('an event that fails in the middle of others becomes a dead letter after five tries of its own, those of its aggregate wait behind it, and the others have their effect', async () => {
  let broken = true;
  const tries = new Map<number, number>();
  const handlers: EventHandlers = {
    'emergency.referred': async (tx, event) => {
      tries.set(event.position, (tries.get(event.position) ?? 0) + 1);
      if (broken && event.position === 10) throw new Error('Anna mår illa');
      await follow['emergency.referred']!(tx, event);
    },
  };
  await tellMany(40);
  world.consumer(reader, noNats, handlers, ['emergency.referred']);
  await caughtUp(reader, toy, 30_000);
  const ofOthers = upTo(40).filter((position) => position % 3 !== 1 || position < 10);
  expect(await positions()).toEqual(ofOthers);
  expect(await letters()).toEqual([{ position: 10, attempts: 5 }]);
  expect(tries.get(10)).toBe(6); // once with the others, five times alone
  broken = false;
  expect(await replayDeadLetters(reader, { by: 'nina' })).toBe(1);
  await until(async () => (await letters()).length === 0 && (await positions()).length === 40);
  expect((await effects(reader, 'a0')).map((effect) => effect.version)).toEqual(upTo(14));
}, 60_000);
