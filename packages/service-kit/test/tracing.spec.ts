import { execFile } from 'node:child_process';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { startHttp, sendJson } from '../src/http';
import { createLog } from '../src/log';
import { redacting } from '../src/open-telemetry';
import { type Database, read } from '../src/postgres';
import { startTracing } from '../src/start-tracing';
import { createMetrics } from '../src/telemetry';
import { transact } from '../src/transaction';
import { systemActor } from '../src/actor';
import { currentTraceparent, inSpan, inTrace, traceHeaders } from '../src/tracing';
import { type Collector, lineage, startCollector } from './toy/collector';
import { caughtUp, count, follow, log, toyWorld, type ToyWorld, until } from './toy/world';

const client = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' };
const secrets = /196512123339|19651212-3339|Tolvan|070-?174|@example|ont i halsen/i;

/** What the exporter keeps trying for; its own 10 s would outlive the tests. */
process.env['OTEL_EXPORTER_OTLP_TIMEOUT'] = '1500';
process.env['OTEL_BSP_SCHEDULE_DELAY'] = '100';

let collector: Collector;
let stopTracing: () => Promise<void>;

beforeEach(async () => {
  collector = await startCollector();
  stopTracing = await startTracing('toy', { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, LOG_LEVEL: 'silent' });
});
afterEach(async () => {
  await stopTracing();
  await collector.stop();
});

describe('a change that others follow', () => {
  let world: ToyWorld;
  let toy: Database;
  let reader: Database;
  beforeEach(async () => {
    world = await toyWorld();
    toy = await world.open('toy');
    reader = await world.open('reader');
  });
  afterEach(() => world.end());

  const told = () => inTrace({ name: 'POST /graphql', kind: 'server' }, client.traceparent, () => count(toy, 'a'));
  const sent = async () => {
    await stopTracing();
    return collector.spans();
  };

  test('is one trace: request, transaction, statements, publication, effect elsewhere', async () => {
    const nats = await world.nats();
    world.relay(toy, nats);
    world.consumer(reader, nats, follow);
    await told();
    await caughtUp(reader, toy);
    await collector.until(({ name }) => name === 'apply emergency.referred');
    const spans = await sent();
    expect(collector.refused()).toEqual([]);
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([client.traceId]));
    const effect = spans.find(({ name }) => name === 'INSERT effect')!;
    expect(lineage(spans, effect)).toEqual(['INSERT effect', 'transaction', 'apply emergency.referred', 'transaction', 'POST /graphql'].map((name) => `toy: ${name}`));
    expect(spans.find(({ name }) => name === 'POST /graphql')).toMatchObject({ parentSpanId: '00f067aa0ba902b7', kind: 2 });
    expect(spans.find(({ name }) => name === 'publish emergency.referred')).toMatchObject({ kind: 4, attributes: { 'messaging.system': 'nats', 'vardgraf.event': 'emergency.referred', 'vardgraf.source': 'toy' } });
    expect(spans.filter(({ name }) => name === 'COMMIT')).toHaveLength(2);
    expect(effect.attributes).toEqual({
      'db.system.name': 'postgresql', 'db.operation.name': 'INSERT', 'db.collection.name': 'effect',
      'db.query.text': 'INSERT INTO effect (source, event_id, aggregate_id, version, position) VALUES ($1, $2, $3, $4, $5)',
    });
  });

  test('is one trace also while NATS is away, and a dead letter that is replayed still belongs to it', async () => {
    let broken = true;
    const nats = await world.nats('nats://127.0.0.1:1');
    world.relay(toy, nats);
    await told();
    world.consumer(reader, nats, { 'emergency.referred': async (tx, event) => {
      if (broken) throw Object.assign(new Error('Tolvan has 196512123339'), { code: 'EBROKEN' });
      await follow['emergency.referred']!(tx, event);
    } });
    await until(async () => (await read(reader, 'SELECT 1 FROM dead_letter')).length === 1, 20_000);
    broken = false;
    await read(reader, 'UPDATE dead_letter SET replay_requested = true');
    await until(async () => (await read(reader, 'SELECT 1 FROM effect')).length === 1, 20_000);
    await collector.until((_, all) => all.filter(({ name }) => name === 'apply emergency.referred').length === 6);
    const spans = await sent();
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([client.traceId]));
    const tries = spans.filter(({ name }) => name === 'apply emergency.referred');
    expect(tries.map(({ failed }) => failed)).toEqual([true, true, true, true, true, false]);
    expect(tries[0]!.attributes['error.type']).toBe('Error EBROKEN');
    expect(collector.bytes()).not.toMatch(secrets);
  }, 60_000);

  test('leaves its trace in the feed, and none without one; polling makes no spans', async () => {
    world.timers(toy, {});
    await count(toy, 'untraced');
    await told();
    expect(await read(toy, 'SELECT traceparent FROM outbox ORDER BY id')).toEqual([{ traceparent: null }, { traceparent: expect.stringMatching(new RegExp(`^00-${client.traceId}-[\\da-f]{16}-01$`)) }]);
    expect((await sent()).every(({ traceId }) => traceId === client.traceId)).toBe(true);
  });

  test('that a timer makes is a trace of its own', async () => {
    await transact(toy, systemActor('toy'), async (tx) => tx.schedule({ kind: 'ring', aggregateId: 'a', dueAt: new Date(0) }));
    world.timers(toy, { ring: async (tx) => tx.audit({ action: 'ring', what: 'toy.rang', regionId: 'gavleborg' }) });
    await until(async () => (await read(toy, 'SELECT 1 FROM audit')).length === 1);
    const [row] = await read<{ traceparent: string }>(toy, 'SELECT traceparent FROM outbox');
    const timer = await collector.until(({ name }) => name === 'timer ring');
    expect(timer).toMatchObject({ parentSpanId: undefined, attributes: { 'vardgraf.timer': 'ring' } });
    expect(row!.traceparent).toContain(timer.traceId);
  });

  test('whose client does not want to be sampled is not', async () => {
    await inTrace({ name: 'POST /graphql' }, client.traceparent.replace(/01$/, '00'), () => count(toy, 'a'));
    expect(await sent()).toEqual([]);
    expect((await read<{ traceparent: string }>(toy, 'SELECT traceparent FROM outbox'))[0]!.traceparent).toMatch(/-00$/);
  });
});

