import { type Card, LiveQueue } from '../client';
import { startStack, type Stack } from '../stack';
import { type StaffName, units, type UnitName, World } from '../world';

let stack: Stack;
let world: World;
beforeAll(async () => {
  stack = await startStack();
  world = new World(stack);
  await world.isOpen();
}, 180_000);
afterAll(async () => {
  await world.ends();
  await stack.stop();
});

const full = process.env['TEST_FULL'] === '1';
const steps = Number(process.env['ACTIONS'] ?? (full ? 600 : 80));
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const seekers = ['tolvan', 'gretaGuardian', 'youngWoman', 'englishSpeaker', 'teensParent', 'otherGuardian'] as const;
const tellers = ['soreThroat', 'somethingElse', 'hardToBreathe', 'deathWish', 'hearsVoices'] as const;
const viewers: readonly [StaffName, UnitName][] = [
  ['annaNurse', 'gavleHealthCentre'], ['drDavid', 'gavleHealthCentre'], ['petraPsychologist', 'gavleHealthCentre'], ['ulfUnitManager', 'gavleHealthCentre'], ['sandraNurse', 'sandvikenHealthCentre'],
];
const actors = ['annaNurse', 'bertilNurse', 'drDavid', 'drElin', 'petraPsychologist', 'sandraNurse', 'drSven'] as const;

/** The same numbers for the same seed (mulberry32). */
function random(from: number): <T>(list: readonly T[]) => T {
  let state = from;
  return (list) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return list[Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * list.length)]!;
  };
}

/** What may differ between two readings of one state is nothing; a list's order is the client's. */
const byId = (cards: Iterable<Card>): Card[] => [...cards].sort((a, b) => String(a['id']).localeCompare(String(b['id'])));

test(`[LIV-1] what a viewer has built from its live queue equals a fresh snapshot, after ${steps} actions (SEED=${seed})`, async () => {
  process.stdout.write(`live-equals-fresh: SEED=${seed} ACTIONS=${steps}\n`);
  const pick = random(seed);
  const cases: { id: string; patient: (typeof seekers)[number] }[] = [];
  const live: { queue: LiveQueue; connected: boolean }[] = [];
  for (const [who, unit] of viewers) live.push({ queue: await world.watches(who, unit), connected: true });
  const did: string[] = [];

  const onCase = async (mutation: string, more: Record<string, unknown> = {}): Promise<string> => {
    if (cases.length === 0) return 'no case yet';
    return (await world.does(pick(actors), mutation, { caseId: pick(cases).id, ...more }))['__typename'] as string;
  };
  const actions: Record<string, () => Promise<string>> = {
    seek: async () => {
      const patient = pick(seekers);
      cases.push({ id: await world.hasCase(patient, pick(tellers)), patient });
      return 'case';
    },
    take: () => onCase('takeCase'),
    takeAgain: () => onCase('takeCase'),
    release: () => onCase('releaseCase', { reason: 'OTHER_COMPETENCE' }),
    start: () => onCase('startCase'),
    end: () => onCase('endCase', { reason: 'CARE_GIVEN' }),
    reprioritise: () => onCase('reprioritiseCase', { priority: pick(['2', '3', '4', '5']), reason: 'ASSESSED' }),
    withdraw: async () => {
      const found = cases.length ? pick(cases) : undefined;
      return found ? ((await world.does(found.patient, 'withdrawCase', { caseId: found.id }))['__typename'] as string) : 'no case yet';
    },
    timePasses: async () => {
      await world.passes(pick([2, 6, 11]) * 60_000);
      return 'escalations and time-outs';
    },
    lineBreaks: async () => {
      const one = pick(live);
      await (one.connected ? one.queue.disconnect() : one.queue.connect());
      one.connected = !one.connected;
      return one.connected ? 'reconnected' : 'disconnected';
    },
  };
  const names = Object.keys(actions);
  for (let step = 0; step < steps; step += 1) {
    const name = step < 4 ? 'seek' : pick(names);
    did.push(`${name}: ${await actions[name]!()}`);
  }
  for (const one of live) if (!one.connected) await one.queue.connect();

  const kinds = new Set(did.map((line) => line.split(': ')[1]!.replace(/Ok$/, '')));
  for (const needed of ['case', 'TakeCase', 'disconnected']) expect(kinds).toContain(needed);
  for (const [at, [who, unit]] of viewers.entries()) {
    const token = await world.token(who);
    const fresh = await new LiveQueue(stack, () => token, units[unit].id).connect();
    const expected = (): string => JSON.stringify(byId(fresh.cards.values()));
    await live[at]!.queue.until(() => JSON.stringify(byId(live[at]!.queue.cards.values())) === expected(), 5_000).catch(() => undefined);
    const [got, want] = [byId(live[at]!.queue.cards.values()), byId(fresh.cards.values())];
    await fresh.disconnect();
    expect({ who, cards: got }).toEqual({ who, cards: want });
    for (const [n, event] of live[at]!.queue.events.entries()) if (n && event.__typename === 'QueueChange') expect(event.previousSeq).toBe(live[at]!.queue.events[n - 1]!.seq);
  }
  expect((await world.as('qualityCoordinator', '{ casesInNobodysList { id } }'))['casesInNobodysList']).toEqual([]);
}, full ? 600_000 : 90_000);
