import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import { concurrently } from '../actors/concurrently';
import { type GraphClient, graphClient, peopleOf, untilAnswered } from '../actors/graph-client';
import type { Journal } from '../actors/journal';
import { patientVisit } from '../actors/patient-visits';
import { randomFrom, seed } from '../actors/random';
import { ask as askOnce, logIn } from '../client';
import { LiveList, type Told } from '../live-list';
import { type Stack, startStack } from '../stack';
import { World } from '../world';
import { expectInvariants } from './invariants';
import { percentile } from './load';
import { slowerBy } from './this-machine';

const full = process.env['TEST_FULL'] === '1';
const [rooms, messages] = full ? [200, 100] : [20, 30];
const slower = slowerBy();
/** 300 ms, and the load unit of 50 operations a second, on the machine of the bars. */
const bound = { ackP95Ms: 300 * slower };
/** How often a message is sent once more, or hung up on first. */
const oftenSent = { again: 0.15, hungUp: 0.15 };
/** How often a writer begins a message, so that all that is sent is the load unit: people type. */
const everyMs = (rooms * 2 * (1 + oftenSent.again + oftenSent.hungUp) * 1_000 * slower) / 50;

const refusal = '... on Refusal { code }';
const postDocument = `mutation Write($input: PostMessageInput!) { postMessage(input: $input) { __typename ... on PostMessageOk { posted { id seq text } } ${refusal} } }`;
const threadDocument = 'query Fresh($id: ID!, $before: Int) { thread(id: $id) { lastSeq messages(last: 100, before: $before) { hasEarlier nodes { id seq text } } } }';
const liveDocument = `subscription Chat($threadId: ID!, $after: Int) { liveThread(threadId: $threadId, after: $after) { __typename
  ... on ThreadSnapshot { seq messages { id seq text } } ... on ThreadChange { seq previousSeq message { id seq text } } } }`;

interface Message {
  id: string;
  seq: number;
  text: string;
}

interface Person {
  personId: string;
  commissionId?: string;
}

interface Room {
  threadId: string;
  sides: [patient: Person, nurse: Person];
}

let stack: Stack;
let client: GraphClient;
let room: Room[];
const journal: Journal = { acknowledged: [] };

/** What one side has been shown, over all its connections. */
class Watcher {
  readonly seen = new Map<number, Message>();
  readonly wrong: string[] = [];
  reconnects = 0;
  private readonly live: LiveList;
  private read = 0;
  private last: number | undefined;

  constructor(who: Person, readonly threadId: string) {
    this.live = new LiveList({ graphUrl: stack.graphUrl, token: () => logIn(stack, { id: who.personId }, who.commissionId) }, liveDocument, { threadId });
  }

  async connect(): Promise<void> {
    await this.live.connect();
  }

  /** Reads what has come; answers the last number seen. */
  take(): number | undefined {
    for (const event of this.live.events.slice(this.read)) this.heard(event);
    this.read = this.live.events.length;
    return this.last;
  }

  private heard(event: Told): void {
    if (event.previousSeq !== undefined && event.previousSeq !== this.last) this.wrong.push(`${event.seq} came after ${this.last}, not after ${event.previousSeq}`);
    for (const message of (event['messages'] ?? [event['message']]) as Message[]) this.keep(message);
    this.last = event.seq;
  }

  private keep(message: Message): void {
    const before = this.seen.get(message.seq);
    if (before && before.id !== message.id) this.wrong.push(`${message.seq} was ${before.id} and then ${message.id}`);
    this.seen.set(message.seq, message);
  }

  async reconnect(): Promise<void> {
    this.take();
    await this.live.disconnect();
    this.reconnects += 1;
    await this.connect();
  }

  async until(seq: number): Promise<void> {
    await this.live.heard(() => (this.take() ?? 0) >= seq, 60_000);
  }

  async close(): Promise<void> {
    await this.live.disconnect();
  }
}

