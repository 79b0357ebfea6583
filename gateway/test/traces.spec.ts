import { startTracing } from '@vardgraf/service-kit/start-tracing';
import { type Collector, startCollector } from '../../packages/service-kit/test/toy/collector';
import { LiveClient } from './live-client';
import { startStack, type Stack } from './stack';

process.env['OTEL_BSP_SCHEDULE_DELAY'] = '50';

describe('what the gateway adds to a trace', () => {
  let collector: Collector;
  let stopTracing: () => Promise<void>;
  let stack: Stack;
  let nurse: string;
  const client = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' };
  beforeAll(async () => {
    collector = await startCollector();
    stack = await startStack();
    nurse = await stack.issuer.nurse();
    stopTracing = await startTracing('gateway', { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, LOG_LEVEL: 'silent' });
  });
  afterAll(async () => {
    await stack.stop();
    await stopTracing();
    await collector.stop();
  });

  it('a refused request is in the client’s trace, with its code and none of its words', async () => {
    const refused = await stack.post({ query: '{ patientNamedTolvan }' }, { authorization: `Bearer ${nurse}`, traceparent: client.traceparent });
    expect(refused.body.errors![0]!.extensions.code).toBe('BAD_INPUT');
    expect(await collector.until(({ traceId }) => traceId === client.traceId)).toMatchObject({ name: 'POST /graphql', parentSpanId: '00f067aa0ba902b7', failed: true, attributes: { 'error.type': 'BAD_INPUT' } });
    expect(collector.bytes()).not.toContain('Tolvan');
  });

  it('a bad token fails the span of the request', async () => {
    await stack.post({ query: '{ __typename }' }, { authorization: 'Bearer nonsense' });
    await collector.until(({ failed, attributes }) => failed && attributes['error.type'] === 'Fault UNAUTHENTICATED' && attributes['http.response.status_code'] === 401);
  });

  it('whoever joins another’s fetch has a span that says so', async () => {
    // Equal texts would be answered together before anything is fetched.
    const one = (id: string, n: number) => stack.post({ query: `{ region(id: "gavleborg") { name } }${' '.repeat(n)}`, operationName: undefined }, { authorization: `Bearer ${nurse}`, 'x-request-id': `request-${id}` });
    for (let turn = 0; turn < 5; turn += 1) await Promise.all(Array.from({ length: 10 }, (_, i) => one(`${turn}-${i}`, i)));
    await collector.until((_, all) => all.filter(({ name }) => name === 'fetch directory').length === 50);
    const joined = collector.spans().filter(({ attributes }) => attributes['vardgraf.joined'] === true);
    expect(stack.subgraphs.directory.received.length + joined.length).toBe(50);
    expect(joined.length).toBeGreaterThan(0);
  });

  it('an operation on a socket, a subscription and each change are traces of their own; comparing numbers is none', async () => {
    stack.model.put('case-1', {});
    const live = await LiveClient.open(stack.url, nurse);
    live.send({ id: 'q', type: 'subscribe', payload: { query: 'query Regions { regions { id } }' } });
    live.watchQueue();
    await live.count(1);
    await collector.until(({ name, attributes }) => name === 'socket operation' && attributes['graphql.operation.name'] === 'Regions');
    await collector.until(({ name, attributes }) => name === 'live subscription' && attributes['graphql.operation.type'] === 'subscription');
    const snapshot = await collector.until(({ name }) => name === 'live snapshot');
    expect(snapshot.parentSpanId).toBeUndefined();
    await live.close();
    expect(collector.spans().filter(({ name, parentSpanId }) => name.startsWith('fetch ') && parentSpanId === undefined)).toEqual([]);
  });

  it('pages of other hosts may send a traceparent', async () => {
    const preflight = await fetch(`${stack.url}/graphql`, { method: 'OPTIONS', headers: { origin: 'http://localhost:3000', 'access-control-request-method': 'POST', 'access-control-request-headers': 'traceparent' } });
    expect(preflight.headers.get('access-control-allow-headers')).toContain('traceparent');
  });
});
