import { v7 } from 'uuid';
import { startStack, type Stack } from '../stack';
import { staff, units, World } from '../world';

let stack: Stack;
let world: World;
let caseId: string;
let threadId: string;
const fields = 'id phase phaseEndsAt unread mayPost unit { name } emergencyNotice messages { nodes { seq kind event senderKind fromMe text staffMember { name } } }';
const own = `query ($id: ID!) { myCase(id: $id) { thread { ${fields} } } }`;
const posted = '... on PostMessageOk { posted { seq text } }';

beforeAll(async () => {
  stack = await startStack();
  world = new World(stack);
  await world.isOpen();
}, 180_000);
afterAll(async () => {
  await world.ends();
  await stack.stop();
});

const mine = async () => (await world.as('tolvan', own, { id: caseId }))['myCase'].thread;
const write = (name: 'tolvan' | 'annaNurse' | 'bertilNurse' | 'drSven', text: string, clientId = v7()) => world.does(name, 'postMessage', { clientId, threadId, text }, posted);

describe('the chat of a visit, across the services', () => {
  test('[VIS-1] [TRI-4] it opens when the visit starts and greets by the service’s name, the nurse’s name and her role', async () => {
    caseId = await world.hasCase('tolvan', 'soreThroat');
    await world.does('annaNurse', 'takeCase', { caseId });
    expect(await mine()).toBeNull();
    await world.does('annaNurse', 'startCase', { caseId });
    await world.until(async () => (await mine()) !== null);
    const thread = await mine();
    threadId = thread.id;
    expect(thread).toMatchObject({ phase: 'VISIT', mayPost: true, unit: { name: 'Gävle hälsocentral' }, emergencyNotice: expect.stringContaining('112') });
    expect(thread.messages.nodes.at(-1)).toMatchObject({
      kind: 'GREETING', staffMember: { name: staff.annaNurse.name }, text: expect.stringContaining(`Min vård Gävleborg. Jag heter ${staff.annaNurse.name} och är sjuksköterska`),
    });
  });

  test('[MSG-1] patient and nurse write to each other; the nurse reads it from the opened case', async () => {
    const clientId = v7();
    expect(await write('tolvan', 'Jag har ont när jag sväljer', clientId)).toMatchObject({ __typename: 'PostMessageOk' });
    expect(await write('tolvan', 'Jag har ont när jag sväljer', clientId)).toMatchObject({ __typename: 'PostMessageOk' });
    const { case: opened } = await world.does('annaNurse', 'openCase', { caseId, reason: 'CARE' }, `... on OpenCaseOk { case { thread { ${fields} } } }`);
    expect(opened.thread).toMatchObject({ id: threadId, unread: 1 });
    expect(opened.thread.messages.nodes.at(-1)).toMatchObject({ senderKind: 'PATIENT', fromMe: false, text: 'Jag har ont när jag sväljer' });
    const { seq } = opened.thread.messages.nodes.at(-1);
    expect(await world.does('annaNurse', 'markRead', { threadId, seq }, '... on MarkReadOk { thread { unread } }')).toMatchObject({ thread: { unread: 0 } });
    expect(await write('annaNurse', 'Hur länge har det gjort ont')).toMatchObject({ posted: { seq: seq + 1 } });
    expect(await mine()).toMatchObject({ unread: 1 });
  });

  test('[LIV-2] [MSG-1] both sides watch: each gets what was said, then every new message in the same order; a colleague gets nothing', async () => {
    const document = `subscription Chat($threadId: ID!, $after: Int) { liveThread(threadId: $threadId, after: $after) { __typename
      ... on ThreadSnapshot { seq messages { id seq text } } ... on ThreadChange { seq previousSeq message { id seq text fromMe } } } }`;
    const watch = (name: 'tolvan' | 'annaNurse' | 'bertilNurse') => world.follows(name, document, { threadId });
    const [patient, nurse, colleague] = [await watch('tolvan'), await watch('annaNurse'), await watch('bertilNurse')];
    const { seq } = patient.events[0]!;
    expect(patient.items.at(-1)).toMatchObject({ seq, text: 'Hur länge har det gjort ont' });
    for (const text of ['Sedan i går', 'Och jag har feber']) await write('tolvan', text);
    await write('annaNurse', 'Har du svårt att andas');
    for (const side of [patient, nurse]) {
      await side.heard((events) => events.length === 4);
      expect(side.events.slice(1).map((change) => [change['previousSeq'], change['seq'], change['message'].text])).toEqual([
        [seq, seq + 1, 'Sedan i går'], [seq + 1, seq + 2, 'Och jag har feber'], [seq + 2, seq + 3, 'Har du svårt att andas']]);
    }
    expect(nurse.items.at(-1)!['fromMe']).toBe(true);
    expect(colleague.state).toMatchObject({ status: 'stopped', fault: { code: 'BAD_INPUT' }, items: [] });
  });

  test('[DIR-3] for colleagues who have not opened the case, and for other units, the conversation is not there', async () => {
    for (const name of ['bertilNurse', 'drSven'] as const) {
      expect((await world.as(name, 'query ($id: ID!) { thread(id: $id) { id } }', { id: threadId }))['thread']).toBeNull();
      expect(await write(name, 'Hej')).toMatchObject({ __typename: 'NotFound' });
    }
  });

  test('[HND-3] a colleague accepts the hand-over and goes on in the same conversation; the giver still reads it', async () => {
    const asked = await world.does('annaNurse', 'requestHandover', {
      clientId: v7(), caseId, to: { unitId: units.gavleHealthCentre.id, staffId: staff.bertilNurse.id }, reason: 'END_OF_SHIFT',
    }, '... on RequestHandoverOk { handover { id } }');
    expect(asked).toMatchObject({ __typename: 'RequestHandoverOk' });
    expect(await world.does('bertilNurse', 'acceptHandover', { handoverId: asked['handover'].id })).toMatchObject({ __typename: 'AcceptHandoverOk' });
    await world.until(async () => (await write('bertilNurse', 'Jag fortsätter'))['__typename'] === 'PostMessageOk');
    const { messages } = await mine();
    expect(messages.nodes.map((m: { event: string | null; kind: string }) => m.event ?? m.kind)).toEqual(
      ['VISIT_STARTED', 'GREETING', 'TEXT', 'TEXT', 'TEXT', 'TEXT', 'TEXT', 'HANDED_OVER', 'TEXT']);
    expect(messages.nodes.at(-2)).toMatchObject({ staffMember: { name: staff.bertilNurse.name } });
    expect(await write('annaNurse', 'En sak till')).toMatchObject({ __typename: 'NotPermitted' });
    expect((await world.as('annaNurse', 'query ($id: ID!) { thread(id: $id) { mayPost } }', { id: threadId }))['thread']).toEqual({ mayPost: false });
  });

  test('[VIS-4] [QUE-1] the visit ends with days to write in; what the patient writes becomes work, and whoever takes it answers in the same chat', async () => {
    expect(await world.does('bertilNurse', 'endCase', { caseId, reason: 'CARE_GIVEN', phaseDays: 3 })).toMatchObject({ __typename: 'EndCaseOk' });
    await world.until(async () => (await mine()).phase === 'ASYNCHRONOUS');
    expect(await mine()).toMatchObject({ mayPost: true, phaseEndsAt: expect.stringMatching(/Z$/) });
    expect(await write('tolvan', 'Ska jag fortsätta med tabletterna')).toMatchObject({ __typename: 'PostMessageOk' });
    const items = async () => (await world.as('annaNurse', 'query ($id: ID!) { queue(unitId: $id, filter: { kinds: [MESSAGE] }) { edges { node { id linkedCaseId } } } }', { id: units.gavleHealthCentre.id }))['queue'].edges;
    await world.until(async () => (await items()).length === 1);
    const [{ node: item }] = await items();
    expect(item.linkedCaseId).toBe(caseId);
    await world.does('annaNurse', 'takeCase', { caseId: item.id });
    await world.until(async () => (await write('annaNurse', 'Ja, i tre dagar till'))['__typename'] === 'PostMessageOk');
    const { thread } = await world.as('annaNurse', `query ($id: ID!) { thread(id: $id) { ${fields} } }`, { id: threadId });
    expect(thread).toMatchObject({ phase: 'ASYNCHRONOUS', unread: 3 });
    await world.does('annaNurse', 'markRead', { threadId, seq: thread.messages.nodes.at(-1).seq });
    expect((await mine()).messages.nodes.at(-1)).toMatchObject({ text: 'Ja, i tre dagar till', staffMember: { name: staff.annaNurse.name } });
  });

  test('[VIS-4] when the days have passed and nothing is unread, the chat closes and the case with it', async () => {
    await world.passes(73 * 3_600_000);
    await world.until(async () => (await mine()).phase === 'CLOSED');
    expect(await write('tolvan', 'En sak till')).toMatchObject({ __typename: 'ThreadClosed' });
    await world.until(async () => (await world.as('tolvan', 'query ($id: ID!) { myCase(id: $id) { status } }', { id: caseId }))['myCase'].status === 'COMPLETED');
    await stack.settled();
  });
});
