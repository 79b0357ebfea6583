import { LiveClient } from './live-client';
import { type Answer, type Stack, startStack } from './stack';

type Errors = NonNullable<Answer['errors']>;
/** How an operation is asked on one transport; what comes back when it is refused. */
interface Transport {
  name: string;
  refused(stack: Stack, payload: object): Promise<Errors>;
}

const http: Transport = {
  name: 'HTTP',
  async refused(stack, payload) {
    const { body } = await stack.post(payload, { authorization: `Bearer ${await stack.issuer.nurse()}` });
    expect(Object.values(body.data ?? {}).filter((value) => value !== null)).toEqual([]);
    return body.errors!;
  },
};
const socket: Transport = {
  name: 'a WebSocket',
  async refused(stack, payload) {
    const client = await LiveClient.open(stack.url, await stack.issuer.nurse());
    try {
      client.send({ id: '1', type: 'subscribe', payload });
      const answer = () => client.messages.find((m) => m.id === '1' && (m.type === 'error' || m.type === 'next'));
      await client.until(() => answer() !== undefined);
      const { type, payload: said } = answer()!;
      if (type === 'error') return said as unknown as Errors;
      expect(Object.values(said!.data ?? {}).filter((value) => (value as unknown) !== null)).toEqual([]);
      return said!.errors as Errors;
    } finally {
      await client.close();
    }
  },
};

const levels = (count: number, inner = 'id') => `${'cooperatingUnits { '.repeat(count)}${inner}${' }'.repeat(count)}`;
const aliases = (count: number, field: string) => Array.from({ length: count }, (_, n) => `a${n}: ${field}`).join(' ');
const fragments = Array.from({ length: 6 }, (_, n) => `fragment F${n} on Unit { cooperatingUnits { cooperatingUnits { id ${n < 5 ? `...F${n + 1}` : ''} } } }`).join(' ');
const doubling = Array.from({ length: 30 }, (_, n) => `fragment D${n} on Unit { id ${n < 29 ? `...D${n + 1} ... on Unit { ...D${n + 1} }` : ''} }`).join(' ');
const card = (inside: string) => `... on QueueChange { card { id ${inside} } }`;