beforeAll(async () => {
  stack = await startStack({ processes: true });
  client = graphClient(stack);
  const world = new World(stack);
  await world.isOpen();
  const people = (await peopleOf(stack)).filter((one) => one.regionId === 'gavleborg').sort((a, b) => a.personId.localeCompare(b.personId));
  const adults = people.filter((one) => one.kind === 'PATIENT' && one.mayLogIn !== false && (one.ageYears ?? 0) >= 18).slice(0, rooms);
  const nurses = people.flatMap(({ personId, commissions }) => commissions.filter((each) => each.role === 'NURSE').flatMap(({ id, unitIds }) => unitIds.map((unitId) => ({ personId, commissionId: id, unitId }))));
  room = [];
  const next = randomFrom(seed);
  await concurrently(Array.from({ length: rooms }, (_, n) => adults[n % adults.length]!), 4, async ({ personId }) => {
    const sure = async (who: Person, field: string, document: string, variables: Record<string, unknown>): Promise<Record<string, any>> => { // eslint-disable-line @typescript-eslint/no-explicit-any
      const reply = await untilAnswered(() => client.ask(who.personId, who.commissionId, field, document, variables), field, next, () => true);
      if (!reply) throw new Error(`${field} was never answered`);
      return reply;
    };
    const caseId = await patientVisit(client, journal, next, personId, () => true, { complaint: 'other', says: {} });
    if (!caseId) throw new Error('a patient with nothing special got no case');
    const mine = { personId };
    let unitId = '';
    await world.until(async () => (unitId = ((await client.ask(personId, undefined, 'myCase', 'query ($id: ID!) { myCase(id: $id) { unit { id } } }', { id: caseId })) as { data?: Record<string, any> }).data?.['myCase']?.unit.id ?? '') !== '', 30_000); // eslint-disable-line @typescript-eslint/no-explicit-any
    const nurse = nurses.find((one) => one.unitId === unitId);
    if (!nurse) throw new Error(`no nurse works at ${unitId}`);
    for (const field of ['takeCase', 'startCase']) {
      const type = `${field[0]!.toUpperCase()}${field.slice(1)}`;
      const done = await sure(nurse, field, `mutation ($input: ${type}Input!) { ${field}(input: $input) { __typename ... on Refusal { code } } }`, { input: { caseId } });
      expect(done['__typename']).toBe(`${type}Ok`);
    }
    let threadId = '';
    await world.until(async () => (threadId = ((await client.ask(personId, undefined, 'myCase', 'query ($id: ID!) { myCase(id: $id) { thread { id } } }', { id: caseId })) as { data?: Record<string, any> }).data?.['myCase']?.thread?.id ?? '') !== '', 30_000); // eslint-disable-line @typescript-eslint/no-explicit-any
    room.push({ threadId, sides: [mine, nurse] });
  });
  // Nobody has read before both are let in as participants.
  await stack.settled(60_000);
}, 180_000 + rooms * 3_000);
afterAll(() => stack?.stop(), 60_000);

/** Writes one message until it is answered: some calls are hung up on, perhaps after the deed, and some that were answered are sent once more. */
async function says(next: () => number, who: Person, threadId: string, text: string, acks: number[]): Promise<void> {
  const input = { clientId: v7(), threadId, text };
  if (next() < oftenSent.hungUp) {
    const token = await logIn(stack, { id: who.personId }, who.commissionId);
    const hungUp = new AbortController();
    const call = fetch(stack.graphUrl, {
      method: 'POST', signal: hungUp.signal, headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify({ query: postDocument, variables: { input } }),
    }).catch(() => undefined);
    await sleep(next() * 40);
    hungUp.abort();
    await call;
  }
  for (let left = next() < oftenSent.again ? 2 : 1; left > 0; left -= 1) {
    const from = Date.now();
    const reply = await untilAnswered(() => client.ask(who.personId, who.commissionId, 'postMessage', postDocument, { input }), 'postMessage', next, () => true);
    if (reply?.__typename !== 'PostMessageOk') throw new Error(`not written: ${JSON.stringify(reply)}`);
    acks.push(Date.now() - from);
    const { id, seq } = reply['posted'] as Message;
    journal.acknowledged.push({ act: 'POST', clientId: input.clientId, threadId, messageId: id, seq, by: who.personId });
  }
}