test('a request goes on with its caller’s trace; nonsense for a traceparent begins a new one; health and metrics are no traces', async () => {
  const http = await startHttp({
    host: '127.0.0.1', port: 0, log, registry: createMetrics('toy').registry, ready: () => [],
    routes: { '/graphql': async (_, response) => sendJson(response, 418, traceHeaders()) },
  });
  const asked = async (traceparent: string) => (await (await fetch(`${http.url}/graphql?query=196512123339`, { headers: { traceparent, tracestate: 'vendor=Tolvan', baggage: 'patient=Tolvan' } })).json()) as { traceparent: string };
  expect((await asked(client.traceparent)).traceparent).toMatch(new RegExp(`^00-${client.traceId}-(?!00f067aa0ba902b7)`));
  for (const nonsense of ['', '196512123339', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, `${client.traceparent}-x`]) expect((await asked(nonsense)).traceparent).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-01$/);
  for (const path of ['/health/live', '/health/ready', '/metrics', '/nothing/196512123339']) await (await fetch(`${http.url}${path}`)).text();
  await http.stop();
  await stopTracing();
  expect(collector.spans().map(({ name, attributes }) => [name, attributes])).toEqual(Array(5).fill(['GET /graphql', { 'http.request.method': 'GET', 'http.route': '/graphql', 'http.response.status_code': 418 }]));
  expect(new Set(collector.spans().map(({ traceId }) => traceId)).size).toBe(5);
  expect(collector.bytes()).not.toMatch(secrets);
});

