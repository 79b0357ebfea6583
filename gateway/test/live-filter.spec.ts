import { applied, LiveClient } from './live-client';
import { type Stack, startStack } from './stack';

const query = `subscription Q($unitId: ID!, $filter: QueueFilter, $after: Int) { liveQueue(unitId: $unitId, filter: $filter, after: $after) {
  __typename ... on QueueSnapshot { seq cards { id status } } ... on QueueChange { seq previousSeq kind caseId card { id status } } } }`;

describe('a live queue with a filter', () => {
  let stack: Stack;
  let clients: LiveClient[] = [];
  let serial = 0;
  let unitId: string;
  beforeAll(async () => { stack = await startStack({ RECONCILE_MS: '600' }); });
  beforeEach(() => { unitId = `filtered-${(serial += 1)}`; });
  afterEach(async () => {
    for (const { behaviour } of Object.values(stack.subgraphs)) Object.assign(behaviour, { delayMs: 0, answer: undefined, drop: 0 });
    await Promise.all(clients.map((client) => client.close()));
    clients = [];
  });
  afterAll(() => stack.stop());

  async function watch(filter: Record<string, unknown> | null, more: { person?: string; after?: number } = {}): Promise<LiveClient> {
    const client = await LiveClient.open(stack.url, await stack.issuer.nurse(more.person ?? 'nurse-1', { unitIds: [unitId] }));
    clients.push(client);
    return client.watchQueue(unitId, { query, after: more.after, variables: { filter } });
  }
  const put = (id: string, change: Parameters<Stack['model']['put']>[1], bell?: boolean | 'later') => stack.model.put(id, change && { unitId, ...change }, bell);
  const told = (client: LiveClient) => client.events().slice(1).map((e) => [e.seq, e.previousSeq, e.kind, e.caseId]);

  it('[QUE-4] [LIV-1] shows what fits, and a change that moves a card in or out of the filter is ADDED or REMOVED; what never fitted is never told', async () => {
    put('waits', {}, false);
    put('taken', { status: 'ACCEPTED', takenBy: 'nurse-9' }, false);
    const client = await watch({ statuses: ['REQUESTED'] });
    expect((await client.count(1))[0]).toMatchObject({ seq: 2, cards: [{ id: 'waits' }] });
    put('taken', { priority: '2' }); // 3: does not fit, before or after
    put('waits', { status: 'ACCEPTED' }); // 4: out
    put('taken', { status: 'REQUESTED', takenBy: null }); // 5: in
    await client.until(() => JSON.stringify([...applied(client.events()).keys()]) === '["taken"]');
    put('taken', undefined); // 6
    await client.until(() => applied(client.events()).size === 0);
    // Whether a card fits is asked when its hint has come, which can be later than the hint: a change may be told sooner, never otherwise.
    expect(told(client).filter(([, , , id]) => id === 'waits').map(([seq, , kind]) => [seq, kind])).toEqual([[4, 'REMOVED']]);
    const events = client.events();
    for (let i = 1; i < events.length; i += 1) expect(events[i]!.previousSeq).toBe(events[i - 1]!.seq);
  });

  it('[QUE-4] each change on its own comes as what it is to the filter', async () => {
    const client = await watch({ statuses: ['REQUESTED'] });
    await client.count(1);
    put('a', { status: 'ACCEPTED' });
    put('b', {});
    await client.count(2);
    put('a', { status: 'REQUESTED' });
    await client.count(3);
    put('b', { status: 'ACCEPTED' });
    await client.count(4);
    put('b', undefined);
    put('a', { priority: '1' });
    await client.count(5);
    expect(told(client)).toEqual([[2, 0, 'ADDED', 'b'], [3, 2, 'ADDED', 'a'], [4, 3, 'REMOVED', 'b'], [6, 4, 'CHANGED', 'a']]);
  });

  it('[LIV-1] who asks the same filter shares one resolution; “mine” belongs to one person, on all of their screens', async () => {
    put('anna', { status: 'ACCEPTED', takenBy: 'anna' }, false);
    put('bo', { status: 'ACCEPTED', takenBy: 'bo' }, false);
    const before = await stack.metric(/^vardgraf_live_groups\b/);
    const [anna, annaToo, bo] = await Promise.all([watch({ mine: true }, { person: 'anna' }), watch({ mine: true }, { person: 'anna' }), watch({ mine: true }, { person: 'bo' })]);
    for (const [client, id] of [[anna, 'anna'], [annaToo, 'anna'], [bo, 'bo']] as const) expect((await client.count(1))[0]!.cards).toMatchObject([{ id }]);
    expect(await stack.metric(/^vardgraf_live_groups\b/)).toBe(before + 2);
    put('bo', { takenBy: 'anna' });
    expect((await bo.count(2))[1]).toMatchObject({ kind: 'REMOVED', caseId: 'bo' });
    for (const client of [anna, annaToo]) expect((await client.count(2))[1]).toMatchObject({ kind: 'ADDED', caseId: 'bo' });
    const same = await Promise.all([watch({ statuses: ['ACCEPTED'] }, { person: 'anna' }), watch({ statuses: ['ACCEPTED'] }, { person: 'bo' })]);
    for (const client of same) expect((await client.count(1))[0]!.cards).toHaveLength(2);
    expect(await stack.metric(/^vardgraf_live_groups\b/)).toBe(before + 3);
  });

  it('[QUE-4] an empty filter is the whole queue; changes of a burst are asked about together', async () => {
    for (let i = 0; i < 40; i += 1) put(`case-${i}`, {}, false);
    const [whole, filtered] = [await watch({}), await watch({ statuses: ['REQUESTED'] })];
    for (const client of [whole, filtered]) expect((await client.count(1))[0]!.cards).toHaveLength(40);
    stack.forget();
    for (let i = 0; i < 40; i += 1) put(`case-${i}`, { priority: '1' });
    await filtered.count(41);
    expect(stack.subgraphs.cases.received.filter(({ query: asked }) => asked.includes('queueKeys')).length).toBeLessThan(20);
  });

  it('[LIV-1] while cases cannot say whether a card fits nothing is told, and a fresh snapshot heals it', async () => {
    const client = await watch({ statuses: ['REQUESTED'] });
    await client.count(1);
    stack.subgraphs.cases.behaviour.answer = ({ query: asked }) => (asked.includes('queueKeys') ? { body: '{"errors":[{"message":"no","extensions":{"code":"INTERNAL","id":"x"}}],"data":null}' } : undefined);
    put('a', {});
    await stack.model.flush();
    stack.subgraphs.cases.behaviour.answer = undefined;
    await client.until(() => applied(client.events()).has('a'));
  });

  it.each([['createdFrom', 'yesterday'], ['createdTo', 7]])('[QUE-4] [API-1] an instant that is none is BAD_INPUT at filter.%s', async (name, value) => {
    const client = await watch({ [name]: value });
    await client.until(() => client.messages.some((m) => m.type === 'error'));
    expect(client.messages.find((m) => m.type === 'error')!.payload![0 as never]).toMatchObject({ extensions: { code: 'BAD_INPUT', paths: [`filter.${name}`] } });
  });

  it('[LIV-1] with `after` changes since that number come, as the filter has them', async () => {
    const kept = await watch({ statuses: ['REQUESTED'] });
    await kept.count(1);
    put('a', {});
    await kept.count(2);
    put('a', { status: 'ACCEPTED' });
    await kept.count(3);
    const back = await watch({ statuses: ['REQUESTED'] }, { after: 1 });
    expect((await back.count(1))[0]).toMatchObject({ seq: 2, previousSeq: 1, kind: 'REMOVED', caseId: 'a' });
  });
});
