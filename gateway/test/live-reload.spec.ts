import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownDocuments } from '@vardgraf/gateway/limits/document-files';
import { supergraphSdl } from '@vardgraf/schema/subgraphs';
import { LiveClient } from './live-client';
import { type Stack, startStack } from './stack';

/** The supergraph with another field of a card in place of its priority, or beside it. */
function cardWith(fields: string): string {
  const priority = '  priority: String! @join__field(graph: CASES)';
  const card = supergraphSdl().indexOf('\ntype CaseCard implements');
  const at = supergraphSdl().indexOf(priority, card);
  expect(card).toBeGreaterThan(0);
  return `${supergraphSdl().slice(0, at)}${fields.replace('PRIORITY', priority)}${supergraphSdl().slice(at + priority.length)}`;
}

describe('another graph under open sockets', () => {
  let stack: Stack;
  let folder: string;
  let file: string;
  let client: LiveClient;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'vardgraf-supergraph-'));
    file = join(folder, 'supergraph.graphql');
    writeFileSync(file, supergraphSdl());
    stack = await startStack({ SUPERGRAPH_FILE: file, SUPERGRAPH_LOOK_MS: '50' });
    stack.model.put('a', {}, false);
    client = (await LiveClient.open(stack.url, await stack.issuer.nurse())).watchQueue();
    await client.count(1);
  });
  afterAll(async () => {
    await client.close();
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const loads = (outcome: string) => stack.metric(new RegExp(`^vardgraf_supergraph_loads_total\\{outcome="${outcome}"`));
  async function put(sdl: string, outcome: 'ok' | 'refused'): Promise<void> {
    const before = await loads(outcome);
    writeFileSync(`${file}.new`, sdl);
    renameSync(`${file}.new`, file);
    for (const deadline = Date.now() + 10_000; (await loads(outcome)) === before; await sleep(20)) if (Date.now() > deadline) throw new Error(`not ${outcome}`);
  }

  it('[LIV-1] a graph that cannot be loaded changes nothing', async () => {
    await put('type Query { half', 'refused');
    expect(await (await fetch(`${stack.url}/health/ready`)).json()).toMatchObject({ ready: true, warnings: ['the supergraph that was put in place cannot be loaded; the one before serves'] });
    stack.model.put('a', { status: 'ACCEPTED' });
    expect((await client.count(2))[1]).toMatchObject({ kind: 'CHANGED', card: { status: 'ACCEPTED' } });
  });

  it('[LIV-1] [API-1] after another graph is loaded an open live queue sees the next event on the same socket, and a field that is new can be asked', async () => {
    const ask = `subscription Q($unitId: ID!) { liveQueue(unitId: $unitId) { __typename ... on QueueSnapshot { seq cards { id shelf } } ... on QueueChange { card { id shelf } } } }`;
    const refused = (await LiveClient.open(stack.url, await stack.issuer.nurse())).watchQueue('unit-1', { query: ask });
    await refused.until(() => refused.messages.some((m) => m.type === 'error'));
    await refused.close();
    stack.subgraphs.cases.behaviour.answer = ({ query, variables }) => (query.includes('shelf')
      ? { body: JSON.stringify({ data: { _entities: (variables['representations'] as { id: string }[]).map(() => ({ __typename: 'CaseCard', shelf: 'upper' })) } }) } : undefined);
    await put(cardWith('PRIORITY\n  shelf: String! @join__field(graph: CASES)'), 'ok');
    stack.model.put('a', { status: 'IN_PROGRESS' });
    const events = await client.count(3);
    expect(events[2]).toMatchObject({ seq: 3, previousSeq: 2, kind: 'CHANGED', card: { status: 'IN_PROGRESS', unit: { name: 'Unit unit-1' } } });
    expect(events.filter((event) => event.__typename === 'QueueSnapshot')).toHaveLength(1);
    const asking = (await LiveClient.open(stack.url, await stack.issuer.nurse())).watchQueue('unit-1', { query: ask });
    expect((await asking.count(1))[0]).toMatchObject({ cards: [{ shelf: 'upper' }] });
    await asking.close();
    stack.subgraphs.cases.behaviour.answer = undefined;
    const { body } = await stack.post({ query: '{ __type(name: "CaseCard") { fields { name } } }' });
    expect(JSON.stringify(body)).toContain('shelf');
  });

  it('[API-1] who asks for what the new graph has no more is told so on that subscription; the socket and the others stay', async () => {
    const other = `subscription O($unitId: ID!) { liveQueue(unitId: $unitId) { __typename ... on QueueSnapshot { seq cards { id } } ... on QueueChange { seq previousSeq kind caseId card { id } } } }`;
    client.watchQueue('unit-1', { id: '2', query: other });
    await client.count(1, '2');
    await put(cardWith('  shelf: String! @join__field(graph: CASES)'), 'ok');
    await client.until(() => client.messages.some((m) => m.type === 'error' && m.id === '1'));
    expect(client.messages.find((m) => m.type === 'error')!.payload![0 as never]).toMatchObject({ extensions: { code: 'BAD_INPUT' } });
    stack.model.put('b', {});
    expect((await client.count(2, '2'))[1]).toMatchObject({ kind: 'ADDED', caseId: 'b' });
    expect(client.closed).toBeUndefined();
  });
});

it('[API-1] published operations are planned ahead for the graph that is loaded later as well, and nobody is asked', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vardgraf-supergraph-'));
  const file = join(folder, 'supergraph.graphql');
  writeFileSync(file, supergraphSdl());
  const stack = await startStack({ SUPERGRAPH_FILE: file, SUPERGRAPH_LOOK_MS: '50', TRUSTED_DOCUMENTS: 'log' });
  try {
    const published = ownDocuments().operations.filter(({ type }) => type !== 'subscription').length;
    const planned = async (least: number) => {
      for (const deadline = Date.now() + 20_000; ; await sleep(20)) {
        const made = await stack.metric(/^vardgraf_gateway_plans_total\{plan="made"/);
        if (made >= least) return made;
        if (Date.now() > deadline) throw new Error(`${made} of ${least} are planned`);
      }
    };
    const before = await planned(published);
    writeFileSync(`${file}.new`, cardWith('PRIORITY\n  shelf: String! @join__field(graph: CASES)'));
    renameSync(`${file}.new`, file);
    await planned(before + published);
    expect(stack.received()).toBe(0);
  } finally {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