describe('patient data in a span', () => {
  /** Everything a careless hand could put in, wherever a span has room. */
  const planted = {
    name: 'find Tolvan 196512123339',
    attributes: { 'enduser.id': '196512123339', 'graphql.operation.name': 'Find_196512123339', 'vardgraf.event': 'call-070-1740605', 'db.query.text': "SELECT 'Tolvan', 19651212, 196512123339 -- tolvan@example.se", 'http.route': '/p/19651212-3339' },
  };

  test('does not leave the process, not even when it is planted: names, attributes, texts of faults', async () => {
    await expect(inTrace(planted as never, undefined, async () => {
      throw Object.assign(new Error('ont i halsen, 196512123339'), { name: 'Tolvan 196512123339' });
    })).rejects.toThrow('ont i halsen');
    await stopTracing();
    expect(collector.spans()).toHaveLength(1);
    expect(collector.spans()[0]).toMatchObject({ name: 'unnamed', failed: true, attributes: { 'db.query.text': 'SELECT ?, 19651212, [number] -- [mail]', 'graphql.operation.name': 'Find_[number]' } });
    expect(collector.bytes()).not.toMatch(secrets);
  });

  test('would be seen by these tests: without the redaction the same span betrays all of it', async () => {
    const provider = new BasicTracerProvider({ spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url: `${collector.url}/v1/traces` }))] });
    const span = provider.getTracer('careless').startSpan(planted.name, { attributes: planted.attributes });
    span.recordException(new Error('ont i halsen'));
    span.end();
    await provider.shutdown();
    for (const secret of ['196512123339', '19651212-3339', 'Tolvan', '070-174', '@example', 'ont i halsen']) expect(collector.bytes()).toContain(secret);
  });
});

test('log lines inside a trace name it, others do not', async () => {
  let out = '';
  const noted = createLog('toy', 'info', new Writable({ write: (chunk, _, done) => { out += String(chunk); done(); } }) as never);
  noted.info('outside');
  await inTrace({ name: 'request' }, client.traceparent, async () => noted.info('inside'));
  const [outside, inside] = out.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(outside).not.toHaveProperty('trace_id');
  expect(inside).toMatchObject({ msg: 'inside', trace_id: client.traceId, span_id: expect.stringMatching(/^[\da-f]{16}$/) });
});

test('what a request has started and not waited for is in no trace when the request is over', async () => {
  let later!: Promise<string | undefined>;
  await inTrace({ name: 'request' }, undefined, async () => {
    later = new Promise((done) => setTimeout(() => void inSpan({ name: 'late' }, async () => currentTraceparent()).then(done), 50));
  });
  expect(await later).toBeUndefined();
  await stopTracing();
  expect(collector.spans().map(({ name }) => name)).toEqual(['request']);
});

test('a collector that is away holds up neither work nor stop', async () => {
  await collector.stop();
  expect(await inTrace({ name: 'request' }, undefined, async () => 'done')).toBe('done');
  const began = Date.now();
  await stopTracing();
  expect(Date.now() - began).toBeLessThan(8_000); // two seconds, on a machine that is not busy
});

test('that spans are lost is told once, and once when they are taken again', async () => {
  let out = '';
  const noted = createLog('toy', 'info', new Writable({ write: (chunk, _, done) => { out += String(chunk); done(); } }) as never);
  const answers = [0, 1, 1, 0, 0];
  const guarded = redacting({ export: (_, done) => done({ code: answers.shift()! }), shutdown: async () => undefined }, noted);
  while (answers.length > 0) guarded.export([], () => undefined);
  expect(out.trim().split('\n').map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['traces are lost: the collector does not take them', 'the collector takes traces again']);
});

test('without a collector nothing of OpenTelemetry is loaded, and work is done as it is', async () => {
  const script = `
    (async () => {
      const { startTracing } = require('./packages/service-kit/src/start-tracing.ts');
      require('./packages/service-kit/src/subgraph.ts'); require('./packages/service-kit/src/consumer.ts'); require('./packages/service-kit/src/relay.ts');
      const { inTrace, currentTraceparent } = require('./packages/service-kit/src/tracing.ts');
      await (await startTracing('toy', { LOG_LEVEL: 'silent' }))();
      const seen = await inTrace({ name: 'x' }, undefined, async () => currentTraceparent());
      console.log(JSON.stringify({ seen: seen ?? null, loaded: Object.keys(require.cache).filter((file) => file.includes('@opentelemetry')), all: Object.keys(require.cache).length }));
    })();`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', '--eval', script], { cwd: `${__dirname}/../../..` });
  const { seen, loaded, all } = JSON.parse(stdout) as { seen: null; loaded: string[]; all: number };
  expect(all).toBeGreaterThan(500);
  expect({ seen, loaded }).toEqual({ seen: null, loaded: [] });
}, 60_000);