/** The same excess in each kind of operation; and what the refusal says to do. */
const excesses: { what: string; says: RegExp; query: string; mutation: string; subscription: string }[] = [
  {
    what: 'more than 10 levels', says: /levels deep; 10 are allowed\. Ask for/,
    query: `{ unit(id: "u") { ${levels(10)} } }`,
    mutation: `mutation { switchFunction(input: { function: VIDEO, on: true }) { ... on SwitchFunctionOk { unit { ${levels(9)} } } } }`,
    subscription: `subscription { liveQueue(unitId: "unit-1") { ${card(`unit { ${levels(8)} }`)} } }`,
  },
  {
    what: 'more than 10 levels by way of fragments', says: /levels deep; 10 are allowed/,
    query: `{ unit(id: "u") { ...F0 } } ${fragments}`,
    mutation: `mutation { switchFunction(input: { function: VIDEO, on: true }) { ... on SwitchFunctionOk { unit { ...F0 } } } } ${fragments}`,
    subscription: `subscription { liveQueue(unitId: "unit-1") { ${card('unit { ...F0 }')} } } ${fragments}`,
  },
  {
    what: 'fragments that multiply', says: /once its fragments are written out\. Split/,
    query: `{ unit(id: "u") { ...D0 } } ${doubling}`,
    mutation: `mutation { switchFunction(input: { function: VIDEO, on: true }) { ... on SwitchFunctionOk { unit { ...D0 } } } } ${doubling}`,
    subscription: `subscription { liveQueue(unitId: "unit-1") { ${card('unit { ...D0 }')} } } ${doubling}`,
  },
  {
    what: 'more than 15 aliases', says: /16 aliases; 15 are allowed\. Send several/,
    query: `{ ${aliases(16, '__typename')} }`,
    mutation: `mutation { switchFunction(input: { function: VIDEO, on: true }) { ${aliases(16, '__typename')} } }`,
    subscription: `subscription { liveQueue(unitId: "unit-1") { ${card(aliases(16, 'id'))} } }`,
  },
  {
    what: 'more than 1,000 tokens', says: /more than 1000 tokens\. Split/,
    query: `{ unit(id: "u") { ${'id '.repeat(1_001)} } }`,
    mutation: `mutation { switchFunction(input: { function: VIDEO, on: true }) { ${'__typename '.repeat(1_001)} } }`,
    subscription: `subscription { liveQueue(unitId: "unit-1") { ${card('id '.repeat(1_001))} } }`,
  },
  {
    what: 'more than 20,000 characters', says: /longer than 20000 characters\. Send long values as variables/,
    query: `{ unit(id: "${'x'.repeat(20_000)}") { id } }`,
    mutation: `mutation { takeCase(input: { caseId: "${'x'.repeat(20_000)}" }) { __typename } }`,
    subscription: `subscription { liveQueue(unitId: "${'x'.repeat(20_000)}") { __typename } }`,
  },
  {
    what: 'a longer list than it may hold', says: /objects; 5000 are allowed\. Ask for shorter lists/,
    query: `{ unit(id: "u") { ${levels(4)} } }`,
    mutation: `mutation { switchFunction(input: { function: VIDEO, on: true }) { ... on SwitchFunctionOk { unit { ${levels(4)} } } } }`,
    subscription: `subscription { liveQueue(unitId: "unit-1") { ... on QueueSnapshot { cards { escalatedTo { ${levels(2)} } } } } }`,
  },
  { what: 'a field that is not there', says: /Cannot query field/, query: '{ regionz { id } }', mutation: 'mutation { takeCasez { id } }', subscription: 'subscription { liveQueuez { id } }' },
  { what: 'a text that does not parse', says: /Syntax Error/, query: '{ unit(', mutation: 'mutation { takeCase(', subscription: 'subscription { liveQueue(' },
  {
    what: 'a value of the wrong type', says: /cannot represent|must be|Expected/i,
    query: '{ unit(id: { a: 1 }) { id } }', mutation: 'mutation { takeCase(input: { caseId: { a: 1 } }) { __typename } }', subscription: 'subscription { liveQueue(unitId: { a: 1 }) { __typename } }',
  },
];

const kinds = ['query', 'mutation', 'subscription'] as const;
const rows = [http, socket].flatMap((transport) => excesses.flatMap((excess) => kinds.map((kind) => [kind, excess.what, transport.name, { transport, says: excess.says, document: excess[kind] }] as const)));

/** Nothing of the inside: where it runs, what of, and how it broke. */
function expectNothingOfTheInside(said: string): void {
  expect(said).not.toMatch(/\bat .+:\d+:\d+|node_modules|stacktrace|127\.0\.0\.1|ECONN|SELECT |\b(directory|oversight|messaging|subgraph)\b/);
}

