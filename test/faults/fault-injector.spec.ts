import { setTimeout as sleep } from 'node:timers/promises';
import { randomFrom, seed } from '../actors/random';
import { adminUrl, natsUrl } from '../infrastructure';
import { presentServices } from '../seeded-database';
import { type ServiceName, type Stack, startStack } from '../stack';
import { type FaultProxy, type FaultRates, noFaults, startFaultProxy } from './fault-proxy';
import { expectInvariants } from './invariants';
import { type Load, startLoad, summary, untilCases } from './load';
import { useServers } from './own-servers';

const full = process.env['TEST_FULL'] === '1';
const operations = full ? 100_000 : 5_000;
/** Ten a second is far less than the slowest machine does. */
const patienceMs = operations * 100;
const each = (share: number): FaultRates => ({ timeout: share, lostAnswer: share, unavailable: share });
/** An operation is one request to a subgraph, and some ten messages to PostgreSQL: a share of 5 % each of operations. */
const shares = { subgraph: each(0.05), postgres: each(0.005), nats: each(0.05) };
const subgraphs = presentServices.map(({ name }) => name as ServiceName);

let stack: Stack;
let load: Load | undefined;
let directUrl: string;
const proxies: { kind: keyof typeof shares; proxy: FaultProxy }[] = [];
const next = randomFrom(seed);

async function hop(kind: keyof typeof shares, port: number): Promise<number> {
  const proxy = await startFaultProxy(port, next);
  proxies.push({ kind, proxy });
  return proxy.port;
}

const portOf = (url: string): number => Number(new URL(url).port);
const withPort = (url: string, port: number): string => url.replace(/:\d+(?=\/|$)/, `:${port}`);

beforeAll(async () => {
  const direct = { postgres: adminUrl(), nats: natsUrl() };
  const [postgres, nats] = [await hop('postgres', portOf(direct.postgres)), await hop('nats', portOf(direct.nats))];
  useServers({ postgres: withPort(direct.postgres, postgres), nats: withPort(direct.nats, nats) });
  stack = await startStack({ processes: true, only: ['receiver', ...subgraphs, 'identity-provider'] });
  directUrl = withPort(stack.adminUrl, portOf(direct.postgres));
  const hops = Object.fromEntries(await Promise.all(subgraphs.map(async (name) => {
    return [`${name.toUpperCase()}_URL`, `http://127.0.0.1:${await hop('subgraph', portOf(stack.url(name)))}/graphql`] as const;
  })));
  await stack.restart('gateway', { ...hops, FETCH_TIMEOUT_MS: '2000' });
}, 240_000);
afterAll(async () => {
  await load?.stop();
  await stack?.stop();
}, 60_000);
afterAll(async () => {
  for (const { proxy } of proxies) await proxy.close();
}, 60_000);

test(`[T11] time-outs, answers that are lost after the deed, and broken connections on every port, 5 % each: every invariant holds afterwards (seed ${seed})`, async () => {
  load = await startLoad(stack, seed, { patients: 28, staff: 20, partners: 2, pauseMs: 20 });
  await untilCases(load, 5);
  for (const { kind, proxy } of proxies) proxy.rates = shares[kind];
  for (const until = Date.now() + patienceMs; Date.now() < until && load.measured.length < operations; ) await sleep(250);
  expect(load.measured.length).toBeGreaterThanOrEqual(operations);
  for (const { proxy } of proxies) {
    proxy.rates = noFaults;
    proxy.cutHarmed();
  }
  await load.stop();
  const faults = load.measured.filter((one) => one.fault !== undefined).length;
  expect(faults).toBeGreaterThan(load.measured.length * 0.02); // it did hurt
  const harmed = (kind: keyof typeof shares): string => {
    const of = proxies.filter((one) => one.kind === kind).map((one) => one.proxy.counts);
    const sum = (what: keyof (typeof of)[number]): number => of.reduce((total, counts) => total + counts[what], 0);
    return `${kind} ${sum('timeout')}/${sum('lostAnswer')}/${sum('unavailable')} of ${sum('passed')}`;
  };
  const rest = await expectInvariants(directUrl, load.journal, 60_000);
  process.stdout.write(`T11 (seed ${seed}): harmed (timed out/answer lost/unavailable) ${(['subgraph', 'postgres', 'nats'] as const).map(harmed).join(', ')}; at rest after ${rest} ms; ${summary(load)}\n`);
}, patienceMs + 180_000);
