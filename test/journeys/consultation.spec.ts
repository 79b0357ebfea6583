import { v7 } from 'uuid';
import type { LiveQueue } from '../live-queue';
import { startStack, type Stack } from '../stack';
import { patients, units, World } from '../world';

let stack: Stack;
let world: World;
let queue: LiveQueue;
let caseId: string;
let consultationId: string;
let threadId: string;

beforeAll(async () => {
  stack = await startStack();
  world = new World(stack);
  await world.isOpen();
  queue = await world.watches('drDavid', 'gavleHealthCentre');
}, 180_000);
afterAll(async () => {
  await world.ends();
  await stack.stop();
});

const thread = async (who: 'drDavid') => (await world.does(who, 'openCase', { caseId: consultationId, reason: 'CARE' }, '... on OpenCaseOk { case { patient { id } asked { question wish } thread { id kind mayPost } } }'))['case'];

describe('a nurse asks the doctors of her unit, across the services', () => {
  test('[CON-1] [LIV-1] the question comes to the live queue as a CONSULTATION, with who asks and without its words', async () => {
    caseId = await world.hasCase('otherGuardian', 'soreThroat');
    await world.does('annaNurse', 'takeCase', { caseId });
    const input = { clientId: v7(), caseId, to: { unitId: units.gavleHealthCentre.id, role: 'DOCTOR' }, wish: 'TO_HAND_OVER', question: 'Kan du ta över honom?', consent: { given: true } };
    const asked = await world.does('annaNurse', 'askConsultation', input, '... on AskConsultationOk { consultation { id askedBy { name } about { id } card { status dueAt } } }');
    consultationId = asked['consultation'].id;
    expect(asked['consultation']).toMatchObject({ about: { id: caseId }, card: { status: 'REQUESTED', dueAt: expect.any(String) } });
    await queue.until((cards) => cards.get(consultationId)?.['kind'] === 'CONSULTATION');
    expect(JSON.stringify(queue.cards.get(consultationId))).not.toContain('ta över');
    const { queue: page } = await world.as('drDavid', 'query ($u: ID!) { queue(unitId: $u, filter: { kinds: [CONSULTATION] }) { edges { node { id asked { wish fromUnit { id } } allowedActions } } counts { byKind { kind count } } } }', { u: units.gavleHealthCentre.id });
    expect(page.edges).toMatchObject([{ node: { id: consultationId, asked: { wish: 'TO_HAND_OVER', fromUnit: { id: units.gavleHealthCentre.id } }, allowedActions: expect.arrayContaining(['OPEN', 'TAKE']) } }]);
    expect(page.counts.byKind).toContainEqual({ kind: 'CONSULTATION', count: 1 });
  });

  test('[CON-1] [DIR-3] the doctor opens the case as consulted and sees the patient; the patient sees no question', async () => {
    expect((await world.does('drDavid', 'openCase', { caseId, reason: 'CARE' }))['__typename']).toBe('NotFound');
    expect(await world.does('drDavid', 'openCase', { caseId, reason: 'CONSULTED' }, '... on OpenCaseOk { case { id patient { id } } }')).toMatchObject({ case: { id: caseId, patient: { id: patients.otherGuardian.id } } });
    expect((await world.as('otherGuardian', '{ myCases { id } }'))['myCases']).toEqual([{ id: caseId }]);
  });

  test('[CON-1] [LIV-2] [QUE-2] the doctor takes it and answers in its thread, which the nurse has live; the answer meets the clock', async () => {
    expect((await world.does('drDavid', 'takeCase', { caseId: consultationId }))['__typename']).toBe('TakeCaseOk');
    await world.until(async () => (await thread('drDavid')).thread?.mayPost === true);
    const opened = await thread('drDavid');
    expect(opened).toMatchObject({ patient: null, asked: { question: 'Kan du ta över honom?' }, thread: { kind: 'CONSULTATION' } });
    threadId = opened.thread.id;
    const document = `subscription ($id: ID!, $after: Int) { liveThread(threadId: $id, after: $after) { __typename
      ... on ThreadSnapshot { seq messages { id text } } ... on ThreadChange { seq previousSeq message { id text senderKind } } } }`;
    const live = await world.follows('annaNurse', document, { id: threadId });
    expect((await world.does('drDavid', 'postMessage', { clientId: v7(), threadId, text: 'Ja, gärna' }))['__typename']).toBe('PostMessageOk');
    await live.becomes(({ items }) => items.at(-1)?.['text'] === 'Ja, gärna');
    await queue.until((cards) => cards.get(consultationId)?.['status'] === 'IN_PROGRESS');
    expect((await world.as('annaNurse', '{ myConsultations { id answeredAt outcome } }'))['myConsultations']).toEqual([{ id: consultationId, answeredAt: expect.any(String), outcome: null }]);
    expect(await world.as('otherGuardian', 'query ($id: ID!) { thread(id: $id) { id } }', { id: threadId })).toEqual({ thread: null });
  });

  test('[CON-1] [HND-1] [HND-2] the doctor takes the case over after consultation; the question is over and its thread is closed', async () => {
    const done = await world.does('drDavid', 'acceptConsultedCase', { consultationId }, '... on AcceptConsultedCaseOk { consultation { outcome } case { card { takenBy { id } } } handover { reason status } }');
    expect(done).toMatchObject({ consultation: { outcome: 'HANDED_OVER' }, handover: { reason: 'AFTER_CONSULTATION', status: 'ACCEPTED' } });
    await queue.until((cards) => !cards.has(consultationId));
    await world.until(async () => (await world.as('annaNurse', 'query ($id: ID!) { thread(id: $id) { phase } }', { id: threadId }))['thread']?.phase === 'CLOSED');
    expect((await world.does('annaNurse', 'closeConsultation', { consultationId }))['__typename']).toBe('CaseNotOpen');
  });
});
