import { createHash } from 'node:crypto';
import { ownDocuments } from '@vardgraf/gateway/limits/document-files';
import { createClient } from 'graphql-sse';
import { applied, LiveClient, type LiveEvent, queueDocument } from './live-client';
import { type Stack, startStack } from './stack';
import { StreamClient } from './stream-client';

describe('live data as a stream of events', () => {
  let stack: Stack;
  let serial = 0;
  let unitId: string;
  let open: { close(): Promise<void> }[] = [];
  beforeAll(async () => { stack = await startStack({ RECONCILE_MS: '60000' }); });
  beforeEach(() => { unitId = `unit-s${(serial += 1)}`; });
  afterEach(async () => {
    await Promise.all(open.map((each) => each.close()));
    open = [];
  });
  afterAll(() => stack.stop());

  const token = (person = 'nurse-1') => stack.issuer.nurse(person, { unitIds: [unitId] });
  const put = (id: string, change: Parameters<Stack['model']['put']>[1] = {}) => stack.model.put(id, { unitId, ...change });
  async function stream(more: Parameters<typeof StreamClient.queue>[3] & { person?: string } = {}): Promise<StreamClient> {
    const client = StreamClient.queue(stack.url, await token(more.person), unitId, more);
    open.push(client);
    return client;
  }
  async function socket(): Promise<LiveClient> {
    const client = (await LiveClient.open(stack.url, await token('nurse-2'))).watchQueue(unitId);
    open.push(client);
    return client;
  }

  it('[LIV-1] snapshot and changes add up to what a fresh snapshot shows, and a socket and two streams are one group with one resolution', async () => {
    put('a', { takenBy: 'staff-1' });
    const [one, two, other] = [await stream(), await stream({ person: 'nurse-3' }), await socket()];
    await Promise.all([one.count(1), two.count(1), other.count(1)]);
    expect(one.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache, no-transform' });
    expect(await stack.metric(new RegExp('^vardgraf_live_groups\\b'))).toBeGreaterThanOrEqual(1);
    stack.forget();
    put('b');
    put('a', { status: 'ACCEPTED' });
    await Promise.all([one.count(3), two.count(3), other.count(3)]);
    stack.model.put('a', undefined);
    await Promise.all([one.count(4), two.count(4), other.count(4)]);
    const cards = stack.subgraphs.cases.received.flatMap(({ variables }) => (variables['representations'] ?? []) as object[]);
    expect(cards).toHaveLength(2); // one a change with a card, for all three
    const fresh = await stream({ query: `${queueDocument} #` });
    await fresh.count(1);
    for (const client of [one, two, other]) expect([...applied(client.events())]).toEqual([...applied(fresh.events())]);
    expect(one.events()).toEqual(other.events());
  });

  it('[BEY-13] a client that comes back after a number, or after the last event it got, is sent what came since and nothing else', async () => {
    put('a');
    const first = await stream();
    const { seq } = (await first.count(1))[0]!;
    expect(first.results()[0]!.id).toBe(String(seq));
    await first.close();
    put('b');
    const [byVariable, byEvent] = [await stream({ after: seq }), await stream({ headers: { 'last-event-id': String(seq) } })];
    for (const client of [byVariable, byEvent]) {
      const [change] = await client.count(1);
      expect(change).toMatchObject({ __typename: 'QueueChange', previousSeq: seq, caseId: 'b', kind: 'ADDED' });
    }
  });

  it('[DIR-2] a stream ends without complete when its commission changes, and its token opens no other', async () => {
    put('a');
    const changing = await stack.issuer.nurse('nurse-changing', { unitIds: [unitId] });
    const client = StreamClient.queue(stack.url, changing, unitId);
    await client.count(1);
    stack.model.publish('care.directory.staff.changed.v1', {
      specversion: '1.0', id: '01890a5d-ac96-774b-bcce-b302099a8057', source: 'directory', type: 'staff.changed', subject: 'nurse-changing', time: '2026-01-01T00:00:00Z', position: 1, version: 1, regionId: 'gavleborg',
      actor: { kind: 'SYSTEM', id: 'directory' }, data: { staffId: 'nurse-changing', displayName: 'Anna Ek', active: true, commissions: [{ id: 'commission-nurse-changing', unitIds: ['elsewhere'], role: 'NURSE' }] },
    });
    await client.until(() => client.over !== undefined, 30_000);
    expect([client.complete, client.text]).toEqual([false, expect.stringContaining(': 4403 ')]);
    const again = StreamClient.queue(stack.url, changing, unitId);
    await again.until(() => again.over !== undefined);
    expect(again.status).toBe(401);
  });

  it('[DIR-2] a stream ends when its token expires; without a token, with a bad and with an expired one none is opened', async () => {
    const short = StreamClient.queue(stack.url, await stack.issuer.nurse('short', { unitIds: [unitId], expires: Math.floor(Date.now() / 1000) + 8 }), unitId);
    await short.count(1);
    await short.until(() => short.over !== undefined, 20_000);
    expect([short.complete, short.text]).toEqual([false, expect.stringContaining(': 4403 Token expired')]);
    const tokens = [undefined, 'a.b.c', await stack.issuer.nurse('late', { expires: Math.floor(Date.now() / 1000) - 60 })];
    for (const bad of tokens) {
      const client = new StreamClient(stack.url, bad, { query: queueDocument, variables: { unitId } });
      await client.until(() => client.over !== undefined);
      expect([client.status, client.text]).toEqual([401, expect.stringContaining('UNAUTHENTICATED')]);
    }
  });

  it('[DIR-3] what a socket refuses is refused here in the same words: another unit, an unknown field, a document too deep, one that is none', async () => {
    const asked = [
      { query: queueDocument, variables: { unitId: 'unit-of-others' } },
      { query: 'subscription($unitId: ID!) { liveEverything(unitId: $unitId) { seq } }', variables: { unitId } },
      { query: `{ unit(id: "u") ${'{ cooperatingUnits '.repeat(11)} { id } ${'}'.repeat(11)} }` },
      { query: '{ nope' },
      { query: queueDocument, variables: {} },
    ];
    for (const payload of asked) {
      const client = new StreamClient(stack.url, await token(), payload);
      await client.until(() => client.over !== undefined);
      expect([client.status, client.complete, client.results().length]).toEqual([200, true, 1]);
      const onSocket = await LiveClient.open(stack.url, await token());
      onSocket.send({ id: '1', type: 'subscribe', payload });
      await onSocket.until(() => onSocket.messages.some((m) => m.id === '1'));
      await onSocket.close();
      const said = onSocket.messages.find((m) => m.id === '1')!.payload as unknown;
      expect(client.results()[0]!.errors).toEqual(Array.isArray(said) ? said : (said as { errors: unknown }).errors);
      expect(client.results()[0]!.errors![0]!.extensions.code).toBe('BAD_INPUT');
    }
  });

  it('[API-1] queries and mutations run over a stream too; a page of a foreign host, a batch and a mutation by GET do not', async () => {
    const query = new StreamClient(stack.url, await token(), { query: '{ me { personId } regions { id } }' });
    await query.until(() => query.over !== undefined);
    expect([query.complete, query.results()]).toEqual([true, [{ id: undefined, data: { me: { personId: 'nurse-1' }, regions: [{ id: 'gavleborg' }] } }]]);
    const foreign = new StreamClient(stack.url, await token(), { query: '{ regions { id } }' }, { origin: 'https://evil.example' });
    const batch = new StreamClient(stack.url, await token(), [{ query: '{ regions { id } }' }]);
    for (const client of [foreign, batch]) {
      await client.until(() => client.over !== undefined);
      expect([client.status, client.text]).toEqual([400, expect.stringContaining('BAD_INPUT')]);
    }
    const mutation = new URLSearchParams({ query: 'mutation { switchFunction(input: { function: VIDEO, on: true }) { __typename } }' });
    const byGet = await fetch(`${stack.url}/graphql?${mutation}`, { headers: { accept: 'text/event-stream', authorization: `Bearer ${await token()}` } });
    expect(await byGet.text()).toContain('A mutation is sent with POST.');
  });

  it('[AUD-1] a stream of a unit\'s queue is logged at its beginning and at its end', async () => {
    put('a');
    const client = await stream({ person: 'nurse-logged' });
    await client.count(1);
    await client.close();
    const rows = () => stack.model.viewings.filter((row) => row.staffId === 'nurse-logged').map(({ phase }) => phase);
    await client.until(() => rows().length === 2);
    expect(rows()).toEqual(['BEGAN', 'ENDED']);
  });

  it('[LIV-1] a client who does not read gets what it missed as one change a case, and the others wait for nothing', async () => {
    const wide = 'x'.repeat(12_000);
    for (let i = 0; i < 12; i += 1) put(`case-${i}`);
    const [slow, quick] = [await stream(), await socket()];
    await Promise.all([slow.count(1), quick.count(1)]);
    slow.pause();
    for (let round = 0; round < 100; round += 1) {
      for (let i = 0; i < 10; i += 1) put(`case-${i}`, { priority: `${round}-${wide}` });
      if (round % 25 === 24) await quick.until(() => quick.events().at(-1)?.seq === stack.model.seqs.get(unitId), 20_000);
    }
    expect(await stack.metric(/^vardgraf_live_frames_total\{.*conflated/)).toBeGreaterThan(100);
    slow.resume();
    await slow.until(() => slow.events().at(-1)?.seq === stack.model.seqs.get(unitId), 20_000);
    const sorted = (events: LiveEvent[]) => [...applied(events)].sort(([a], [b]) => (a < b ? -1 : 1));
    expect(sorted(slow.events())).toEqual(sorted(quick.events()));
    expect(slow.events().length).toBeLessThan(quick.events().length - 100);
  }, 90_000);

  it('[T15] a client who reads nothing for half a minute is cut off, and its look is logged as ended', async () => {
    const wide = 'x'.repeat(12_000);
    for (let i = 0; i < 40; i += 1) put(`case-${i}`);
    const [slow, quick] = [await stream({ person: 'nurse-stuck' }), await socket()];
    await Promise.all([slow.count(1), quick.count(1)]);
    slow.pause();
    const closed = () => stack.metric(/^vardgraf_live_connections_closed_total\{transport="sse",code="4413"/);
    // It goes on: what the buffers of the operating system have taken waits for nobody.
    for (const deadline = Date.now() + 45_000; (await closed()) === 0 && Date.now() < deadline;) {
      for (let i = 0; i < 40; i += 1) put(`case-${i}`, { priority: `${Date.now()}-${wide}` });
      await quick.until(() => quick.events().at(-1)?.seq === stack.model.seqs.get(unitId), 20_000);
      await new Promise((done) => setTimeout(done, 100));
    }
    expect(await closed()).toBe(1);
    await slow.until(() => stack.model.viewings.filter((row) => row.staffId === 'nurse-stuck').length === 2);
    slow.resume();
    await slow.until(() => slow.over !== undefined);
    expect(slow.complete).toBe(false);
  }, 90_000);

  it('[API-1] streams and sockets count together against the cap of a person and of the process; who is over it is asked to come later', async () => {
    const small = await startStack({ MAX_SOCKETS_PER_PERSON: '2', MAX_SOCKETS: '3' });
    try {
      const one = await small.issuer.nurse();
      const first = StreamClient.queue(small.url, one);
      await first.count(1);
      const second = await LiveClient.open(small.url, one);
      const third = StreamClient.queue(small.url, one);
      await third.until(() => third.over !== undefined);
      expect([third.status, third.headers['retry-after'], third.text]).toEqual([429, '5', expect.stringContaining('TOO_MANY')]);
      const others = [StreamClient.queue(small.url, await small.issuer.nurse('nurse-2')), StreamClient.queue(small.url, await small.issuer.nurse('nurse-3'))];
      await Promise.all(others.map((each) => each.until(() => each.over !== undefined || each.events().length > 0)));
      expect(others.map(({ status }) => status).sort()).toEqual([200, 503]);
      expect(await small.metric(/^vardgraf_live_connections_refused_total\{transport="sse"/)).toBe(2);
      await Promise.all([first, second, ...others].map((each) => each.close()));
    } finally {
      await small.stop();
    }
  });

  it('[API-1] under enforce a published document runs by its id, and no other runs', async () => {
    const strict = await startStack({ TRUSTED_DOCUMENTS: 'enforce' });
    try {
      const nurse = await strict.issuer.nurse();
      const other = StreamClient.queue(strict.url, nurse);
      await other.until(() => other.over !== undefined);
      expect(other.results()[0]!.errors![0]!.message).toMatch(/has not been published/);
      const { body } = ownDocuments().operations.find(({ name }) => name === 'LiveQueue')!;
      const ours = new StreamClient(strict.url, nurse, { id: createHash('sha256').update(body).digest('hex'), variables: { unitId: 'unit-1' } });
      await ours.count(1);
      await ours.close();
    } finally {
      await strict.stop();
    }
  });

  it('[LIV-1] graphql-sse speaks it: at shutdown its stream ends without complete, and it tries to come back', async () => {
    const stopping = await startStack();
    const nurse = await stopping.issuer.nurse();
    stopping.model.put('a', {});
    const events: LiveEvent[] = [];
    let [connected, completed] = [0, false];
    const client = createClient({ url: `${stopping.url}/graphql`, headers: () => ({ authorization: `Bearer ${nurse}` }), retryAttempts: 3, retry: async () => undefined, on: { connected: () => (connected += 1) } });
    const failed = new Promise((done) => client.subscribe<{ liveQueue: LiveEvent }>({ query: queueDocument, variables: { unitId: 'unit-1' } }, {
      next: ({ data }) => events.push(data!.liveQueue), error: done, complete: () => (completed = true),
    }));
    const until = async (test: () => boolean) => { for (const deadline = Date.now() + 15_000; !test() && Date.now() < deadline;) await new Promise((done) => setTimeout(done, 10)); };
    await until(() => events.length === 1);
    stopping.model.put('b', {});
    await until(() => events.length === 2);
    expect(events.map(({ __typename }) => __typename)).toEqual(['QueueSnapshot', 'QueueChange']);
    await stopping.stop();
    await failed; // nobody is there to come back to
    expect([connected, completed]).toEqual([1, false]);
    expect(stopping.model.viewings.filter((v) => v.phase === 'ENDED')).toHaveLength(1);
    client.dispose();
  });
});
