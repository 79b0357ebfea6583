import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What can happen to a message on its way to a server, and how often: shares of 1. */
export interface FaultRates {
  /** It never arrives, and nobody says so. */
  timeout: number;
  /** It arrives and is obeyed; the answer never comes. */
  lostAnswer: number;
  /** The connection breaks before it arrives. */
  unavailable: number;
}

export const noFaults: FaultRates = { timeout: 0, lostAnswer: 0, unavailable: 0 };

/** A TCP hop in front of a server that harms what passes. */
export interface FaultProxy {
  port: number;
  /** From now on; noFaults lets everything pass. */
  rates: FaultRates;
  /** How many messages were harmed in each way, and how many passed. */
  counts: Record<keyof FaultRates | 'passed', number>;
  /** Cuts at once what was harmed and still hangs, for who has seen enough. */
  cutHarmed(): void;
  close(): Promise<void>;
}

/**
 * Connections that were harmed are cut after so long, for clients that would wait for ever: some so late that who asked has given up by itself (7 s to
 * PostgreSQL), most when the gateway has (2 s in this test). Were all of them that late, pools of five would stand empty and nothing be harmed any more.
 */
const cutAfterMs = (next: () => number): number => (next() < 0.25 ? 10_000 : 2_500);

/** Starts the hop in front of a local port. `next` gives numbers from 0 to 1: the same ones make the same decisions in the same order. */
export async function startFaultProxy(port: number, next: () => number): Promise<FaultProxy> {
  const pairs = new Set<[Socket, Socket]>();
  const hanging = new Map<NodeJS.Timeout, () => void>();
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    const pair: [Socket, Socket] = [client, upstream];
    const cut = (): void => {
      pairs.delete(pair);
      client.destroy();
      upstream.destroy();
    };
    let harmed: 'timeout' | 'lostAnswer' | undefined;
    pairs.add(pair);
    client.on('error', cut).on('close', cut);
    upstream.on('error', () => undefined).on('close', () => harmed || cut());
    upstream.on('data', (bytes) => void (harmed || client.write(bytes)));
    client.on('data', (bytes) => {
      if (harmed === 'timeout') return;
      const fault = harmed ? undefined : drawn(proxy.rates, next);
      proxy.counts[fault ?? 'passed'] += 1;
      if (fault === 'unavailable') return cut();
      if (fault) {
        harmed = fault;
        const late = setTimeout(() => { hanging.delete(late); cut(); }, cutAfterMs(next));
        hanging.set(late, cut);
      }
      if (fault !== 'timeout') upstream.write(bytes);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const proxy: FaultProxy = {
    port: (server.address() as AddressInfo).port, rates: noFaults, counts: { timeout: 0, lostAnswer: 0, unavailable: 0, passed: 0 },
    cutHarmed() {
      for (const [late, cut] of hanging) {
        clearTimeout(late);
        cut();
      }
      hanging.clear();
    },
    async close() {
      proxy.cutHarmed();
      for (const pair of pairs) for (const socket of pair) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
  return proxy;
}

function drawn(rates: FaultRates, next: () => number): keyof FaultRates | undefined {
  let left = next();
  for (const [fault, share] of Object.entries(rates) as [keyof FaultRates, number][]) {
    if (left < share) return fault;
    left -= share;
  }
  return undefined;
}
