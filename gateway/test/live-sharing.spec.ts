import { applied, LiveClient } from './live-client';
import { type Stack, startStack } from './stack';

describe('viewers of one queue', () => {
  let stack: Stack;
  let clients: LiveClient[] = [];
  let serial = 0;
  let unitId: string;
  beforeAll(async () => { stack = await startStack({ RECONCILE_MS: '60000' }); });
  beforeEach(() => { unitId = `unit-${(serial += 1)}`; });
  afterEach(async () => {
    await Promise.all(clients.map((client) => client.close()));
    clients = [];
  });
  afterAll(() => stack.stop());

  async function connect(more: { role?: string; person?: string; language?: string } = {}): Promise<LiveClient> {
    const token = await stack.issuer.nurse(more.person ?? 'nurse-1', { unitIds: [unitId], role: more.role });
    const client = await LiveClient.open(stack.url, token, more.language ? { 'accept-language': more.language } : {});
    clients.push(client);
    return client;
  }
  const put = (id: string, change: Parameters<Stack['model']['put']>[1] = {}) => stack.model.put(id, { unitId, ...change });

  it('[LIV-1] a hundred with the same document and scope cost two fetches an event, whoever and how many they are', async () => {
    put('a', { takenBy: 'staff-1' });
    const viewers = await Promise.all(Array.from({ length: 100 }, (_, i) => connect({ person: `nurse-${i % 7}` })));
    await Promise.all(viewers.map((viewer) => viewer.watchQueue(unitId).count(1)));
    expect(stack.subgraphs.cases.received.filter(({ query }) => query.includes('queueKeys'))).toHaveLength(1);
    expect(await stack.metric(/^vardgraf_live_groups\b/)).toBe(1);
    expect(await stack.metric(/^vardgraf_live_subjects\b/)).toBe(3); // the unit's, changes of commissions, log-ins that end
    stack.forget();
    for (const status of ['ACCEPTED', 'IN_PROGRESS', 'REQUESTED']) {
      put('a', { status });
      await Promise.all(viewers.map((viewer) => viewer.until(() => viewer.events().at(-1)?.card?.['status'] === status)));
    }
    expect(stack.subgraphs.cases.received).toHaveLength(3);
    expect(stack.subgraphs.directory.received.length).toBeLessThanOrEqual(6); // unit and staff member are two places of the plan
    const live = stack.subgraphs.cases.received[0]!.authorization!;
    const claims = JSON.parse(Buffer.from(live.split('.')[1]!, 'base64url').toString()) as { iat: number; exp: number };
    expect(claims).toMatchObject({ kind: 'LIVE', unit: unitId, role: 'NURSE', region: 'gavleborg', locale: 'sv', iss: 'vardgraf-gateway', aud: 'vardgraf' });
    expect(claims.exp - claims.iat).toBeLessThanOrEqual(300);
  });

  it('[LIV-1] changes that come in a burst are fetched together', async () => {
    for (let i = 0; i < 60; i += 1) put(`case-${i}`, { takenBy: `staff-${i % 5}` });
    const viewer = (await connect()).watchQueue(unitId);
    await viewer.count(1);
    stack.forget();
    for (let i = 0; i < 60; i += 1) put(`case-${i}`, { status: 'ACCEPTED' });
    await viewer.count(61);
    expect(stack.subgraphs.cases.received.length).toBeLessThan(30);
    expect(viewer.events().slice(1).map((e) => e.caseId)).toEqual(Array.from({ length: 60 }, (_, i) => `case-${i}`));
  });

  it('[LIV-1] where one resumes does not tell viewers apart; role, language and other variables do', async () => {
    put('a');
    const query = 'subscription Q($unitId: ID!, $after: Int, $who: Boolean = false) { liveQueue(unitId: $unitId, after: $after) { __typename ... on QueueSnapshot { seq cards { id takenBy @include(if: $who) { name } } } } }';
    const same = [(await connect()).watchQueue(unitId, { query }), (await connect()).watchQueue(unitId, { query, after: 0 }), (await connect()).watchQueue(unitId, { query, variables: { who: false } })];
    await Promise.all(same.map((viewer) => viewer.count(1)));
    const groups = await stack.metric(/^vardgraf_live_groups\b/);
    const others = [
      (await connect()).watchQueue(unitId, { query, variables: { who: true } }),
      (await connect({ role: 'DOCTOR' })).watchQueue(unitId, { query }),
      (await connect({ language: 'en' })).watchQueue(unitId, { query }),
    ];
    await Promise.all(others.map((viewer) => viewer.count(1)));
    expect(await stack.metric(/^vardgraf_live_groups\b/)).toBe(groups + 3);
  });

  it('[LIV-1] one frame serves viewers who were sent different numbers before', async () => {
    put('a');
    const early = (await connect()).watchQueue(unitId);
    await early.count(1);
    stack.model.put('hidden', { unitId, roles: ['DOCTOR'] });
    put('b');
    await early.count(2);
    const late = (await connect()).watchQueue(unitId, { after: 2 });
    await late.count(1);
    expect(early.events()[1]).toMatchObject({ seq: 3, previousSeq: 1, caseId: 'b' });
    expect(late.events()[0]).toMatchObject({ seq: 3, previousSeq: 2, caseId: 'b' });
  });

  it('[DIR-3] a document that leaves the shared types is resolved for each viewer with that viewer’s own token', async () => {
    put('a', { takenBy: 'staff-1' });
    const query = `subscription Q($unitId: ID!) { liveQueue(unitId: $unitId) { __typename ... on QueueSnapshot { seq cards { id takenBy { name commissions { role } } } } ... on QueueChange { seq kind caseId card { id takenBy { commissions { role } } } } } }`;
    const viewers = [await connect({ person: 'nurse-a' }), await connect({ person: 'nurse-b' })];
    stack.forget();
    await Promise.all(viewers.map((viewer) => viewer.watchQueue(unitId, { query }).count(1)));
    const subjects = stack.subgraphs.directory.received.map(({ authorization }) => (JSON.parse(Buffer.from(authorization!.split('.')[1]!, 'base64url').toString()) as { kind: string; sub: string }));
    expect(subjects.map(({ kind }) => kind)).toEqual(['STAFF', 'STAFF']);
    expect(new Set(subjects.map(({ sub }) => sub))).toEqual(new Set(['nurse-a', 'nurse-b']));
    put('a', { status: 'ACCEPTED' });
    await Promise.all(viewers.map((viewer) => viewer.count(2)));
  });

  it('[LIV-1] aliases, fragments, conditions and a list asked for twice come out as in a query', async () => {
    put('a', { status: 'REQUESTED', takenBy: 'staff-1' });
    const query = `subscription Live($unitId: ID!, $who: Boolean!) { q: liveQueue(unitId: $unitId) { ...E } }
      fragment E on LiveQueueEvent { kindOf: __typename ... on QueueSnapshot { s: seq list: cards { ...C } ids: cards { id } } ... on QueueChange { n: seq p: previousSeq what: kind c: card { ...C } } }
      fragment C on CaseCard { ref: id st: status u: unit { title: name id } takenBy @include(if: $who) { id } priority @skip(if: $who) }`;
    const viewer = (await connect()).watchQueue(unitId, { query, variables: { who: true } });
    const payloads = () => viewer.messages.flatMap((m) => (m.type === 'next' ? [m.payload] : []));
    await viewer.until(() => payloads().length === 1);
    put('a', { status: 'ACCEPTED' });
    await viewer.until(() => payloads().length === 2);
    const card = { ref: 'a', u: { title: `Unit ${unitId}`, id: unitId }, takenBy: { id: 'staff-1' } };
    expect(payloads()).toEqual([
      { data: { q: { kindOf: 'QueueSnapshot', s: 1, list: [{ ...card, st: 'REQUESTED' }], ids: [{ id: 'a' }] } } },
      { data: { q: { kindOf: 'QueueChange', n: 2, p: 1, what: 'CHANGED', c: { ...card, st: 'ACCEPTED' } } } },
    ]);
  });

  it('[LIV-1] who comes back after an expired token finds everything kept: no new read', async () => {
    put('a');
    const first = (await connect()).watchQueue(unitId);
    await first.count(1);
    await first.close();
    stack.forget();
    put('b');
    const back = (await connect()).watchQueue(unitId);
    await back.count(2);
    expect(back.events().map((e) => e.__typename)).toEqual(['QueueSnapshot', 'QueueChange']);
    const reads = stack.subgraphs.cases.received.filter(({ query }) => !query.startsWith('mutation'));
    expect(reads.filter(({ query }) => query.includes('queueKeys'))).toEqual([]);
    expect(reads).toHaveLength(1); // the changed card, for whoever watches
  });

  it('[LIV-1] a viewer who does not read gets what it missed as one change a case, in order, and the others wait for nothing', async () => {
    const wide = 'x'.repeat(12_000);
    for (let i = 0; i < 20; i += 1) put(`case-${i}`);
    const [slow, quick] = [(await connect()).watchQueue(unitId), (await connect()).watchQueue(unitId)];
    await Promise.all([slow.count(1), quick.count(1)]);
    slow.socket.pause();
    for (let round = 0; round < 100; round += 1) {
      for (let i = 0; i < 10; i += 1) put(`case-${i}`, { priority: `${round}-${wide}`, status: 'ACCEPTED' });
      if (round % 25 === 24) await quick.until(() => quick.events().at(-1)?.seq === stack.model.seqs.get(unitId), 20_000);
    }
    put('case-new');
    stack.model.put('case-19', undefined);
    await quick.until(() => quick.events().at(-1)?.seq === stack.model.seqs.get(unitId), 20_000);
    expect(await stack.metric(/^vardgraf_live_frames_total\{.*conflated/)).toBeGreaterThan(200);
    slow.socket.resume();
    await slow.until(() => slow.events().at(-1)?.seq === stack.model.seqs.get(unitId), 20_000);
    expect([...applied(slow.events()).keys()].sort()).toEqual([...applied(quick.events()).keys()].sort());
    expect(JSON.stringify([...applied(slow.events())].sort())).toBe(JSON.stringify([...applied(quick.events())].sort()));
    expect(slow.events().length).toBeLessThan(quick.events().length - 200); // the rest lay in the buffers of the operating system
    const changes = slow.events();
    for (let i = 1; i < changes.length; i += 1) expect(changes[i]!.previousSeq).toBe(changes[i - 1]!.seq);
  }, 90_000);
});
