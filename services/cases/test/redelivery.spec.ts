import fc from 'fast-check';
import type { Envelope } from '@vardgraf/schema/events/envelope';
import { systemActor } from '@vardgraf/service-kit/actor';
import { type EventHandlers, startConsumer } from '@vardgraf/service-kit/consumer';
import { readFeed } from '@vardgraf/service-kit/feed';
import { createLog } from '@vardgraf/service-kit/log';
import type { NatsLink } from '@vardgraf/service-kit/nats';
import { type Database, openDatabase, read } from '@vardgraf/service-kit/postgres';
import { type Relay, startRelay } from '@vardgraf/service-kit/relay';
import { transact } from '@vardgraf/service-kit/transaction';
import { setTimeout as sleep } from 'node:timers/promises';
import { heard } from '../src/events/heard';
import { beginProtocol } from '../src/operations/begin-protocol';
import { endCase } from '../src/operations/end-case';
import { flagSuicideRisk } from '../src/operations/flag-suicide-risk';
import { releaseCase } from '../src/operations/release-case';
import { startCase } from '../src/operations/start-case';
import { takeCase } from '../src/operations/take-case';
import { type CasesWorld, casesWorld, insistently, staffMember } from './cases-world';
import { type Act, actsOf, type History, history, type Source, sources, type Told, toldIn } from './redelivered-story';

const histories = process.env['TEST_FULL'] ? 10_000 : 1_000;
/** Several histories share each source's one order, so that the messages of one are the gaps of another. */
const together = 50;

const log = createLog('cases', 'silent');
const system = { ...systemActor('cases'), regionId: 'gavleborg' };
const handlers: EventHandlers = { ...heard.triage, ...heard.booking, ...heard.messaging, ...heard.notify };
const nina = staffMember('nina');
const away: NatsLink = {
  connection: () => undefined, js: () => undefined, connected: () => false, publishHint: () => undefined, subscribe: () => () => undefined, onConnect: () => () => undefined, close: async () => undefined,
};
/** Transport that does to messages what the histories say. */
const ears = new Map<string, (data: Uint8Array) => void>();
const unfaithful: NatsLink = { ...away, subscribe: (subject, fn) => (ears.set(subject.split('.')[1]!, fn), () => void ears.delete(subject.split('.')[1]!)) };

let world: CasesWorld;
const neighbours = new Map<Source, { db: Database; relay: Relay; position: number }>();
const consumers: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  world = await casesWorld();
  await world.unit('bollnas');
  for (const source of sources) {
    const db = await openDatabase({ url: world.fresh.url(source), service: source, entities: [] });
    neighbours.set(source, { db, relay: startRelay({ db, service: source, nats: away, log }), position: 0 });
    consumers.push(startConsumer({ db: world.db, service: 'cases', nats: unfaithful, log, source, handlers: heard[source], silenceMs: 15 }));
  }
}, 60_000);
afterAll(async () => {
  for (const part of consumers) await part.stop();
  for (const { db, relay } of neighbours.values()) {
    await relay.stop();
    await db.close();
  }
  await world.end();
});

/** Does at once what the event does: each exactly once, in the order in which it happened. */
async function happens({ source, type, aggregateId, version, data }: Told): Promise<void> {
  const event = { source, type, subject: aggregateId, regionId: 'gavleborg', version, data, actor: { kind: 'SYSTEM', id: source }, time: new Date().toISOString() } as unknown as Envelope;
  await transact(world.db, system, (tx) => handlers[type as keyof typeof handlers]!(tx, event as never));
}

/** The same by a source that keeps its order and a transport that keeps nothing; comes back when cases has caught up. */
async function comesUnfaithfully(told: readonly (Told & { arrives: readonly number[] })[]): Promise<void> {
  const deliveries: { place: number; source: Source; json: unknown }[] = [];
  for (const source of sources) {
    const [own, neighbour] = [told.filter((one) => one.source === source), neighbours.get(source)!];
    if (own.length === 0) continue;
    await transact(neighbour.db, systemActor(source), async (tx) => {
      for (const { type, aggregateId, version, data } of own) tx.emit({ type, aggregateId, version, regionId: 'gavleborg', data } as Parameters<typeof tx.emit>[0]);
    });
    let feed = await readFeed(world.db, source, neighbour.position);
    for (; feed.length < own.length; feed = await readFeed(world.db, source, neighbour.position)) await sleep(2);
    neighbour.position += own.length;
    deliveries.push(...own.flatMap(({ arrives }, i) => arrives.map((place) => ({ place, source, json: feed[i]!.json }))));
  }
  for (const { place, source, json } of deliveries.sort((a, b) => a.place - b.place)) {
    ears.get(source)?.(Buffer.from(JSON.stringify(json)));
    if (place % 3 === 0) await new Promise((done) => setImmediate(done)); // some arrive in one go, some while an effect is under way
  }
  for (const source of sources) {
    const at = async (): Promise<number> => Number((await read<{ at: string }>(world.db, 'SELECT position AS at FROM cursor WHERE source = $1', [source]))[0]?.at ?? 0);
    for (const deadline = Date.now() + 20_000; (await at()) < neighbours.get(source)!.position; await sleep(5)) if (Date.now() > deadline) throw new Error(`cases does not catch up with ${source}`);
  }
}

