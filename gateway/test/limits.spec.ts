import { type Stack, startStack } from './stack';

/** Nested so that the innermost field stands at the level asked for. */
function deep(levels: number): string {
  let text = 'id';
  for (let level = levels - 1; level > 1; level -= 1) text = `cooperatingUnits { ${text} }`;
  return `{ unit(id: "unit-1") { ${text} } }`;
}

describe('limits of the gateway over HTTP', () => {
  let stack: Stack;
  beforeAll(async () => { stack = await startStack(); });
  afterAll(() => stack.stop());

  async function refused(body: unknown, status = 400) {
    const times: number[] = [];
    let answer!: Awaited<ReturnType<Stack['post']>>;
    for (let tries = 0; tries < 3 && !(times.at(-1)! < 50); tries += 1) {
      const before = process.cpuUsage(); // not the clock on the wall: the machine may be busy with something else
      answer = await stack.post(body);
      const { user, system } = process.cpuUsage(before);
      times.push((user + system) / 1_000);
    }
    expect(answer.status).toBe(status);
    expect(answer.body.data ?? null).toBeNull();
    expect(answer.body.errors![0]!.extensions.code).toBe(status === 429 ? 'TOO_MANY' : 'BAD_INPUT');
    expect(Math.min(...times)).toBeLessThan(50);
    return answer.body.errors![0]!.message;
  }

  it('[API-1] an operation of 10 levels may pass its form, one of 11 is refused as BAD_INPUT within 50 ms and reaches no subgraph', async () => {
    stack.forget();
    await stack.post({ query: '{ __typename }' }); // the first request warms the sockets
    expect(await refused({ query: deep(11) })).toMatch(/11 levels/);
    expect(stack.received()).toBe(0);
    const allowed = await stack.post({ query: deep(4) });
    expect(allowed.body.errors).toBeUndefined();
  });

  it('[API-1] depth hidden in fragments counts', async () => {
    const fragments = Array.from({ length: 6 }, (_, i) => `fragment F${i} on Unit { cooperatingUnits { cooperatingUnits { id ${i < 5 ? `...F${i + 1}` : ''} } } }`).join(' ');
    expect(await refused({ query: `{ unit(id: "u") { ...F0 } } ${fragments}` })).toMatch(/levels/);
  });

  it('[API-1] fragments that circle or multiply are refused at once and do not hang the process', async () => {
    await refused({ query: '{ unit(id: "u") { ...A } } fragment A on Unit { id ...B } fragment B on Unit { ...A }' });
    const doubling = Array.from({ length: 30 }, (_, i) => `fragment D${i} on Unit { id ${i < 29 ? `...D${i + 1} ... on Unit { ...D${i + 1} }` : ''} }`).join(' ');
    expect(await refused({ query: `{ unit(id: "u") { ...D0 } } ${doubling}` })).toMatch(/fragments are written out/);
  });

  it('[API-1] 15 aliases pass, 16 are refused', async () => {
    const aliased = (count: number) => `{ ${Array.from({ length: count }, (_, i) => `a${i}: __typename`).join(' ')} }`;
    expect((await stack.post({ query: aliased(15) })).body.errors).toBeUndefined();
    expect(await refused({ query: aliased(16) })).toMatch(/16 aliases/);
  });

  it('[API-1] a document of more than 1,000 tokens is refused before it is parsed to the end', async () => {
    expect(await refused({ query: `{ ${'id '.repeat(1_200)} }` })).toMatch(/1000 tokens/);
  });

  it('[API-1] a document of more than 20,000 characters is refused, however few its tokens', async () => {
    expect(await refused({ query: `{ unit(id: "${'x'.repeat(20_000)}") { id } }` })).toMatch(/longer than 20000/);
  });

  it('[API-1] cost counts lists: a long page of long lists is refused, a short one is not', async () => {
    const query = 'query Q($n: Int) { queue(unitId: "unit-1", first: $n) { edges { node { escalatedTo { cooperatingUnits { id } } } } } }';
    expect(await refused({ query, variables: { n: 100 } })).toMatch(/objects/);
    const nurse = await stack.issuer.nurse();
    expect((await stack.post({ query, variables: { n: 10 } }, { authorization: `Bearer ${nurse}` })).body.errors).toBeUndefined();
    await refused({ query: '{ units(regionId: "gavleborg", first: 1000000000) { edges { node { id } } } }' });
  });

  it('[API-1] batches, bodies that are not JSON, and empty operations are refused', async () => {
    expect(await refused([{ query: '{ __typename }' }, { query: '{ __typename }' }])).toMatch(/one operation/);
    await refused('{"query":');
    await refused('"text"');
    await refused({});
  });

  it('[API-1] a body above 100 kB is refused with 413', async () => {
    const answer = await stack.post({ query: '{ __typename }', variables: { text: 'x'.repeat(110 * 1024) } });
    expect(answer.status).toBe(413);
    expect(answer.body.errors![0]!.extensions.code).toBe('BAD_INPUT');
  });

  it('[API-1] a form that a foreign page could send without asking (CSRF) is refused', async () => {
    await expect(stack.post('{"query":"{ __typename }"}', { 'content-type': 'text/plain' })).resolves.toMatchObject({ status: 400 });
    const get = await fetch(`${stack.url}/graphql?query=%7B__typename%7D`);
    expect(get.status).toBe(400);
    const marked = await fetch(`${stack.url}/graphql?query=%7B__typename%7D`, { headers: { 'apollo-require-preflight': '1' } });
    expect(await marked.json()).toEqual({ data: { __typename: 'Query' } });
  });

  it('[API-1] a page of another host may not call, one of this machine may in development', async () => {
    const foreign = await stack.post({ query: '{ __typename }' }, { origin: 'https://evil.example' });
    expect(foreign.status).toBe(400);
    const own = await stack.post({ query: '{ __typename }' }, { origin: 'http://localhost:5173' });
    expect(own.status).toBe(200);
    expect(own.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
  });

  it.each([['/graphql', 'POST'], ['/photos/session/photo', 'PUT'], ['/photos/photo', 'GET']])('[API-1] a browser that asks whether a page of another host may use %s with %s is told yes for a listed page, and nothing for others', async (path, method) => {
    const asked = (origin: string) => fetch(`${stack.url}${path}`, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': 'authorization,content-type' } });
    const listed = await asked('http://localhost:5173');
    expect([listed.status, listed.headers.get('access-control-allow-origin')]).toEqual([204, 'http://localhost:5173']);
    expect(listed.headers.get('access-control-allow-methods')!.split(', ')).toContain(method);
    expect(listed.headers.get('access-control-allow-headers')!.split(', ')).toEqual(expect.arrayContaining(['authorization', 'content-type']));
    const foreign = await asked('https://evil.example');
    expect([foreign.status, foreign.headers.get('access-control-allow-origin')]).toEqual([400, null]);
  });

  it('[API-1] a client that wants plain application/json gets refusals of a document with status 200, as the standard has it', async () => {
    const plain = { accept: 'application/json' };
    for (const query of [deep(11), '{ nothing }', '{ unit(']) {
      const answer = await stack.post({ query }, plain);
      expect(answer.status).toBe(200);
      expect(answer.body.errors![0]!.extensions.code).toBe('BAD_INPUT');
    }
  });

  it('[API-1] a subscription over HTTP is told where subscriptions live', async () => {
    expect(await refused({ query: 'subscription { liveQueue(unitId: "unit-1") { __typename } }' })).toMatch(/WebSocket/);
  });

  it('[API-1] parse, validation and variable faults are BAD_INPUT, and never repeat a value', async () => {
    await refused({ query: '{ unit(' });
    await refused({ query: '{ nothing }' });
    const query = 'query Q($n: Int) { units(regionId: "gavleborg", first: $n) { edges { cursor } } }';
    const message = await refused({ query, variables: { n: '19121212-1212' } });
    expect(message).not.toContain('1212');
  });
});

describe('limits per client', () => {
  it('[API-1] a caller over its rate gets TOO_MANY with the time to wait, others do not', async () => {
    const stack = await startStack({ RATE_PER_MINUTE: '5', RATE_PER_MINUTE_ANONYMOUS: '3' });
    try {
      const [one, two] = [await stack.issuer.patient('p1'), await stack.issuer.patient('p2')];
      const asOne = () => stack.post({ query: '{ __typename }' }, { authorization: `Bearer ${one}` });
      for (let i = 0; i < 5; i += 1) expect((await asOne()).status).toBe(200);
      const answer = await asOne();
      expect(answer.status).toBe(429);
      expect(answer.body.errors![0]!.extensions.code).toBe('TOO_MANY');
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await stack.post({ query: '{ __typename }' }, { authorization: `Bearer ${two}` })).status).toBe(200);
      for (let i = 0; i < 3; i += 1) await stack.post({ query: '{ __typename }' }, { authorization: 'Bearer nonsense.' });
      expect((await stack.post({ query: '{ __typename }' })).status).toBe(429); // guessing tokens counts against the address
    } finally {
      await stack.stop();
    }
  });
});

describe('the gateway in production', () => {
  it('[API-1] hides introspection, suggestions and GraphiQL', async () => {
    const stack = await startStack({ NODE_ENV: 'production', TRUSTED_DOCUMENTS: 'off' });
    try {
      expect((await stack.post({ query: '{ __schema { types { name } } }' })).body.errors![0]!.extensions.code).toBe('BAD_INPUT');
      expect((await stack.post({ query: '{ regionz { id } }' })).body.errors![0]!.message).not.toMatch(/Did you mean/);
      expect((await stack.post({ query: '{ __typename }' })).body.data).toEqual({ __typename: 'Query' });
      expect((await fetch(`${stack.url}/`)).status).toBe(404);
    } finally {
      await stack.stop();
    }
  });
});
