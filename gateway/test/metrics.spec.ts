import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGatewayMetrics } from '@vardgraf/gateway/metrics';
import { alertRules, namesIn } from '../../test/observability';
import { LiveClient } from './live-client';
import { type Stack, startStack } from './stack';

describe('what the gateway counts', () => {
  let stack: Stack;
  beforeAll(async () => { stack = await startStack({ RECONCILE_MS: '60000' }); });
  afterAll(() => stack.stop());
  const scrape = async () => (await fetch(`${stack.url}/metrics`)).text();
  const published = (JSON.parse(readFileSync(join(__dirname, '../documents/manifest.json'), 'utf8')) as { operations: { name: string; body: string }[] }).operations;

  it('[API-1] an operation goes by its published name, any other by the field of the schema that it asks for; what a client calls itself and what it sends are no labels', async () => {
    const token = await stack.issuer.nurse();
    const authorization = { authorization: `Bearer ${token}` };
    const ours = published.find(({ name }) => name === 'Me')!;
    await stack.post({ query: ours.body }, authorization);
    await stack.post({ query: 'query ChosenByTheClient($secretId: ID!) { unit(id: $secretId) { id } }', variables: { secretId: 'value-of-a-variable' } }, authorization);
    await stack.post({ query: 'query TwoThings { a: regions { id } b: regions { id } }' }, authorization);
    await stack.post({ query: 'query Wrong { thereIsNoSuchField }' }, authorization);
    const text = await scrape();
    const count = (operation: string, outcome: string) => stack.metric(new RegExp(`^vardgraf_operation_seconds_count\\{.*operation="${operation}".*outcome="${outcome}"`));
    expect(await Promise.all([count('Me', 'ok'), count('unit', 'ok'), count('several', 'ok'), count('none', 'BAD_INPUT')])).toEqual([1, 1, 1, 1]);
    for (const theirs of ['ChosenByTheClient', 'TwoThings', 'Wrong', 'thereIsNoSuchField', 'secretId', 'value-of-a-variable', 'nurse-1']) expect(text).not.toContain(theirs);
  });

  it('[LIV-1] a group tells its field, its way of sharing, its viewers, its events, and the fetches that viewers did not cost', async () => {
    const unitId = 'unit-metrics';
    stack.model.put('case-m', { unitId });
    const token = await stack.issuer.nurse('nurse-m', { unitIds: [unitId] });
    const clients = await Promise.all([1, 2, 3].map(() => LiveClient.open(stack.url, token)));
    await Promise.all(clients.map((client) => client.watchQueue(unitId).count(1)));
    const [saved, events] = [await stack.metric(/^vardgraf_live_fetches_saved_total\{field="liveQueue",sharing="shared"/), await stack.metric(/^vardgraf_live_events_total\{field="liveQueue"/)];
    stack.forget();
    stack.model.put('case-m', { unitId, status: 'ACCEPTED' });
    await Promise.all(clients.map((client) => client.count(2)));
    expect(await stack.metric(/^vardgraf_live_viewers\{field="liveQueue",sharing="shared"/)).toBe(3);
    expect(await stack.metric(/^vardgraf_live_connections\{transport="ws"/)).toBe(3);
    expect(await stack.metric(/^vardgraf_live_events_total\{field="liveQueue"/)).toBe(events + 1);
    expect(await stack.metric(/^vardgraf_live_fetches_saved_total\{field="liveQueue",sharing="shared"/)).toBe(saved + 2 * stack.received());
    expect(await stack.metric(/^vardgraf_live_snapshots_total\{field="liveQueue",sharing="shared",reason="first"/)).toBe(1);
    await Promise.all(clients.map((client) => client.close()));
    await stack.measures(/^vardgraf_live_connections_closed_total\{transport="ws",code="1005"/, 3);
  });

  it('[API-1] plans that were kept, subgraphs that did not answer and refusals by kind are counted', async () => {
    const token = await stack.issuer.nurse();
    const query = '{ me { personId kind } }';
    const plans = (plan: string) => stack.metric(new RegExp(`^vardgraf_gateway_plans_total\\{plan="${plan}"`));
    const [made, kept] = [await plans('made'), await plans('kept')];
    for (let i = 0; i < 3; i += 1) await stack.post({ query }, { authorization: `Bearer ${token}`, 'x-request-id': `request-${i}` });
    expect([await plans('made') - made, await plans('kept') - kept]).toEqual([1, 2]);
    await stack.post({ query: `{ unit(id: "u") ${'{ cooperatingUnits '.repeat(11)} { id } ${'}'.repeat(11)} }` });
    expect(await stack.metric(/^vardgraf_gateway_refused_total\{reason="shape"/)).toBe(1);
    expect((await scrape()).match(/^vardgraf_gateway_fetch_seconds_count\{.*outcome="unreachable".* 0$/gm)).toHaveLength(Object.keys(stack.subgraphs).length); // else nobody could see the first failure as a rise
    const faults = () => stack.metric(/^vardgraf_gateway_operations_total\{kind="query",outcome="INTERNAL"/);
    const before = await faults();
    await stack.subgraphs.triage.stop();
    await stack.post({ query: '{ complaints { code } }' });
    await stack.subgraphs.triage.start();
    expect(await stack.metric(/^vardgraf_gateway_fetch_seconds_count\{.*subgraph="triage",outcome="unreachable"/)).toBe(1);
    expect(await faults() - before).toBe(1);
  });

  it('[API-1] every outcome of every kind of operation is counted from none on, so that the alert on faults sees the first one as a rise', async () => {
    const fresh = createGatewayMetrics();
    const counted = (await fresh.registry.getSingleMetricAsString('vardgraf_gateway_operations_total')).split('\n').filter((line) => !line.startsWith('#'));
    expect(counted).toHaveLength(24);
    for (const line of counted) expect(line).toMatch(/ 0$/);
    const { expr } = alertRules().find(({ alert }) => alert === 'GatewayFaults')!;
    expect(namesIn(expr)).toEqual({ metrics: ['vardgraf_gateway_operations_total'], labels: ['outcome'] });
  });
});
