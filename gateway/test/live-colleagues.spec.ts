import { LiveClient } from './live-client';
import { type Stack, startStack } from './stack';

interface ShiftEvent {
  __typename: string;
  seq: number;
  previousSeq?: number;
  kind?: string;
  colleagueId?: string;
  colleague?: { staffMember: { name: string } } | null;
  colleagues?: { id: string; staffMember: { name: string } }[];
}

const document = `subscription S($unitId: ID!, $after: Int) { liveColleaguesOnShift(unitId: $unitId, after: $after) {
  __typename ... on ColleaguesSnapshot { seq colleagues { id role since staffMember { name } } }
  ... on ColleaguesChange { seq previousSeq kind colleagueId colleague { id role since staffMember { name } } } } }`;

describe('colleagues on shift', () => {
  let stack: Stack;
  let clients: LiveClient[] = [];
  let serial = 0;
  let unitId: string;
  beforeAll(async () => { stack = await startStack({ RECONCILE_MS: '600' }); });
  beforeEach(() => { unitId = `ward-${(serial += 1)}`; });
  afterEach(async () => {
    await Promise.all(clients.map((client) => client.close()));
    clients = [];
  });
  afterAll(() => stack.stop());

  async function watch(token: string, variables: Record<string, unknown> = {}): Promise<LiveClient> {
    const client = await LiveClient.open(stack.url, token);
    clients.push(client);
    client.send({ id: '1', type: 'subscribe', payload: { query: document, variables: { unitId, ...variables } } });
    return client;
  }
  const events = (client: LiveClient): ShiftEvent[] => client.messages.flatMap((m) => (m.type === 'next' && m.payload?.data ? [Object.values(m.payload.data)[0] as unknown as ShiftEvent] : []));
  const count = async (client: LiveClient, n: number): Promise<ShiftEvent[]> => {
    await client.until(() => events(client).length >= n);
    return events(client);
  };

  it('[LIV-2] [QUE-10] staff of the region see who is on shift at a unit, then each who comes and goes, in order and without gaps', async () => {
    stack.model.shift(unitId, 'anna', true, false);
    const client = await watch(await stack.issuer.nurse());
    expect((await count(client, 1))[0]).toMatchObject({ __typename: 'ColleaguesSnapshot', seq: 1, colleagues: [{ id: `${unitId}/anna`, role: 'NURSE', staffMember: { name: 'Name of anna' } }] });
    stack.model.shift(unitId, 'bertil', true);
    stack.model.shift(unitId, 'never-there', false);
    await count(client, 2);
    stack.model.shift(unitId, 'anna', false);
    expect((await count(client, 3)).slice(1).map((e) => [e.seq, e.previousSeq, e.kind, e.colleagueId, e.colleague?.staffMember.name])).toEqual([
      [2, 1, 'ADDED', `${unitId}/bertil`, 'Name of bertil'], [4, 2, 'REMOVED', `${unitId}/anna`, undefined],
    ]);
  });

  it('[LIV-1] a lost hint leads to a fresh snapshot, whether a later one shows the gap or none comes; the queue’s number has nothing to do with it', async () => {
    const client = await watch(await stack.issuer.nurse());
    await count(client, 1);
    for (let n = 0; n < 5; n += 1) stack.model.put(`case-${n}`, { unitId });
    stack.model.shift(unitId, 'anna', true, false);
    expect((await count(client, 2))[1]).toMatchObject({ __typename: 'ColleaguesSnapshot', seq: 1, colleagues: [{ id: `${unitId}/anna` }] });
    stack.model.shift(unitId, 'bertil', true, false);
    stack.model.shift(unitId, 'anna', false);
    expect((await count(client, 3))[2]).toMatchObject({ __typename: 'ColleaguesSnapshot', seq: 3, colleagues: [{ id: `${unitId}/bertil` }] });
    await new Promise((done) => setTimeout(done, 1_500)); // two comparisons
    expect(events(client)).toHaveLength(3);
  });

  it('[LIV-2] who comes back with `after` gets what has happened since, and a number of no use a snapshot with its changes', async () => {
    const first = await watch(await stack.issuer.nurse());
    await count(first, 1);
    stack.model.shift(unitId, 'anna', true);
    stack.model.shift(unitId, 'bertil', true);
    await count(first, 3);
    expect((await count(await watch(await stack.issuer.nurse('nurse-2'), { after: 1 }), 1))[0]).toMatchObject({ kind: 'ADDED', seq: 2, previousSeq: 1, colleagueId: `${unitId}/bertil` });
    const stale = await count(await watch(await stack.issuer.nurse('nurse-3'), { after: 99 }), 3);
    expect(stale.map((e) => [e.__typename, e.seq, e.colleagueId])).toEqual([['ColleaguesSnapshot', 0, undefined], ['ColleaguesChange', 1, `${unitId}/anna`], ['ColleaguesChange', 2, `${unitId}/bertil`]]);
  });

  it('[LIV-1] all who watch with one document and role cost one reading of the list and one resolution a change', async () => {
    const viewers = await Promise.all(Array.from({ length: 20 }, async (_, n) => watch(await stack.issuer.nurse(`nurse-${n}`))));
    await Promise.all(viewers.map((viewer) => count(viewer, 1)));
    stack.forget();
    stack.model.shift(unitId, 'anna', true);
    await Promise.all(viewers.map((viewer) => count(viewer, 2)));
    expect(stack.subgraphs.cases.received.filter(({ query }) => query.includes('_entities'))).toHaveLength(1);
    expect(stack.subgraphs.directory.received.length).toBeLessThanOrEqual(1);
  });

  it('[DIR-3] patients are refused, and so is a unit that would be another subject', async () => {
    for (const [token, variables] of [[await stack.issuer.patient(), {}], [await stack.issuer.nurse(), { unitId: '*' }], [await stack.issuer.nurse(), { unitId: 'a.b' }]] as const) {
      const client = await watch(token, variables);
      await client.until(() => client.messages.some((m) => m.type === 'error'));
      expect(client.messages.find((m) => m.type === 'error')!.payload![0 as never]).toMatchObject({ extensions: { code: 'BAD_INPUT', paths: ['unitId'] } });
      stack.model.publish(`live.shift.${unitId}`, { seq: 1, staffId: 'anna', onShift: true });
      await stack.model.flush();
      expect(events(client)).toEqual([]);
    }
  });
});
