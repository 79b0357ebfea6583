import { once } from 'node:events';
import { connect } from 'node:net';
import { LiveClient, queueDocument } from './live-client';
import { type Stack, startStack } from './stack';

describe('graphql-transport-ws at the gateway', () => {
  let stack: Stack;
  let nurse: string;
  beforeAll(async () => {
    stack = await startStack();
    nurse = await stack.issuer.nurse();
    stack.model.put('case-1', {});
  });
  afterAll(() => stack.stop());
  const init = () => ({ type: 'connection_init', payload: { authorization: `Bearer ${nurse}` } });
  const subscribe = (id = '1') => ({ id, type: 'subscribe', payload: { query: queueDocument, variables: { unitId: 'unit-1' } } });

  /** Sends the messages one by one, the next when the socket is let in, and tells with what code it was closed. */
  async function closing(messages: (object | string)[], protocol: string | string[] = 'graphql-transport-ws'): Promise<number> {
    const client = await new LiveClient(stack.url, protocol).ready();
    const letIn = () => client.messages.some((m) => m.type === 'connection_ack');
    for (const [n, message] of messages.entries()) {
      if (!client.closed) client.send(message);
      if (n < messages.length - 1 && typeof message === 'object' && 'type' in message && message.type === 'connection_init') await client.until(() => letIn() || client.closed !== undefined);
    }
    await client.until(() => client.closed !== undefined, 10_000);
    return client.closed!.code;
  }

  it.each<[string, number, () => Promise<number>]>([
    ['a message that is not JSON', 4400, () => closing(['xx'])],
    ['a message of an unknown type', 4400, () => closing([{ type: 'hello' }])],
    ['a message that only servers send', 4400, () => closing([init(), { id: '1', type: 'next', payload: {} }])],
    ['a message without an id', 4400, () => closing([init(), { type: 'subscribe', payload: { query: '{ __typename }' } }])],
    ['an operation before connection_init', 4401, () => closing([subscribe()])],
    ['connection_init twice', 4429, () => closing([init(), init()])],
    ['two operations with one id', 4409, () => closing([init(), subscribe(), subscribe()])],
    ['no token', 4403, () => closing([{ type: 'connection_init' }])],
    ['a malformed token', 4403, () => closing([{ type: 'connection_init', payload: { authorization: 'Bearer a.b.c' } }])],
    ['an unknown subprotocol', 4406, () => closing([], 'graphql-ws')],
    ['no subprotocol', 4406, () => closing([], [])],
    ['a message above the limit', 1009, () => closing([init(), { ...subscribe(), padding: 'x'.repeat(120 * 1024) }])],
    ['binary data', 4400, () => closing([init()].concat([Buffer.from('{}') as never]))],
  ])('[LIV-1] %s closes the socket with %i', async (_, code, run) => {
    expect(await run()).toBe(code);
  });

  it('[LIV-1] no connection_init within 3 s closes with 4408', async () => {
    const started = Date.now();
    expect(await closing([])).toBe(4408);
    expect(Date.now() - started).toBeGreaterThan(2_900);
  });

  it('[DIR-2] an expired token and one for another audience are refused with 4403, after which clients come back with a new one', async () => {
    const tokens = [
      await stack.issuer.nurse('n', { expires: Math.floor(Date.now() / 1000) - 60 }),
      await stack.issuer.sign({ kind: 'PATIENT', sub: 'p', region: 'gavleborg' }, { audience: 'elsewhere' }),
    ];
    for (const token of tokens) expect(await closing([{ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }])).toBe(4403);
  });

  it('[DIR-2] when its token expires the socket is closed with 4403', async () => {
    const expires = Math.floor(Date.now() / 1000) + 4;
    const client = await LiveClient.open(stack.url, await stack.issuer.nurse('short', { expires }));
    await client.until(() => client.closed !== undefined);
    expect(Date.now()).toBeGreaterThan(expires * 1_000 - 100); // not before it
    expect(client.closed).toEqual({ code: 4403, reason: 'Token expired' });
  });

  it('[LIV-1] a ping is answered, and queries and mutations run over the socket with the same limits', async () => {
    const client = await LiveClient.open(stack.url, nurse);
    client.send({ type: 'ping' });
    client.send({ id: 'q', type: 'subscribe', payload: { query: '{ me { personId } regions { id } }' } });
    client.send({ id: 'bad', type: 'subscribe', payload: { query: '{ nope }' } });
    client.send({ id: 'syntax', type: 'subscribe', payload: { query: '{ nope' } });
    client.send({ id: 'deep', type: 'subscribe', payload: { query: `{ unit(id: "u") ${'{ cooperatingUnits '.repeat(11)} { id } ${'}'.repeat(11)} }` } });
    client.send({ id: 'm', type: 'subscribe', payload: { query: 'mutation { switchFunction(input: { function: VIDEO, on: true }) { __typename } }' } });
    await client.until(() => ['q', 'bad', 'syntax', 'deep', 'm'].every((id) => client.messages.some((m) => m.id === id)));
    const of = (id: string) => client.messages.filter((m) => m.id === id);
    expect(client.messages.some((m) => m.type === 'pong')).toBe(true);
    expect(of('q')[0]).toMatchObject({ type: 'next', payload: { data: { me: { personId: 'nurse-1' }, regions: [{ id: 'gavleborg' }] } } });
    expect(of('m')[0]).toMatchObject({ type: 'next', payload: { data: { switchFunction: { __typename: 'SwitchFunctionOk' } } } });
    const codes = ['bad', 'syntax', 'deep'].map((id) => JSON.stringify(of(id)));
    for (const said of codes) expect(said).toContain('BAD_INPUT');
    await client.close();
  });

  it("[DIR-3] a unit outside the commission, a patient's token and an unknown field are refused, and the socket stays open", async () => {
    const client = await LiveClient.open(stack.url, nurse);
    client.watchQueue('unit-2', { id: 'other' });
    client.watchQueue('unit-1', { id: 'unknown', query: 'subscription($unitId: ID!) { liveEverything(unitId: $unitId) { seq } }' });
    await client.until(() => client.messages.filter((m) => m.type === 'error').length === 2);
    for (const message of client.messages.filter((m) => m.type === 'error')) expect(message.payload).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }]);
    const patient = await LiveClient.open(stack.url, await stack.issuer.patient());
    patient.watchQueue();
    await patient.until(() => patient.messages.some((m) => m.type === 'error'));
    expect(client.closed).toBeUndefined();
    await Promise.all([client.close(), patient.close()]);
  });

  it('[API-1] more than 20 operations at once on a socket are TOO_MANY', async () => {
    const client = await LiveClient.open(stack.url, nurse);
    for (let i = 0; i < 21; i += 1) client.watchQueue('unit-1', { id: String(i) });
    await client.until(() => client.messages.some((m) => m.type === 'error'));
    expect(client.messages.filter((m) => m.type === 'error')).toMatchObject([{ id: '20', payload: [{ extensions: { code: 'TOO_MANY' } }] }]);
    await client.close();
  });

  it('[API-1] a flood of messages closes the socket', async () => {
    const client = await LiveClient.open(stack.url, nurse);
    for (let i = 0; i < 600; i += 1) client.send({ type: 'ping' });
    await client.until(() => client.closed !== undefined);
    expect(client.closed!.code).toBe(1008);
  });

  it('[API-1] a page of a foreign host, another path and half a handshake get no socket', async () => {
    const foreign = await new LiveClient(stack.url, 'graphql-transport-ws', { origin: 'https://evil.example' }).ready();
    await foreign.until(() => foreign.closed !== undefined);
    expect(foreign.closed!.code).toBe(1006);
    const half = connect(Number(new URL(stack.url).port), '127.0.0.1');
    half.write('GET /graphql HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
    const said = await new Promise<string>((done) => half.once('data', (bytes) => done(String(bytes))));
    expect(said).toMatch(/^HTTP\/1\.1 400/);
    half.destroy();
    expect((await stack.post({ query: '{ __typename }' })).status).toBe(200);
  });

  it('[API-1] a person over the cap of sockets is asked to come later', async () => {
    const small = await startStack({ MAX_SOCKETS_PER_PERSON: '2' });
    try {
      const token = await small.issuer.nurse();
      const clients = [await LiveClient.open(small.url, token), await LiveClient.open(small.url, token), await LiveClient.open(small.url, token)];
      await clients[2]!.until(() => clients[2]!.closed !== undefined);
      expect(clients[2]!.closed!.code).toBe(1013);
      expect(clients[0]!.closed).toBeUndefined();
      await Promise.all(clients.map((client) => client.close()));
    } finally {
      await small.stop();
    }
  });

  it('[LIV-1] a socket whose other end has gone without a word is cut at the second ping, one that answers stays', async () => {
    const timers = jest.spyOn(globalThis, 'setInterval');
    const watched = await startStack();
    const [ping] = timers.mock.calls.find(([, everyMs]) => everyMs === 12_000)!;
    timers.mockRestore();
    try {
      const token = await watched.issuer.nurse();
      const gone = await new LiveClient(watched.url, 'graphql-transport-ws', { autoPong: false }).ready();
      gone.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }); // else it would be closed for not saying who it is
      await gone.until(() => gone.messages.some((m) => m.type === 'connection_ack'));
      const there = await LiveClient.open(watched.url, token);
      for (const round of [1, 2]) {
        expect(gone.closed).toBeUndefined();
        const pinged = once(there.socket, 'ping');
        ping();
        await pinged;
        there.send({ type: 'ping' }); // behind the answer to the other kind of ping, so that this one has come when it is answered
        await there.until(() => there.messages.filter((m) => m.type === 'pong').length === round);
      }
      await gone.until(() => gone.closed !== undefined);
      expect([gone.closed!.code, there.closed]).toEqual([1006, undefined]);
      await there.close();
    } finally {
      await watched.stop();
    }
  });

  it('[LIV-1] at shutdown every socket is closed with 1012, spread over the drain time, and nothing is left open', async () => {
    const stopping = await startStack({ DRAIN_MS: '2000' });
    const token = await stopping.issuer.nurse();
    stopping.model.put('case-1', {});
    const clients = await Promise.all(Array.from({ length: 12 }, () => LiveClient.open(stopping.url, token)));
    const closedAt: number[] = [];
    for (const client of clients) client.socket.on('close', () => closedAt.push(Date.now()));
    await Promise.all(clients.map((client) => client.watchQueue().count(1)));
    await stopping.stop();
    await Promise.all(clients.map((client) => client.until(() => client.closed !== undefined)));
    expect(clients.map((client) => client.closed!.code)).toEqual(Array(12).fill(1012));
    expect(Math.max(...closedAt) - Math.min(...closedAt)).toBeGreaterThan(50);
    expect(stopping.model.viewings.filter((v) => v.phase === 'ENDED')).toHaveLength(12);
  });
});