describe('limits on both transports', () => {
  let stack: Stack;
  beforeAll(async () => { stack = await startStack(); }, 60_000);
  afterAll(() => stack.stop());

  it.each(rows)('[API-1] a %s with %s is refused over %s as BAD_INPUT, says what to do, and reaches no subgraph', async (_kind, _what, _name, { transport, says, document }) => {
    stack.forget();
    const errors = await transport.refused(stack, { query: document });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(errors.map(() => 'BAD_INPUT'));
    // What is beyond the form of a subscription is not looked at over HTTP: there it has no place at all.
    expect(errors[0]!.message).toMatch(transport === http && /^Subscriptions are served/.test(errors[0]!.message) ? /over WebSocket/ : says);
    expectNothingOfTheInside(JSON.stringify(errors));
    expect(stack.received()).toBe(0);
  });

  it.each([http, socket])('[API-1] a value in a variable never comes back over $name', async (transport) => {
    for (const query of ['query Q($n: Int) { units(regionId: "gavleborg", first: $n) { edges { cursor } } }', 'subscription Q($n: Int) { liveQueue(unitId: "unit-1", after: $n) { __typename } }']) {
      expect(JSON.stringify(await transport.refused(stack, { query, variables: { n: '19121212-1212' } }))).not.toContain('1212');
    }
  });

  it.each([http, socket])("[API-1] a subgraph's fault keeps its id and loses its words over $name", async (transport) => {
    const errors = await transport.refused(stack, { query: '{ findPatient(identifier: "191212121212") { id } }' });
    expect(errors).toMatchObject([{ message: 'Something went wrong. Give support this id.', extensions: { code: 'INTERNAL', id: 'support-1' } }]);
    expectNothingOfTheInside(JSON.stringify(errors));
  });

  it('[API-1] a batch is refused over HTTP, and closes a socket with 4400', async () => {
    expect((await http.refused(stack, [{ query: '{ __typename }' }, { query: '{ __typename }' }]))[0]!.message).toMatch(/one operation a request/);
    const client = await LiveClient.open(stack.url, await stack.issuer.nurse());
    client.send([{ id: '1', type: 'subscribe', payload: { query: '{ __typename }' } }]);
    await client.until(() => client.closed !== undefined);
    expect(client.closed!.code).toBe(4400);
  });
});

describe('limits on both transports that depend on how the gateway is set', () => {
  it.each([http, socket])('[API-1] a subgraph that does not answer in time, or without end, is an INTERNAL fault over $name', async (transport) => {
    const stack = await startStack({ FETCH_TIMEOUT_MS: '300' });
    try {
      stack.subgraphs.directory.behaviour.delayMs = 2_000;
      expect((await transport.refused(stack, { query: '{ regions { id } }' }))[0]!.extensions.code).toBe('INTERNAL');
      Object.assign(stack.subgraphs.directory.behaviour, { delayMs: 0, answer: () => ({ body: `{"data":{"regions":[{"id":"${'x'.repeat(9 * 1024 * 1024)}"}]}}` }) });
      const errors = await transport.refused(stack, { query: '{ regions { id } }' });
      expect(errors[0]!.extensions.code).toBe('INTERNAL');
      expectNothingOfTheInside(JSON.stringify(errors));
    } finally {
      await stack.stop();
    }
  });

  it.each([http, socket])('[API-1] a caller over the rate is TOO_MANY over $name, with the time to wait', async (transport) => {
    const stack = await startStack({ RATE_PER_MINUTE: '4' });
    try {
      const authorization = `Bearer ${await stack.issuer.nurse()}`; // the same person, whatever the token
      for (let n = 0; n < (transport === http ? 4 : 3); n += 1) await stack.post({ query: '{ __typename }' }, { authorization });
      expect(await transport.refused(stack, { query: '{ __typename }' })).toMatchObject([{ message: expect.stringMatching(/Try again in \d+ s/), extensions: { code: 'TOO_MANY' } }]);
    } finally {
      await stack.stop();
    }
  });

  it.each([http, socket])('[API-1] in production introspection and suggestions are off over $name', async (transport) => {
    const stack = await startStack({ NODE_ENV: 'production', TRUSTED_DOCUMENTS: 'off' });
    try {
      for (const query of ['{ __schema { types { name } } }', '{ __type(name: "Query") { name } }', '{ regionz { id } }', 'subscription { liveQueu { __typename } }', 'subscription { liveQueue(unitIdd: "u") { __typename } }']) {
        const errors = await transport.refused(stack, { query });
        expect(errors[0]!.extensions.code).toBe('BAD_INPUT');
        expect(JSON.stringify(errors)).not.toMatch(/Did you mean|liveQueue\b"|"types"/);
      }
    } finally {
      await stack.stop();
    }
  });
});
