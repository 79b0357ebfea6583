import WebSocket from 'ws';
import { graph, logIn } from '../client';
import { cardFields } from '../live-queue';
import type { Stack } from '../stack';
import type { LiveUnit } from './live-units';

const document = `subscription ($unitId: ID!) { liveQueue(unitId: $unitId) { __typename
  ... on QueueSnapshot { seq cards { ${cardFields} } } ... on QueueChange { seq previousSeq kind caseId card { ${cardFields} } } } }`;

/** One viewer of a unit's queue on a plain socket: reads no more of a frame than it must, so that a test can hold thousands. */
export class Seat {
  /** When the frames came that told of the changes made since, in the order of both. */
  private readonly told: number[] = [];
  closed: { at: number; code: number } | undefined;
  framesAfterClose = 0;
  seq: number | undefined;
  /** How often it was told to wait. */
  troubles = 0;
  status: string | undefined;

  /** What had been done before this seat was taken, and the number that its first frame had. */
  private readonly before: number;
  private first: number | undefined;

  private constructor(readonly unit: LiveUnit, readonly socket: WebSocket) {
    this.before = unit.done.length;
  }

  /** Resolves with the snapshot. @throws Error when the socket is closed instead */
  static async take(stack: Stack, unit: LiveUnit, token: string): Promise<Seat> {
    const socket = new WebSocket(stack.liveUrl, 'graphql-transport-ws');
    const seat = new Seat(unit, socket);
    await new Promise<void>((done, fail) => {
      socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } })));
      socket.on('message', (bytes: Buffer) => {
        const text = bytes.toString();
        if (text.startsWith('{"type":"connection_ack"')) socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: document, variables: { unitId: unit.id } } }));
        else if (text.includes('"type":"next"')) {
          seat.heard(text);
          if (seat.seq !== undefined) done();
        } else if (text.includes('"type":"error"')) fail(new Error(text.slice(0, 300)));
      });
      socket.once('error', fail);
      socket.once('close', (code) => {
        seat.closed = { at: performance.now(), code };
        fail(new Error(`closed with ${code}`));
      });
    });
    return seat;
  }

  private heard(text: string): void {
    if (this.closed) this.framesAfterClose += 1;
    const seq = /"seq":(\d+)/.exec(text)?.[1];
    if (seq === undefined) return void (this.troubles += 1); // a part of the graph does not answer; a snapshot follows
    this.seq = Number(seq);
    this.first ??= this.seq;
    this.status = /"status":"(ACCEPTED|REQUESTED)"/.exec(text)?.[1] ?? this.status;
    // Each change has a number of its own in its unit's list; a frame tells of all up to its number, also of those that were not told one by one.
    const knows = Math.min(this.seq - this.first, this.unit.done.length - this.before);
    while (this.told.length < knows) this.told.push(performance.now());
  }

  /** Whether it has been told of everything that was done, and shows the last of it. */
  get knowsAll(): boolean {
    const { done } = this.unit;
    return this.told.length === done.length - this.before && (this.told.length === 0 || this.status === done.at(-1)!.status);
  }

  /** Milliseconds from each change that was asked for to its frame. */
  get took(): number[] {
    return this.told.map((at, n) => at - this.unit.done[this.before + n]!.at);
  }
}

/** So many viewers of each unit, with a token of its watcher; forty at a time. */
export async function takeSeats(stack: Stack, units: readonly LiveUnit[], each: number): Promise<Seat[]> {
  const tokens = new Map<string, string>();
  for (const { watcher } of units) tokens.set(watcher.id, await logIn(stack, watcher, watcher.commission.id));
  const wanted = units.flatMap((unit) => Array.from({ length: each }, () => unit));
  const seats: Seat[] = [];
  for (let from = 0; from < wanted.length; from += 40) seats.push(...await Promise.all(wanted.slice(from, from + 40).map((unit) => Seat.take(stack, unit, tokens.get(unit.watcher.id)!))));
  return seats;
}

/** The value that this share of them does not exceed. */
export function centile(took: readonly number[], share: number): number {
  return [...took].sort((a, b) => a - b)[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
}

/** Waits until every seat has been told of all that was done. */
export async function untilAllKnow(seats: readonly Seat[], withinMs = 30_000): Promise<void> {
  const behind = (): Seat[] => seats.filter(({ knowsAll }) => !knowsAll);
  for (const deadline = performance.now() + withinMs; behind().length > 0; await new Promise((done) => setTimeout(done, 50))) {
    if (performance.now() > deadline) throw new Error(`${behind().length} of ${seats.length} seats are behind after ${withinMs} ms`);
  }
}

/** What a unit's queue says of its case to who asks now. */
export async function statusNow(stack: Stack, { id, worker, caseId }: LiveUnit): Promise<string> {
  const token = await logIn(stack, worker, worker.commission.id);
  const { queue } = await graph(stack.graphUrl, token, 'query ($id: ID!) { queue(unitId: $id, first: 10) { edges { node { id status } } } }', { id });
  return (queue.edges as { node: { id: string; status: string } }[]).find(({ node }) => node.id === caseId)!.node.status;
}
