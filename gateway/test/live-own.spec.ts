import { LiveClient } from './live-client';
import { type Stack, startStack } from './stack';

interface OwnEvent {
  __typename: string;
  seq: number;
  previousSeq?: number;
  kind?: string;
  caseId?: string;
  case?: { id: string; status?: string; firstPriority?: string } | null;
  cases?: { id: string; status: string }[];
}

const caseDocument = `subscription C($caseId: ID!, $after: Int) { liveCase(caseId: $caseId, after: $after) {
  __typename ... on CaseSnapshot { seq case { id firstPriority } } ... on CaseChange { seq previousSeq kind case { id firstPriority } } } }`;
const myDocument = `subscription M($after: Int) { liveMyCases(after: $after) {
  __typename ... on MyCasesSnapshot { seq cases { id status } } ... on MyCasesChange { seq previousSeq kind caseId case { id status } } } }`;

describe('live data of one person', () => {
  let stack: Stack;
  let clients: LiveClient[] = [];
  let serial = 0;
  let caseId: string;
  let person: string;
  beforeAll(async () => { stack = await startStack({ RECONCILE_MS: '600' }); });
  beforeEach(() => {
    serial += 1;
    [caseId, person] = [`case-${serial}`, `patient-${serial}`];
  });
  afterEach(async () => {
    await Promise.all(clients.map((client) => client.close()));
    clients = [];
  });
  afterAll(() => stack.stop());

  async function watch(token: string, query: string, variables: Record<string, unknown> = {}, at = stack): Promise<LiveClient> {
    const client = await LiveClient.open(at.url, token);
    clients.push(client);
    client.send({ id: '1', type: 'subscribe', payload: { query, variables } });
    return client;
  }
  const events = (client: LiveClient): OwnEvent[] => client.messages.flatMap((m) => (m.type === 'next' && m.payload?.data ? [Object.values(m.payload.data)[0] as unknown as OwnEvent] : []));
  const count = async (client: LiveClient, n: number): Promise<OwnEvent[]> => {
    await client.until(() => events(client).length >= n);
    return events(client);
  };
  const refused = async (client: LiveClient) => {
    await client.until(() => client.messages.some((m) => m.type === 'error'));
    return client.messages.find((m) => m.type === 'error')!.payload![0 as never] as unknown as { extensions: { code: string; paths: string[] } };
  };

  it('[LIV-2] a case that was opened comes as it is, then anew after each change; lost hints lead to a fresh one', async () => {
    stack.model.opened.set(caseId, new Set(['nurse-1']));
    stack.model.touch(caseId, { status: 'A' }, false);
    const client = await watch(await stack.issuer.nurse(), caseDocument, { caseId });
    expect((await count(client, 1))[0]).toEqual({ __typename: 'CaseSnapshot', seq: 1, case: { id: caseId, firstPriority: 'A' } });
    stack.model.touch(caseId, { status: 'B' });
    expect((await count(client, 2))[1]).toEqual({ __typename: 'CaseChange', seq: 2, previousSeq: 1, kind: 'CHANGED', case: { id: caseId, firstPriority: 'B' } });
    stack.model.touch(caseId, { status: 'C' }, false);
    expect((await count(client, 3))[2]).toEqual({ __typename: 'CaseSnapshot', seq: 3, case: { id: caseId, firstPriority: 'C' } });
  });

  it('[DIR-3] who has not opened it is refused with BAD_INPUT at caseId and hears nothing; patients are too', async () => {
    stack.model.opened.set(caseId, new Set(['nurse-1']));
    for (const token of [await stack.issuer.nurse('nurse-2'), await stack.issuer.patient()]) {
      const client = await watch(token, caseDocument, { caseId });
      expect(await refused(client)).toMatchObject({ extensions: { code: 'BAD_INPUT', paths: ['caseId'] } });
      stack.model.touch(caseId, { status: 'X' });
      await stack.model.flush();
      expect(events(client)).toEqual([]);
    }
  });

  it('[DIR-3] when the right to read it ends, REMOVED carries no case, and the subscription ends', async () => {
    const seldom = await startStack({ RECONCILE_MS: '4000' }); // a comparison that came before the change would end the subscription without it
    try {
      seldom.model.opened.set(caseId, new Set(['nurse-1']));
      seldom.model.touch(caseId, {}, false);
      const client = await watch(await seldom.issuer.nurse(), caseDocument, { caseId }, seldom);
      await count(client, 1);
      seldom.model.opened.delete(caseId);
      seldom.model.touch(caseId, { status: 'secret' });
      expect((await count(client, 2))[1]).toMatchObject({ kind: 'REMOVED', case: null });
      expect(await refused(client)).toMatchObject({ extensions: { code: 'BAD_INPUT', paths: ['caseId'] } });
      expect(client.closed).toBeUndefined();
      await client.close();
    } finally {
      await seldom.stop();
    }
  });

  it('[AUD-1] [LIV-2] a live case leaves one row when it begins and one when it ends, naming the case', async () => {
    stack.model.opened.set(caseId, new Set(['audited']));
    stack.model.touch(caseId, {}, false);
    const client = await watch(await stack.issuer.nurse('audited'), caseDocument, { caseId });
    await count(client, 1);
    stack.model.touch(caseId, { status: 'B' });
    await count(client, 2);
    await client.close();
    const rows = () => stack.model.viewings.filter((v) => v.staffId === 'audited');
    for (const deadline = Date.now() + 15_000; rows().length < 2 && Date.now() < deadline; ) await new Promise((done) => setTimeout(done, 20));
    expect(rows()).toMatchObject([{ caseId, phase: 'BEGAN', fromSeq: 1, toSeq: 1 }, { caseId, phase: 'ENDED', fromSeq: 1, toSeq: 2 }]);
  });

  it('[LIV-2] [QUE-8] a patient’s own cases come as a list, then each change, and REMOVED for a child’s case that is no longer theirs to see', async () => {
    stack.model.putOwn(person, `${caseId}-own`, true, 'REQUESTED', false);
    const client = await watch(await stack.issuer.patient(person), myDocument);
    expect((await count(client, 1))[0]).toEqual({ __typename: 'MyCasesSnapshot', seq: 1, cases: [{ id: `${caseId}-own`, status: 'REQUESTED' }] });
    stack.model.putOwn(person, `${caseId}-child`, true);
    await count(client, 2);
    stack.model.putOwn(person, `${caseId}-own`, true, 'ACCEPTED');
    await count(client, 3);
    stack.model.putOwn(person, `${caseId}-child`, false);
    await count(client, 4);
    stack.model.putOwn(person, `${caseId}-never-seen`, false);
    stack.model.putOwn(person, `${caseId}-own`, true, 'IN_PROGRESS');
    const all = await count(client, 5);
    expect(all.slice(1).map((e) => [e.seq, e.previousSeq, e.kind, e.caseId, e.case?.status])).toMatchObject([
      [2, 1, 'ADDED', `${caseId}-child`, 'REQUESTED'], [3, 2, 'CHANGED', `${caseId}-own`, 'ACCEPTED'], [4, 3, 'REMOVED', `${caseId}-child`, undefined],
      [6, 4, 'CHANGED', `${caseId}-own`, 'IN_PROGRESS'],
    ]);
  });

  it('[SAF-4] what leaves the list by the clock alone leaves it without a hint, at the next comparison', async () => {
    stack.model.putOwn(person, `${caseId}-child`, true, 'REQUESTED', false);
    const client = await watch(await stack.issuer.patient(person), myDocument);
    await count(client, 1);
    stack.model.own.get(person)!.ids = []; // the thirteenth birthday
    expect((await count(client, 2))[1]).toEqual({ __typename: 'MyCasesSnapshot', seq: 1, cases: [] });
  });

  it('[DIR-3] nobody watches another person’s list, and staff have none', async () => {
    stack.model.putOwn(person, caseId, true, 'REQUESTED', false);
    const other = await watch(await stack.issuer.patient(`${person}-other`), myDocument);
    expect((await count(other, 1))[0]).toMatchObject({ cases: [] });
    stack.model.putOwn(person, caseId, true, 'ACCEPTED');
    await stack.model.flush();
    expect(events(other)).toHaveLength(1);
    expect(await refused(await watch(await stack.issuer.nurse(), myDocument))).toMatchObject({ extensions: { code: 'BAD_INPUT', paths: ['liveMyCases'] } });
  });
});
