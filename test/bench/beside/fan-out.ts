import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import { cpuSeconds } from '../platform';
import type { Contender, Ring } from './contenders';

export interface FanOut {
  subscribers: number;
  /** Of the gateway's process, for one event to all subscribers. */
  cpuMs: number;
  /** From the change to the last subscriber's frame. */
  slowestMs: number;
}

interface Audience {
  /** Frames with the mark that have come. */
  seen(mark: string): number;
  /** What is wrong with a connection, where one has ended. */
  lost(): string | undefined;
  /** Says that the change with the mark is made now; from then on its frames are timed. */
  sent(mark: string): void;
  /** Milliseconds that each timed frame took. */
  took(): number[];
  close(): void;
}

/** How a contender is watched: by which transport, and with what document. */
export interface Watched {
  contender: Contender;
  open: typeof watchOurs;
  query: string;
}

const eventsASecond = 5;
const patienceMs = 60_000;

/** Subscribers of one queue, each with a token of their own, and a case in it that changes again and again: what one change costs. @throws Error when not everybody is told */
export async function measureFanOut(ring: Ring, { contender, open, query }: Watched, subscribers: number, events: number): Promise<FanOut> {
  const tokens = await Promise.all(Array.from({ length: subscribers }, (_, i) => ring.authorization(`nurse-${i}`)));
  const audience = await open(contender, tokens, query);
  const told = tellerOf(ring, contender, audience, subscribers);
  try {
    await everybodyListens(told);
    for (let turn = 0; turn < 3; turn += 1) await told(`warm-${subscribers}-${turn}`, patienceMs);
    let slowestMs = 0;
    const before = cpuSeconds(contender.pid)!;
    for (let turn = 0; turn < events; turn += 1) {
      const took = await told(`event-${subscribers}-${turn}`, patienceMs);
      slowestMs = Math.max(slowestMs, took);
      await sleep(Math.max(0, 1_000 / eventsASecond - took));
    }
    return { subscribers, cpuMs: ((cpuSeconds(contender.pid)! - before) * 1_000) / events, slowestMs };
  } finally {
    audience.close();
  }
}

/**
 * So many changes a second whether or not the ones before have arrived (live-graph.md section 5).
 * @returns the milliseconds from each change to each subscriber that 99 of 100 frames did not exceed
 */
export async function measurePace(ring: Ring, { contender, open, query }: Watched, subscribers: number, o: { perSecond: number; seconds: number }): Promise<number> {
  const tokens = await Promise.all(Array.from({ length: subscribers }, (_, i) => ring.authorization(`nurse-${i}`)));
  const audience = await open(contender, tokens, query);
  try {
    await everybodyListens(tellerOf(ring, contender, audience, subscribers));
    const marks = Array.from({ length: o.perSecond * o.seconds }, (_, turn) => `event-${o.perSecond}-${turn}`);
    const began = performance.now();
    for (const [turn, mark] of marks.entries()) {
      await sleep(Math.max(0, began + (turn * 1_000) / o.perSecond - performance.now()));
      audience.sent(mark);
      ring.change({ put: ['case-1'], takenBy: mark });
    }
    for (const deadline = performance.now() + patienceMs; marks.some((mark) => audience.seen(mark) < subscribers); await sleep(50)) {
      if (performance.now() > deadline) throw new Error(`${contender.name}: not every change came to everybody`);
    }
    const took = audience.took().sort((a, b) => a - b);
    return took[Math.floor(took.length * 0.99)]!;
  } finally {
    audience.close();
  }
}

/** Makes a change and waits until it has come to all of the audience; answers how many milliseconds that took. */
function tellerOf(ring: Ring, contender: Contender, audience: Audience, subscribers: number): (mark: string, withinMs: number) => Promise<number> {
  return async (mark, withinMs) => {
    const began = performance.now();
    ring.change({ put: ['case-1'], takenBy: mark });
    while (audience.seen(mark) < subscribers) {
      const lost = audience.lost();
      if (lost) throw new Error(`${contender.name}: ${lost}`);
      if (performance.now() - began > withinMs) throw new Error(`${contender.name}: ${audience.seen(mark)} of ${subscribers} frames within ${withinMs / 1_000} s`);
      await sleep(2);
    }
    return performance.now() - began;
  };
}

