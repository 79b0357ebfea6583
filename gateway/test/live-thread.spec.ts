import { LiveClient } from './live-client';
import { type Stack, startStack } from './stack';

interface ThreadEvent {
  __typename: string;
  seq: number;
  previousSeq?: number;
  kind?: string;
  message?: { id: string; seq: number; fromMe: boolean } | null;
  messages?: { id: string; seq: number }[];
}

const threadDocument = `subscription Thread($threadId: ID!, $after: Int) {
  liveThread(threadId: $threadId, after: $after) {
    __typename
    ... on ThreadSnapshot { seq messages { id seq text } }
    ... on ThreadChange { seq previousSeq kind messageId message { id seq text fromMe staffMember { name } } }
  }
}`;

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

  async function watch(token: string, variables: Record<string, unknown> = {}): Promise<LiveClient> {
    const client = await LiveClient.open(stack.url, token);
    clients.push(client);
    client.send({ id: '1', type: 'subscribe', payload: { query: threadDocument, variables: { threadId, ...variables } } });
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
    await patient.until(() => events(patient).some((event) => event.messages?.length === 1), 8_000);
    stack.model.post(threadId, 'm2', 'nurse-1', false);
    stack.model.post(threadId, 'm3', 'nurse-1');
    await patient.until(() => events(patient).some((event) => event.messages?.length === 3), 8_000);
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
