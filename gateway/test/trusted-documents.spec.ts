import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documentId, manifestOf } from '@vardgraf/gateway/limits/document-manifest';
import manifest from '../documents/manifest.json';
import { LiveClient } from './live-client';
import { type Stack, startStack } from './stack';

const published = (name: string) => manifest.operations.find((operation) => operation.name === name)!;
const smallQueue = 'subscription SmallQueue($unitId: ID!) {\n  liveQueue(unitId: $unitId) {\n    __typename\n  }\n}';
const other = 'query Other { regions { hidden: id } }';

describe('trusted documents under enforce', () => {
  let stack: Stack;
  let folder: string;
  let nurse: Record<string, string>;
  let partner: Record<string, string>;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'documents-'));
    writeFileSync(join(folder, 'region.graphql'), 'query OfARegion { regions { ...R } }\nfragment R on Region { serviceName }');
    writeFileSync(join(folder, 'queue.graphql'), smallQueue);
    writeFileSync(join(folder, 'list.json'), JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations: [{ id: 'own-id-1', name: 'ByList', type: 'query', body: '{ regions { name } }' }] }));
    stack = await startStack({ NODE_ENV: 'production', TRUSTED_DOCUMENTS_FROM: folder });
    nurse = { authorization: `Bearer ${await stack.issuer.nurse()}` };
    partner = { authorization: `Bearer ${await stack.issuer.sign({ kind: 'PARTNER', sub: 'telephone-triage', region: 'gavleborg', scope: '' })}` };
  }, 60_000);
  afterAll(async () => {
    await stack.stop();
    rmSync(folder, { recursive: true });
  });

  it('[API-1] people and whoever has no token run published documents, by their text in any layout or by their id', async () => {
    const { id, body } = published('Regions');
    const bodies = [
      { query: body }, { query: body.replace(/\s+/g, ' ') }, { query: body, operationName: 'Regions' }, { documentId: `sha256:${id}` }, { documentId: id }, { id },
      { extensions: { persistedQuery: { version: 1, sha256Hash: id } } }, { query: body, extensions: { persistedQuery: { version: 1, sha256Hash: id } } },
      { documentId: documentId(manifestOf([{ path: 'region.graphql', text: 'query OfARegion { regions { ...R } }\nfragment R on Region { serviceName }' }]).operations[0]!.body) }, { documentId: 'own-id-1' },
    ];
    for (const headers of [{}, nurse]) {
      for (const body of bodies) {
        const answer = await stack.post(body, headers);
        expect({ body, errors: answer.body.errors, regions: (answer.body.data!['regions'] as unknown as object[]).length }).toEqual({ body, errors: undefined, regions: 1 });
      }
    }
  });

  it('[API-1] another document is refused with what to do, and reaches no subgraph; a partner sends what it likes', async () => {
    stack.forget();
    for (const body of [{ query: other }, { documentId: 'f'.repeat(64) }, { extensions: { persistedQuery: { version: 1, sha256Hash: 'f'.repeat(64) } } }]) {
      const answer = await stack.post(body, nurse);
      expect(answer.status).toBe(400);
      expect(answer.body.errors).toMatchObject([{ message: expect.stringMatching(/has not been published with a front end\. Send a published one/), extensions: { code: 'BAD_INPUT' } }]);
    }
    expect(stack.received()).toBe(0);
    expect((await stack.post({ query: other }, partner)).body.data).toEqual({ regions: [{ hidden: 'gavleborg' }] });
    expect((await stack.post({ documentId: 'f'.repeat(64) }, partner)).body.errors![0]!.message).toBe('PersistedQueryNotFound');
  });

  it('[API-1] an id beside another text is refused: nobody gets a document past the list under the id of another', async () => {
    const { id } = published('Regions');
    for (const headers of [nurse, partner]) expect((await stack.post({ query: other, documentId: id }, headers)).body.errors![0]!.message).toMatch(/not that of the text/);
  });

  it('[API-1] an id works with GET as well', async () => {
    const parameters = [new URLSearchParams({ documentId: `sha256:${published('Regions').id}` }), new URLSearchParams({ extensions: JSON.stringify({ persistedQuery: { version: 1, sha256Hash: published('Regions').id } }) })];
    for (const search of parameters) {
      const answer = await fetch(`${stack.url}/graphql?${search.toString()}`, { headers: { 'apollo-require-preflight': '1' } });
      expect(await answer.json()).toMatchObject({ data: { regions: [{ id: 'gavleborg' }] } });
    }
    const refused = await fetch(`${stack.url}/graphql?${new URLSearchParams({ query: other }).toString()}`, { headers: { 'apollo-require-preflight': '1' } });
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_INPUT' } }] });
  });

  it('[API-1] the same over a WebSocket, for queries, mutations and subscriptions', async () => {
    stack.model.put('case-1', {});
    const client = await LiveClient.open(stack.url, nurse['authorization']!.slice(7));
    const ask = (id: string, payload: object) => client.send({ id, type: 'subscribe', payload });
    ask('q', { query: '', documentId: published('Regions').id });
    ask('m', { query: '', id: published('TakeCase').id, variables: { input: { caseId: 'case-1' } } });
    ask('s', { query: '', extensions: { persistedQuery: { version: 1, sha256Hash: documentId(smallQueue) } }, variables: { unitId: 'unit-1' } });
    ask('otherQ', { query: other });
    ask('otherS', { query: 'subscription { liveQueue(unitId: "unit-1") { __typename } }' });
    const first = (id: string) => client.messages.find((m) => m.id === id);
    await client.until(() => ['q', 'm', 's', 'otherQ', 'otherS'].every((id) => first(id)));
    expect(first('q')!.payload).toMatchObject({ data: { regions: [{ id: 'gavleborg' }] } });
    expect(first('m')!.payload).toMatchObject({ data: { takeCase: { __typename: 'NotFound' } } });
    expect(first('s')!.payload).toMatchObject({ data: { liveQueue: { __typename: 'QueueSnapshot' } } });
    for (const id of ['otherQ', 'otherS']) expect(first(id)).toMatchObject({ type: 'error', payload: [{ message: expect.stringMatching(/not been published/), extensions: { code: 'BAD_INPUT' } }] });
    await client.close();
  });
});

describe('trusted documents under log', () => {
  it('[API-1] let every document through, count it, and tell a client with an unknown id to send the text', async () => {
    const stack = await startStack({ TRUSTED_DOCUMENTS: 'log' });
    try {
      expect((await stack.post({ query: other })).body.errors).toBeUndefined();
      expect((await stack.post({ query: published('Regions').body })).body.errors).toBeUndefined();
      expect((await stack.post({ documentId: documentId(other) })).body.errors![0]!.message).toBe('PersistedQueryNotFound');
      expect(await stack.metric(/^vardgraf_gateway_documents_total\{.*published="no"/)).toBe(1);
      expect(await stack.metric(/^vardgraf_gateway_documents_total\{.*published="yes"/)).toBe(1);
    } finally {
      await stack.stop();
    }
  });
});
