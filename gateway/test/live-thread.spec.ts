import { LiveClient } from './live-client';
import { type Stack, startStack } from './stack';

interface ThreadEvent {
  __typename: string;
  seq: number;
  previousSeq?: number;
  kind?: string;
  message?: { id: string; seq: number; fromMe: boolean } | null;
  messages?: { id: string; seq: number }[];
  readByMySide?: number;
  readByOtherSide?: number;
  present?: { senderKind: string; typing: boolean; staffMember: { name: string } | null }[];
}

const threadDocument = `subscription Thread($threadId: ID!, $after: Int) {
  liveThread(threadId: $threadId, after: $after) {
    __typename
    ... on ThreadSnapshot { seq messages { id seq text } }
    ... on ThreadChange { seq previousSeq kind messageId message { id seq text fromMe staffMember { name } } }
  }
}`;

const activityDocument = threadDocument.replace('... on ThreadSnapshot', '... on ThreadActivity { seq readByMySide readByOtherSide present { senderKind typing staffMember { name } } } ... on ThreadSnapshot');

describe('the live thread', () => {
  let stack: Stack;
  let clients: LiveClient[] = [];
  let serial = 0;
  let threadId: string;
  beforeAll(async () => { stack = await startStack({ RECONCILE_MS: '600' }); });
  beforeEach(() => {
    threadId = `thread-${(serial += 1)}`;
    stack.model.threads.set(threadId, { participants: new Set(['patient-1', 'nurse-1']), messages: [] });
  });
  afterEach(async () => {
    await Promise.all(clients.map((client) => client.close()));
    clients = [];
  });
  afterAll(() => stack.stop());

  async function watch(token: string, variables: Record<string, unknown> = {}, query = threadDocument): Promise<LiveClient> {
    const client = await LiveClient.open(stack.url, token);
    clients.push(client);
    client.send({ id: '1', type: 'subscribe', payload: { query, variables: { threadId, ...variables } } });
    return client;
  }
  const events = (client: LiveClient) =>
    client.messages.flatMap((m) => (m.type === 'next' && m.payload?.data ? [(m.payload.data as unknown as { liveThread: ThreadEvent }).liveThread] : []));

  it('[MSG-1, LIV-2] both sides get the messages so far, then each new one in order, told from their own side', async () => {
    stack.model.post(threadId, 'm1', 'nurse-1', false);
    const [patient, nurse] = [await watch(await stack.issuer.patient()), await watch(await stack.issuer.nurse())];
    for (const side of [patient, nurse]) await side.until(() => events(side).length === 1);
    expect(events(patient)[0]).toMatchObject({ __typename: 'ThreadSnapshot', seq: 1, messages: [{ id: 'm1', seq: 1 }] });
    stack.model.post(threadId, 'm2', 'nurse-1');
    stack.model.post(threadId, 'm3', 'patient-1');
    for (const side of [patient, nurse]) await side.until(() => events(side).length === 3);
    expect(events(patient).slice(1)).toMatchObject([
      { seq: 2, previousSeq: 1, kind: 'ADDED', message: { id: 'm2', fromMe: false, staffMember: { name: 'Name of nurse-1' } } },
      { seq: 3, previousSeq: 2, kind: 'ADDED', message: { id: 'm3', fromMe: true } },
    ]);
    expect(events(nurse).slice(1)).toMatchObject([{ message: { id: 'm2', fromMe: true } }, { message: { id: 'm3', fromMe: false } }]);
  });

  it('[LIV-1] a lost last message is found by comparing numbers, and a lost one in the middle by the gap', async () => {
    const patient = await watch(await stack.issuer.patient());
    await patient.until(() => events(patient).length === 1);
    stack.model.post(threadId, 'm1', 'nurse-1', false);
    await patient.until(() => events(patient).some((event) => event.messages?.length === 1));
    stack.model.post(threadId, 'm2', 'nurse-1', false);
    stack.model.post(threadId, 'm3', 'nurse-1');
    await patient.until(() => events(patient).some((event) => event.messages?.length === 3));
  });

  const says = (who: { senderKind: string; personId: string }, state: string, seconds: number) => stack.model.publish(`live.activity.${threadId}`, { presence: { ...who, state, seconds } });
  const nurse = { senderKind: 'STAFF', personId: 'nurse-1' };
  const activity = (client: LiveClient) => events(client).filter((event) => event.__typename === 'ThreadActivity');
  const latest = (client: LiveClient) => activity(client).at(-1);

  it('[MSG-1] [LIV-2] how far each side has read comes after the messages, when it changes, after a reconnect, and also when the notice was lost', async () => {
    stack.model.post(threadId, 'm1', 'nurse-1', false);
    const patient = await watch(await stack.issuer.patient(), {}, activityDocument);
    await patient.until(() => activity(patient).length === 1);
    expect(events(patient).map((event) => event.__typename)).toEqual(['ThreadSnapshot', 'ThreadActivity']);
    expect(latest(patient)).toEqual({ __typename: 'ThreadActivity', seq: 1, readByMySide: 0, readByOtherSide: 0, present: [] });
    stack.model.read(threadId, 'nurse-1', 1);
    await patient.until(() => latest(patient)!.readByOtherSide === 1);
    stack.model.read(threadId, 'patient-1', 1, false);
    await patient.until(() => latest(patient)!.readByMySide === 1);
    stack.model.post(threadId, 'm2', 'nurse-1');
    await patient.until(() => events(patient).some((event) => event.seq === 2));
    await patient.close();
    const back = await watch(await stack.issuer.patient(), { after: 2 }, activityDocument);
    await back.until(() => activity(back).length === 1);
    expect(latest(back)).toMatchObject({ seq: 2, readByMySide: 1, readByOtherSide: 1 });
  });

  it('[LIV-2] [EXP-1] who is there and writes is seen by the other, not by themselves, and forgotten when it is not said again', async () => {
    const [patient, staff] = [await watch(await stack.issuer.patient(), {}, activityDocument), await watch(await stack.issuer.nurse(), {}, activityDocument)];
    for (const side of [patient, staff]) await side.until(() => activity(side).length === 1);
    says(nurse, 'HERE', 40);
    says(nurse, 'TYPING', 2);
    const typing = () => activity(patient).find((event) => event.present![0]?.typing === true);
    await patient.until(() => typing() !== undefined);
    expect(typing()!.present).toEqual([{ senderKind: 'STAFF', typing: true, staffMember: { name: 'Name of nurse-1' } }]);
    await patient.until(() => latest(patient)!.present![0]?.typing === false);
    says({ senderKind: 'PATIENT', personId: 'patient-1' }, 'HERE', 2);
    const there = () => activity(staff).find((event) => event.present!.length === 1);
    await staff.until(() => there() !== undefined);
    expect(there()!.present).toEqual([{ senderKind: 'PATIENT', typing: false, staffMember: null }]);
    await staff.until(() => latest(staff)!.present!.length === 0);
    says(nurse, 'GONE', 0);
    await patient.until(() => latest(patient)!.present!.length === 0);
    expect(activity(staff).flatMap((event) => event.present!.map(({ senderKind }) => senderKind))).not.toContain('STAFF');
  });

  it('[LIV-2] what cannot be read is passed over; who asks nothing of it is sent nothing and listens to nothing more', async () => {
    const plain = await watch(await stack.issuer.patient());
    await plain.until(() => events(plain).length === 1);
    const subjects = await stack.metric(/^vardgraf_live_subjects\b/);
    const asking = await watch(await stack.issuer.nurse(), {}, activityDocument);
    await asking.until(() => activity(asking).length === 1);
    expect(await stack.metric(/^vardgraf_live_subjects\b/)).toBe(subjects + 1);
    stack.model.publish(`live.activity.${threadId}`, { presence: { senderKind: 'ROBOT' } });
    says({ senderKind: 'PATIENT', personId: 'patient-1' }, 'HERE', 40);
    await asking.until(() => activity(asking).length === 2);
    expect(events(plain)).toHaveLength(1);
  });

  it.each([
    ['a stranger', () => stack.issuer.patient('patient-2'), {}],
    ['a nurse who takes no part', () => stack.issuer.nurse('nurse-2'), {}],
    ['somebody who names no thread there is', () => stack.issuer.patient(), { threadId: 'thread-of-nobody' }],
    ['somebody who tries a wildcard of the transport', () => stack.issuer.patient(), { threadId: '*' }],
  ])('[DIR-3] %s is refused with BAD_INPUT at threadId and hears nothing', async (_who, token, variables) => {
    const client = await watch(await token(), variables);
    await client.until(() => client.messages.some((m) => m.type === 'error'));
    expect(client.messages.find((m) => m.type === 'error')!.payload![0 as never]).toMatchObject({ extensions: { code: 'BAD_INPUT', paths: ['threadId'] } });
    stack.model.post(threadId, 'm1', 'nurse-1');
    await stack.model.flush();
    expect(events(client)).toEqual([]);
  });
});
