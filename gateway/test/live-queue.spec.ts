import { setTimeout as sleep } from 'node:timers/promises';
import { natsUrl } from '../../test/infrastructure';
import { startProxy } from './cuttable-proxy';
import { applied, LiveClient } from './live-client';
import { type Stack, startStack } from './stack';

describe('the live queue', () => {
  let stack: Stack;
  let clients: LiveClient[] = [];
  let serial = 0;
  /** Each test has its own unit, so that none sees the hints of another. */
  let unitId: string;
  beforeAll(async () => { stack = await startStack({ RECONCILE_MS: '600' }); });
  beforeEach(() => { unitId = `unit-${(serial += 1)}`; });
  afterEach(async () => {
    for (const { behaviour } of Object.values(stack.subgraphs)) Object.assign(behaviour, { delayMs: 0, answer: undefined, drop: 0 });
    await Promise.all(clients.map((client) => client.close()));
    clients = [];
  });
  afterAll(() => stack.stop());

  async function watch(more: { role?: string; after?: number; language?: string; person?: string } = {}): Promise<LiveClient> {
    const token = await stack.issuer.nurse(more.person ?? 'nurse-1', { unitIds: [unitId], role: more.role });
    const client = await LiveClient.open(stack.url, token, more.language ? { 'accept-language': more.language } : {});
    clients.push(client);
    return client.watchQueue(unitId, { after: more.after });
  }
  const put = (id: string, change: Parameters<Stack['model']['put']>[1], bell?: boolean | 'later') => stack.model.put(id, change && { unitId, ...change }, bell);
  const fresh = () => new Map(stack.model.keys(unitId, 'NURSE').caseIds.map((id) => [id, stack.model.cases.get(id)!.status]));
  const statuses = (client: LiveClient) => new Map([...applied(client.events())].map(([id, card]) => [id, card['status']]));

  it('[LIV-1] gives a snapshot, then every change in order, with fields of other services', async () => {
    put('a', {}, false);
    put('b', { takenBy: 'staff-7' }, false);
    const client = await watch();
    const [snapshot] = await client.count(1);
    expect(snapshot).toEqual({
      __typename: 'QueueSnapshot', seq: 2, cards: [
        { id: 'a', status: 'REQUESTED', priority: '3', unit: { name: `Unit ${unitId}` }, takenBy: null },
        { id: 'b', status: 'REQUESTED', priority: '3', unit: { name: `Unit ${unitId}` }, takenBy: { name: 'Name of staff-7' } },
      ],
    });
    put('c', {});
    put('a', { status: 'ACCEPTED', takenBy: 'staff-1' });
    put('b', undefined);
    const events = await client.count(4);
    expect(events.slice(1).map((e) => [e.seq, e.previousSeq, e.kind, e.caseId, e.card?.['status'] ?? null])).toEqual([
      [3, 2, 'ADDED', 'c', 'REQUESTED'], [4, 3, 'CHANGED', 'a', 'ACCEPTED'], [5, 4, 'REMOVED', 'b', null],
    ]);
    expect(events[3]!.card).toBeNull();
  });

  it('[DIR-3] a role sees its own cards only, gets no REMOVED for what it never saw, and numbers that do not concern it come as no message', async () => {
    put('for-doctors', { roles: ['DOCTOR'] }, false);
    put('for-all', {}, false);
    const client = await watch();
    await client.count(1);
    put('for-doctors', { status: 'ACCEPTED' });
    put('for-doctors', undefined);
    put('for-all', { roles: ['DOCTOR'] }); // leaves this role's view
    put('for-all', { roles: ['DOCTOR', 'NURSE'] }); // and comes back
    const events = await client.count(3);
    expect(events[0]!.cards).toHaveLength(1);
    expect(events.slice(1).map((e) => [e.seq, e.previousSeq, e.kind, e.caseId])).toEqual([[5, 2, 'REMOVED', 'for-all'], [6, 5, 'ADDED', 'for-all']]);
  });

  it('[LIV-1] hints that overtake each other are delivered in order; one that is lost leads to a fresh snapshot on the same subscription', async () => {
    const client = await watch();
    await client.count(1);
    const first = put('a', {}, 'later');
    const second = put('b', {}, 'later');
    second();
    first();
    expect((await client.count(3)).slice(1).map((e) => e.caseId)).toEqual(['a', 'b']);
    put('c', {}, false); // lost
    put('d', {});
    const events = await client.count(4);
    expect(events[3]).toMatchObject({ __typename: 'QueueSnapshot', seq: 4 });
    expect(statuses(client)).toEqual(fresh());
  });

  it('[LIV-1] a lost last hint makes no gap and is found by comparing the counters', async () => {
    const client = await watch();
    await client.count(1);
    put('silent', {}, false);
    const events = await client.count(2);
    expect(events[1]).toMatchObject({ __typename: 'QueueSnapshot', seq: 1, cards: [{ id: 'silent' }] });
  });

  it('[LIV-1] the counters of all units that are watched in a region are compared by one question', async () => {
    const units = [`${unitId}-north`, `${unitId}-south`];
    const client = await LiveClient.open(stack.url, await stack.issuer.nurse('nurse-1', { unitIds: units }));
    clients.push(client);
    for (const id of units) await client.watchQueue(id, { id }).count(1, id);
    stack.forget();
    const asked = () => stack.subgraphs.cases.received.filter(({ query }) => query.includes('unitSeqs')).map(({ variables }) => variables['unitIds']);
    for (const began = Date.now(); asked().length < 2 && Date.now() - began < 10_000;) await sleep(50);
    expect(asked().length).toBeGreaterThanOrEqual(2);
    for (const unitIds of asked()) expect(unitIds).toEqual(expect.arrayContaining(units));
  });

  it('[LIV-1] changes that happen while the snapshot is read are neither lost nor shown twice', async () => {
    for (let i = 0; i < 5; i += 1) put(`case-${i}`, {}, false);
    stack.subgraphs.cases.behaviour.delayMs = 80;
    const client = await watch();
    for (let i = 0; i < 12; i += 1) {
      put(`case-${i % 8}`, i % 5 === 4 ? undefined : { status: i % 2 ? 'ACCEPTED' : 'REQUESTED' });
      await sleep(25);
    }
    stack.subgraphs.cases.behaviour.delayMs = 0;
    await client.until(() => client.events().at(-1)?.seq === stack.model.seqs.get(unitId));
    const seqs = client.events().map((e) => e.seq);
    expect([...seqs].sort((a, b) => a - b)).toEqual(seqs);
    expect(new Set(seqs).size).toBe(seqs.length);
    expect(statuses(client)).toEqual(fresh());
  });

  it('[LIV-1] a case that leaves between the reading of the keys and of the cards is dropped, not a null', async () => {
    put('stays', {}, false);
    put('leaves', {}, false);
    stack.subgraphs.cases.behaviour.answer = ({ query }) => {
      if (query.includes('queueKeys')) setImmediate(() => stack.model.cases.delete('leaves'));
      return undefined;
    };
    const [snapshot] = await (await watch()).count(1);
    expect(snapshot!.cards).toMatchObject([{ id: 'stays' }]);
  });

  it('[LIV-1] a client that comes back with `after` gets the changes since; with a number that is too old or unknown a fresh snapshot', async () => {
    const kept = await watch({ person: 'stays-connected' });
    await kept.count(1);
    put('a', {});
    put('b', {});
    put('c', {});
    await kept.count(4);
    const back = await watch({ after: 1 });
    expect((await back.count(2)).map((e) => [e.__typename, e.seq, e.previousSeq])).toEqual([['QueueChange', 2, 1], ['QueueChange', 3, 2]]);
    const present = await watch({ after: 3 });
    put('d', {});
    expect((await present.count(1))[0]).toMatchObject({ seq: 4, previousSeq: 3 });
    const future = await watch({ after: 1_000 });
    expect((await future.count(1))[0]!.__typename).toBe('QueueSnapshot');
  });

  it('[AUD-1] a live queue leaves one row when it begins, before anything is shown, and one when it ends', async () => {
    put('a', {}, false);
    let refuse = true;
    stack.subgraphs.cases.behaviour.answer = ({ query }) => (refuse && query.startsWith('mutation') ? { body: '{"errors":[{"message":"full"}]}' } : undefined);
    const client = await watch({ person: 'audited' });
    await client.until(() => client.messages.some((m) => m.type === 'next')); // there is trouble
    await sleep(100);
    expect(client.events()).toEqual([]);
    refuse = false;
    await client.count(1);
    put('b', {});
    await client.count(2);
    await client.close();
    const rows = () => stack.model.viewings.filter((v) => v.staffId === 'audited');
    for (const deadline = Date.now() + 15_000; rows().length < 2 && Date.now() < deadline; ) await sleep(20);
    expect(rows()).toMatchObject([{ phase: 'BEGAN', fromSeq: 1, toSeq: 1 }, { phase: 'ENDED', fromSeq: 1, toSeq: 2 }]);
  });

  it('[LIV-1] while cases is away a viewer is told so, nothing is shown without its audit row, and the list comes when cases is back', async () => {
    put('a', {}, false);
    await stack.subgraphs.cases.stop();
    const client = await watch();
    await client.until(() => client.messages.some((m) => m.type === 'next'));
    expect(client.messages.find((m) => m.type === 'next')!.payload).toMatchObject({ data: null, errors: [{ extensions: { code: 'INTERNAL' } }] });
    await stack.subgraphs.cases.start();
    expect((await client.count(1))[0]!.cards).toMatchObject([{ id: 'a' }]);
  });

  it('[LIV-1] a queue never looks empty because another service is down: the list waits, and says that there is trouble', async () => {
    put('a', {}, false);
    await stack.subgraphs.directory.stop(); // owns the unit's name, which a card must have
    const client = await watch();
    await client.until(() => client.messages.some((m) => m.type === 'next'));
    expect(client.events()).toEqual([]);
    await stack.subgraphs.directory.start();
    expect((await client.count(1))[0]!.cards).toMatchObject([{ id: 'a' }]);
  });

  it('[LIV-1] a card that cannot be read because of a fault is not told as removed, and comes when the fault is over', async () => {
    put('a', {}, false);
    const client = await watch();
    await client.count(1);
    const faults = ['{"errors":[{"message":"no","extensions":{"code":"UNAUTHENTICATED"}}],"data":null}', '{"errors":[{"message":"no","extensions":{"code":"INTERNAL","id":"x"}}],"data":null}'];
    for (const body of faults) {
      stack.subgraphs.directory.behaviour.answer = () => ({ body });
      const before = client.events().length;
      put('a', { status: body === faults[0] ? 'ACCEPTED' : 'IN_PROGRESS' });
      await sleep(300);
      expect(client.events()).toHaveLength(before);
      stack.subgraphs.directory.behaviour.answer = undefined;
      await client.count(before + 1);
      expect(client.events().at(-1)).toMatchObject({ __typename: 'QueueSnapshot', cards: [{ id: 'a', status: body === faults[0] ? 'ACCEPTED' : 'IN_PROGRESS' }] });
    }
  });

  it('[DIR-3] when a commission changes the sockets of its holder are closed', async () => {
    const [changed, other] = [await watch({ person: 'changed' }), await watch({ person: 'other' })];
    await Promise.all([changed.count(1), other.count(1)]);
    stack.model.publish('care.directory.staff.changed.v1', {
      specversion: '1.0', id: '01890a5d-ac96-774b-bcce-b302099a8057', source: 'directory', type: 'staff.changed', subject: 'changed', time: '2026-01-01T00:00:00Z', position: 1, version: 1, regionId: 'gavleborg',
      actor: { kind: 'SYSTEM', id: 'directory' }, data: { staffId: 'changed', displayName: 'Anna Ek', active: true, commissions: [{ id: 'commission-changed', unitIds: ['elsewhere'], role: 'NURSE' }] },
    });
    await changed.until(() => changed.closed !== undefined);
    expect(changed.closed).toEqual({ code: 4403, reason: 'Commission changed' });
    expect(other.closed).toBeUndefined();
  });

  it('[LIV-1] when NATS comes back every subscription gets a fresh snapshot; meanwhile changes come by comparing the counters', async () => {
    const proxy = await startProxy(natsUrl());
    const away = await startStack({ NATS_URL: proxy.url, RECONCILE_MS: '500' });
    try {
      const client = (await LiveClient.open(away.url, await away.issuer.nurse())).watchQueue();
      await client.count(1);
      proxy.cut();
      await sleep(50);
      away.model.put('during', {});
      expect((await client.count(2))[1]).toMatchObject({ __typename: 'QueueSnapshot', seq: 1, cards: [{ id: 'during' }] });
      proxy.mend();
      expect((await client.count(3))[2]).toMatchObject({ __typename: 'QueueSnapshot', seq: 1 });
      away.model.put('after', {});
      expect((await client.count(4))[3]).toMatchObject({ kind: 'ADDED', caseId: 'after' });
      await client.close();
    } finally {
      await away.stop();
      await proxy.stop();
    }
  });
});