/** Some gateways answer before they have subscribed, and what happens in between is never told: changes are made until one comes to everybody. */
async function everybodyListens(told: (mark: string, withinMs: number) => Promise<number>): Promise<void> {
  for (const began = performance.now(); ;) {
    try {
      await told(`first-${Math.round(began)}-${Math.round(performance.now())}`, 10_000);
      return;
    } catch (error) {
      if (performance.now() - began > patienceMs) throw error;
    }
  }
}

class Marks {
  lost: string | undefined;
  private readonly counts = new Map<string, number>();
  private readonly sentAt = new Map<string, number>();
  private readonly took: number[] = [];
  private closing = false;

  seen(mark: string): number {
    return this.counts.get(mark) ?? 0;
  }

  look(text: string): void {
    const found = /"Name of ((?:first|warm|event)-\d+-\d+)"/.exec(text);
    if (!found) return;
    this.counts.set(found[1]!, this.seen(found[1]!) + 1);
    const sentAt = this.sentAt.get(found[1]!);
    if (sentAt !== undefined) this.took.push(performance.now() - sentAt);
  }

  ended(how: string): void {
    if (!this.closing) this.lost ??= how;
  }

  audience(end: () => void): Audience {
    return {
      seen: (mark) => this.seen(mark), lost: () => this.lost, sent: (mark) => void this.sentAt.set(mark, performance.now()), took: () => this.took,
      close: () => {
        this.closing = true;
        end();
      },
    };
  }
}

/** Over graphql-transport-ws, a socket each. Resolves when every one has its snapshot. */
export async function watchOurs({ url }: Contender, tokens: readonly string[], query: string): Promise<Audience> {
  const marks = new Marks();
  const sockets = await inTurns(tokens, (authorization) => new Promise<WebSocket>((done, fail) => {
    const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
    let ready = false;
    socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } })));
    socket.on('message', (bytes: Buffer) => {
      const text = bytes.toString();
      if (text.startsWith('{"type":"connection_ack"')) socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables: { unitId: 'unit-1' } } }));
      else if (!ready && text.includes('"next"')) {
        ready = true;
        done(socket);
      } else if (text.includes('"error"')) fail(new Error(text.slice(0, 300)));
      marks.look(text);
    });
    socket.once('close', (code) => {
      marks.ended(`a socket was closed with ${code}`);
      fail(new Error(`closed with ${code}`));
    });
    socket.once('error', fail);
  }));
  return marks.audience(() => sockets.forEach((socket) => socket.terminate()));
}

/** Over SSE, a connection each, as Hive Gateway's documentation recommends. Resolves when every one is answered. */
export async function watchHive({ url }: Contender, tokens: readonly string[], query: string): Promise<Audience> {
  const marks = new Marks();
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  const streams = await inTurns(tokens, (authorization) => new Promise<ReturnType<typeof request>>((done, fail) => {
    const stream = request(url, { method: 'POST', agent, headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization } }, (response) => {
      if (response.statusCode !== 200) return fail(new Error(`answered ${response.statusCode}`));
      let rest = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        const frames = (rest + text).split('\n\n');
        rest = frames.pop()!;
        frames.forEach((frame) => marks.look(frame));
      }).once('close', () => marks.ended('a stream has ended'));
      done(stream);
    });
    stream.on('error', (error) => {
      marks.ended(`a stream was cut: ${error.message}`);
      fail(error);
    }).end(JSON.stringify({ query, variables: { unitId: 'unit-1' } }));
  }));
  return marks.audience(() => streams.forEach((stream) => stream.destroy()));
}

/** Fifty at a time. */
async function inTurns<T>(tokens: readonly string[], open: (authorization: string) => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let from = 0; from < tokens.length; from += 50) all.push(...await Promise.all(tokens.slice(from, from + 50).map(open)));
  return all;
}