const acts: Record<Act, (caseId: string) => Promise<unknown>> = {
  take: (id) => takeCase(world.db, nina, id), start: (id) => startCase(world.db, nina, id), release: (id) => releaseCase(world.db, nina, id, 'OTHER'), list: (id) => beginProtocol(world.db, nina, id, 'SILENCE'),
  flag: (id) => flagSuicideRisk(world.db, nina, id, 'IMPRESSION'), hold: (id) => endCase(world.db, nina, { caseId: id, reason: 'CARE_GIVEN', phaseDays: 3 }),
};
async function staffActs(h: History, caseId: string): Promise<void> {
  for (const act of actsOf(h)) expect(await insistently(() => acts[act](caseId))).toMatchObject({ is: 'DONE' });
}

/** Everything that cases says of a case, but for ids and the moments at which it was written down. */
async function stateOf(caseId: string): Promise<unknown> {
  const [row] = await read<{ state: unknown }>(world.db, `
    SELECT json_build_object(
      'row', (SELECT json_build_array(kind, status, unit_id, profession, priority, urgency_rank, tags, taken_by, unread_messages, alert_state, risk_state, open_protocols, next_action, queue_band, risk_band, booked_at, waiting_since, version) FROM "case" WHERE id = $1),
      'seen', (SELECT json_agg(json_build_array(unit_id, roles, open) ORDER BY unit_id) FROM case_visibility WHERE case_id = $1),
      'history', (SELECT json_agg(json_build_array(action, from_status, to_status, reason, by_kind) ORDER BY id) FROM case_history WHERE case_id = $1),
      'told', (SELECT json_agg(json_build_array(type, version) ORDER BY version) FROM outbox WHERE aggregate_id = $1::text),
      'timers', (SELECT json_agg(kind ORDER BY kind) FROM timer WHERE aggregate_id = $1::text),
      'risk', (SELECT json_agg(json_build_array(event, from_state, to_state) ORDER BY id) FROM suicide_risk_step WHERE case_id = $1),
      'lists', (SELECT json_agg(json_build_array(kind, state, over_at IS NULL) ORDER BY id) FROM protocol WHERE case_id = $1),
      'recheck', (SELECT json_agg(json_build_array(state, change)) FROM recheck WHERE case_id = $1),
      'logged', (SELECT json_agg(n ORDER BY n) FROM (SELECT what || ' ' || count(*) AS n FROM audit WHERE case_id = $1::text GROUP BY what) l),
      'messages', (SELECT json_agg(json_build_array(kind, status)) FROM "case" WHERE linked_case_id = $1)) AS state`, [caseId]);
  return row!.state;
}

/** The state after a history in which every event happened once, in its order; the same history is lived through once. */
const lived = new Map<string, unknown>();
async function exactlyOnce(h: History): Promise<unknown> {
  const key = [h.standing, ...h.tells.map(({ what }) => what)].join();
  if (!lived.has(key)) {
    const { caseId, opening, later } = toldIn(h);
    await happens(opening);
    await staffActs(h, caseId);
    for (const told of later) await happens(told);
    lived.set(key, await stateOf(caseId));
  }
  return lived.get(key);
}

it(`[T6] [I2] ${histories} histories of what triage, booking, messaging and notify tell of cases that staff take, start, hold and care for, duplicated, reordered, delayed and lost on the way, end as if each event had happened once`, async () => {
  let events = 0;
  await fc.assert(fc.asyncProperty(fc.array(history, { minLength: together, maxLength: together }), async (batch) => {
    const sent = batch.map(toldIn);
    await comesUnfaithfully(sent.map(({ opening }, i) => ({ ...opening, arrives: batch[i]!.opens })));
    await Promise.all(sent.map((story, i) => staffActs(batch[i]!, story.caseId)));
    await comesUnfaithfully(sent.flatMap(({ later }, i) => later.map((told, n) => ({ ...told, arrives: batch[i]!.tells[n]?.arrives ?? [] }))));
    for (const [i, story] of sent.entries()) expect([batch[i]!.standing, await stateOf(story.caseId)]).toEqual([batch[i]!.standing, await exactlyOnce(batch[i]!)]);
    events += sent.reduce((n, { later }) => n + 1 + later.length, 0);
  }), { numRuns: histories / together, seed: Number(process.env['TEST_SEED'] ?? Date.now() % 2 ** 31), endOnFailure: true, verbose: 1 });
  expect(await read(world.db, 'SELECT source, position, reason FROM dead_letter')).toEqual([]);
  expect(events).toBeGreaterThan(2 * histories);
}, process.env['TEST_FULL'] ? 1_800_000 : 240_000);