/** The whole thread as somebody reads it now, page by page. */
async function fresh(who: Person, threadId: string): Promise<Message[]> {
  const token = await logIn(stack, { id: who.personId }, who.commissionId);
  const all: Message[] = [];
  for (let before: number | undefined; ; before = all[0]!.seq) {
    const { data } = await askOnce(stack.graphUrl, token, threadDocument, { id: threadId, ...(before !== undefined && { before }) });
    all.unshift(...(data!['thread'].messages.nodes as Message[]));
    if (!data!['thread'].messages.hasEarlier) return all;
  }
}

test(`[T17] [MSG-1] [LIV-2] ${rooms} rooms with ${messages} messages each, with repeated, interrupted and reconnected callers: gapless, the same order for everybody, nothing twice (seed ${seed})`, async () => {
  const from = Date.now();
  const acks: number[] = [];
  const watchers = room.map(({ threadId, sides }) => sides.map((who) => new Watcher(who, threadId)));
  await concurrently(watchers.flat(), 10, (watcher) => watcher.connect());
  await Promise.all(room.map(async ({ threadId, sides }, n) => {
    await Promise.all(sides.map(async (who, side) => {
      const next = randomFrom(seed * 1_000 + n * 2 + side);
      await sleep(everyMs * next()); // nobody says that all begin in the same moment
      for (let written = 0; written < messages / 2; written += 1) {
        const began = Date.now();
        await says(next, who, threadId, `${side} ${written}`, acks);
        if (next() < 0.06) await watchers[n]![side]!.reconnect();
        await sleep(Math.max(0, everyMs * (0.5 + next()) - (Date.now() - began)));
      }
    }));
  }));
  const took = Date.now() - from;
  for (const [n, { threadId, sides }] of room.entries()) {
    const read = await Promise.all(sides.map((who) => fresh(who, threadId)));
    expect(read[1]).toEqual(read[0]);
    expect(read[0]!.map(({ seq }) => seq)).toEqual(read[0]!.map((_, place) => place + 1));
    for (const side of [0, 1]) {
      // Everything once, and each side's own in the order in which it was written.
      expect(read[0]!.filter(({ text }) => text.startsWith(`${side} `)).map(({ text }) => text)).toEqual(Array.from({ length: messages / 2 }, (_, written) => `${side} ${written}`));
      const watcher = watchers[n]![side]!;
      await watcher.until(read[0]!.length);
      expect(watcher.wrong).toEqual([]);
      expect([...watcher.seen.values()].sort((a, b) => a.seq - b.seq)).toEqual(read[0]);
    }
  }
  const reconnects = watchers.flat().reduce((sum, watcher) => sum + watcher.reconnects, 0);
  for (const watcher of watchers.flat()) await watcher.close();
  const rest = await expectInvariants(stack.adminUrl, journal, 60_000);
  const p95 = percentile(acks.map((ms) => ({ operation: 'postMessage', startedAt: 0, ms, fault: undefined })), 0.95);
  process.stdout.write(`T17 (seed ${seed}, ${slower.toFixed(1)} times slower): ${rooms * messages} messages in ${took} ms, ${acks.length} answers, p95 ${p95} ms, ${reconnects} reconnects, ${client.measured.filter((each) => each.fault).length} faults repeated; at rest after ${rest} ms\n`);
  expect(reconnects).toBeGreaterThan(0);
  expect(p95).toBeLessThanOrEqual(bound.ackP95Ms);
}, 120_000 + rooms * messages * 100);
