import { createLocalJWKSet, jwtVerify } from 'jose';
import { type Stack, startStack } from './stack';

describe('who asks', () => {
  let stack: Stack;
  beforeAll(async () => { stack = await startStack(); });
  afterAll(() => stack.stop());
  const me = '{ me { personId kind } }';

  it('[DIR-2] a good token goes on to the subgraph as it came, with language and request id', async () => {
    stack.forget();
    const token = await stack.issuer.patient();
    const answer = await stack.post({ query: me }, { authorization: `Bearer ${token}`, 'accept-language': 'en-GB, sv;q=0.5', 'x-request-id': 'request-0001' });
    expect(answer.body).toEqual({ data: { me: { personId: 'patient-1', kind: 'PATIENT' } } });
    expect(answer.headers.get('x-request-id')).toBe('request-0001');
    expect(stack.subgraphs.directory.received).toMatchObject([{ authorization: `Bearer ${token}`, language: 'en', requestId: 'request-0001' }]);
  });

  it('[DIR-2] a request id that could break a log line is replaced', async () => {
    const answer = await stack.post({ query: '{ __typename }' }, { 'x-request-id': 'a b{}"' });
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('[DIR-2] without a token public facts can be read, and who I am is nobody', async () => {
    const answer = await stack.post({ query: `{ __typename emergencyInformation { emergencyNumber } regions { id } me { personId } }` });
    expect(answer.body.data).toEqual({ __typename: 'Query', emergencyInformation: { emergencyNumber: '112' }, regions: [{ id: 'gavleborg' }], me: null });
    expect(stack.subgraphs.directory.received.at(-1)!.authorization).toBeUndefined();
  });

  it.each([
    ['malformed', async () => 'a.b.c'],
    ['expired', (s: Stack) => s.issuer.sign({ kind: 'PATIENT', sub: 'p', region: 'gavleborg' }, { expires: Math.floor(Date.now() / 1000) - 60 })],
    ['for another audience', (s: Stack) => s.issuer.sign({ kind: 'PATIENT', sub: 'p', region: 'gavleborg' }, { audience: 'elsewhere' })],
    ['signed by somebody else', (s: Stack) => s.issuer.sign({ kind: 'PATIENT', sub: 'p', region: 'gavleborg' }, { foreignKey: true })],
    ["of the gateway's own kind LIVE", (s: Stack) => s.issuer.sign({ kind: 'LIVE', sub: 'l', region: 'gavleborg', unit: 'unit-1', role: 'NURSE' }, { typ: 'live+jwt', issuer: 'vardgraf-gateway' })],
    ['a very long one', async () => `${'a'.repeat(9_000)}.b.c`],
  ])('[DIR-2] a token that is %s is UNAUTHENTICATED and reaches no subgraph', async (_, token) => {
    stack.forget();
    const answer = await stack.post({ query: me }, { authorization: `Bearer ${await token(stack)}` });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('invalid_token');
    expect(answer.body.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(stack.received()).toBe(0);
  });

  it('[DIR-2] a verified token is not verified again, and stops being good when it expires', async () => {
    const token = await stack.issuer.sign({ kind: 'PATIENT', sub: 'short', region: 'gavleborg' }, { expires: Math.floor(Date.now() / 1000) + 1 }); // and 5 s of skew
    const ask = async () => (await stack.post({ query: me }, { authorization: `Bearer ${token}` })).status;
    const statuses = [await ask()];
    for (const deadline = Date.now() + 20_000; statuses.at(-1) === 200 && Date.now() < deadline; statuses.push(await ask())) await new Promise((done) => setTimeout(done, 200));
    expect([statuses[0], statuses.at(-1)]).toEqual([200, 401]);
  });

  it("[LIV-1] the gateway's own key is served for the subgraphs, and only its public part", async () => {
    const keys = await (await fetch(`${stack.url}/live-jwks.json`)).json() as { keys: Record<string, unknown>[] };
    expect(keys.keys).toHaveLength(1);
    expect(Object.keys(keys.keys[0]!).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    await expect(jwtVerify('a.b.c', createLocalJWKSet(keys as never))).rejects.toThrow();
  });
});

describe('a machine that is not whole yet', () => {
  it('[API-1] readiness names what is missing until everything has answered once, later it only warns', async () => {
    const stack = await startStack();
    const look = async () => {
      const response = await fetch(`${stack.url}/health/ready`);
      return { status: response.status, body: await response.json() as { ready: boolean; reasons: string[]; warnings: string[] } };
    };
    try {
      await stack.subgraphs.oversight.stop();
      expect(await look()).toMatchObject({ status: 503, body: { ready: false, reasons: ['oversight does not answer'] } });
      expect((await fetch(`${stack.url}/health/live`)).status).toBe(200);
      await stack.subgraphs.oversight.start();
      expect(await look()).toMatchObject({ status: 200, body: { ready: true, reasons: [] } });
      await stack.subgraphs.oversight.stop();
      expect(await look()).toMatchObject({ status: 200, body: { ready: true, warnings: ['oversight does not answer'] } });
      await stack.subgraphs.oversight.start();
      stack.subgraphs.cases.behaviour.lacks = 'the database does not answer';
      expect(await look()).toMatchObject({ status: 200, body: { ready: true, warnings: ['cases: the database does not answer'] } });
    } finally {
      await stack.stop();
    }
  });

  it('[DIR-2] while the issuer is away nobody is logged out: the answer is INTERNAL, not UNAUTHENTICATED', async () => {
    const stack = await startStack();
    try {
      stack.issuer.state.broken = true;
      const answer = await stack.post({ query: '{ __typename }' }, { authorization: `Bearer ${await stack.issuer.patient()}` });
      expect(answer.status).toBe(500);
      expect(answer.body.errors![0]!.extensions.code).toBe('INTERNAL');
    } finally {
      await stack.stop();
    }
  });
});
