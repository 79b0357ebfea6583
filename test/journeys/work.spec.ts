import { v7 } from 'uuid';
import type { LiveList, Told } from '../live-list';
import { startStack, type Stack } from '../stack';
import { type StaffName, units, World } from '../world';

let stack: Stack;
let world: World;
let caseId: string;
let handoverId: string;
let live: LiveList;

beforeAll(async () => {
  stack = await startStack();
  world = new World(stack);
  await world.isOpen();
}, 180_000);
afterAll(async () => {
  await world.ends();
  await stack.stop();
});

const startPage = `query StartPage($unitId: ID!, $today: Date!) {
  daySchedule(unitId: $unitId, date: $today) { id startsAt }
  queue(unitId: $unitId, filter: { mine: true }) { edges { node { id status } } counts { mine } }
  myNotices(first: 20) { edges { node { kind caseId handoverId unit { name } readAt settledAt } } }
  myWork { unreadNotices handoversWaiting { id caseId reason askedBy { name } answerBy } }
  myConsultations { id }
  colleaguesOnShift(unitId: $unitId) { staffMember { name } role since }
}`;
const document = `subscription ($after: Int) { myWork(after: $after) { __typename
  ... on WorkSnapshot { seq notices { id kind } work { unreadNotices handoversWaiting { id } } }
  ... on WorkChange { seq previousSeq kind noticeId notice { id kind caseId readAt settledAt } work { unreadNotices handoversWaiting { id } } } } }`;
const ofHandover = (): Told[] => live.events.filter((e) => e['notice']?.kind === 'HANDOVER_ASKED');
const opens = (who: StaffName) => world.as(who, startPage, { unitId: units.gavleHealthCentre.id, today: world.now().toISOString().slice(0, 10) });
const told = async (who: StaffName): Promise<Record<string, unknown>[]> => (await opens(who))['myNotices'].edges.map((e: { node: Record<string, unknown> }) => e.node);

describe('a day begins at the start page', () => {
  test('[QUE-13] [NOT-5] one query shows the day’s bookings, one’s cases, what one is told of, the hand-overs that wait for one, and who is on shift', async () => {
    live = await world.follows('drDavid', document);
    expect(live.events[0]).toMatchObject({ __typename: 'WorkSnapshot', notices: [], work: { unreadNotices: 0, handoversWaiting: [] } });

    caseId = await world.hasCase('tolvan', 'soreThroat');
    await world.does('annaNurse', 'takeCase', { caseId });
    const input = { clientId: v7(), caseId, to: { unitId: units.gavleHealthCentre.id, role: 'DOCTOR' }, reason: 'OTHER_COMPETENCE', message: 'Svullen hals.', consent: { given: true } };
    handoverId = (await world.does('annaNurse', 'requestHandover', input, '... on RequestHandoverOk { handover { id } }'))['handover'].id;
    await world.until(async () => (await told('drDavid')).some((n) => n['kind'] === 'HANDOVER_ASKED') && (await opens('drDavid'))['myWork'].unreadNotices === 1);

    expect((await world.does('bertilNurse', 'startShift', { unitId: units.gavleHealthCentre.id }))['__typename']).toBe('StartShiftOk');
    const page = await opens('drDavid');
    expect(page).toMatchObject({
      daySchedule: expect.any(Array), queue: { edges: [] }, myConsultations: [], colleaguesOnShift: [{ role: 'NURSE', staffMember: { name: expect.any(String) } }],
      myWork: { unreadNotices: 1, handoversWaiting: [{ id: handoverId, caseId, reason: 'OTHER_COMPETENCE', askedBy: { name: expect.any(String) } }] },
    });
    expect(await told('drDavid')).toContainEqual({ kind: 'HANDOVER_ASKED', caseId, handoverId, unit: { name: units.gavleHealthCentre.name }, readAt: null, settledAt: null });
    expect(JSON.stringify(page['myNotices'])).not.toContain('Svullen');
    expect((await opens('annaNurse'))).toMatchObject({ queue: { edges: [{ node: { id: caseId } }], counts: { mine: 1 } }, myWork: { unreadNotices: 0, handoversWaiting: [] } });
    expect(await world.as('tolvan', '{ myWork { id } }')).toEqual({ myWork: null });
  }, 60_000);

  test('[QUE-13] [LIV-1] who watches has the notice and the hand-over that waits, and both are over when somebody has answered', async () => {
    await live.heard(() => ofHandover().length > 0);
    expect(ofHandover()).toMatchObject([{ __typename: 'WorkChange', kind: 'ADDED', notice: { caseId, settledAt: null }, work: { unreadNotices: 1, handoversWaiting: [{ id: handoverId }] } }]);
    expect((await world.does('drElin', 'acceptHandover', { handoverId }))['__typename']).toBe('AcceptHandoverOk');
    await live.heard(() => ofHandover().length === 2);
    expect(ofHandover()[1]).toMatchObject({ kind: 'CHANGED', notice: { settledAt: expect.any(String) }, work: { unreadNotices: 0, handoversWaiting: [] } });
    for (const [i, { seq, previousSeq }] of live.events.entries()) if (i > 0) expect([seq, previousSeq]).toEqual([live.events[i - 1]!.seq + 1, live.events[i - 1]!.seq]);
  }, 60_000);

  test('[NOT-5] [HND-1] who asked is told of the yes and marks it read', async () => {
    await world.until(async () => (await opens('annaNurse'))['myWork'].unreadNotices === 1);
    const { myNotices } = await world.as('annaNurse', '{ myNotices { edges { node { id kind } } } }');
    expect(myNotices.edges).toMatchObject([{ node: { kind: 'HANDOVER_ACCEPTED' } }]);
    expect(await world.does('annaNurse', 'markNoticeRead', { noticeId: myNotices.edges[0].node.id }, '... on MarkNoticeReadOk { notice { readAt } }')).toMatchObject({ notice: { readAt: expect.any(String) } });
    expect((await opens('annaNurse'))['myWork'].unreadNotices).toBe(0);
  }, 60_000);

  test('[NOT-5] who has the case now is told when the patient writes, without a word of it, until the thread is read', async () => {
    await world.does('drElin', 'startCase', { caseId });
    const thread = async () => (await world.as('tolvan', 'query ($id: ID!) { myCase(id: $id) { thread { id mayPost } } }', { id: caseId }))['myCase'].thread;
    await world.until(async () => (await thread())?.mayPost === true);
    const { id: threadId } = await thread();
    const posted = await world.does('tolvan', 'postMessage', { clientId: v7(), threadId, text: 'Det gör ont' }, '... on PostMessageOk { posted { seq } }');
    const messages = async () => (await told('drElin')).filter((n) => n['kind'] === 'PATIENT_MESSAGE');
    await world.until(async () => (await messages()).length === 1);
    expect(await messages()).toMatchObject([{ caseId, readAt: null }]);
    expect((await world.does('drElin', 'markRead', { threadId, seq: posted['posted'].seq }))['__typename']).toBe('MarkReadOk');
    await world.until(async () => (await messages())[0]!['readAt'] !== null);
  }, 60_000);

  test('[QUE-13] [LIV-1] a nurse asks the doctors to sign a record off: it is on their start page and live, and the nurse is told who signed', async () => {
    const signOffs = 'myWork { signOffsWaiting { id recordKind status record { ... on ContactAttempt { outcome } } } signOffsAsked { id status answeredBy { name } } }';
    const sought = await world.hasCase('youngWoman', 'soreThroat');
    for (const move of ['takeCase', 'startCase']) await world.does('annaNurse', move, { caseId: sought });
    const tried = await world.does('annaNurse', 'recordContactAttempt', { clientId: v7(), caseId: sought, channel: 'CHAT', outcome: 'NO_ANSWER' }, '... on RecordContactAttemptOk { attempt { id } }');
    const heard = live.events.length;
    const input = { clientId: v7(), caseId: sought, recordKind: 'CONTACT_ATTEMPT', recordId: tried['attempt'].id, to: { unitId: units.gavleHealthCentre.id, role: 'DOCTOR' } };
    const { signOff } = await world.does('annaNurse', 'askSignOff', input, '... on AskSignOffOk { signOff { id status } }');
    expect(signOff).toMatchObject({ status: 'WAITING' });
    await live.heard((events) => events.slice(heard).some((e) => e['notice']?.kind === 'SIGN_OFF_ASKED'));
    expect((await world.as('drDavid', `{ ${signOffs} }`))['myWork'].signOffsWaiting).toEqual([{ id: signOff.id, recordKind: 'CONTACT_ATTEMPT', status: 'WAITING', record: { outcome: 'NO_ANSWER' } }]);
    expect((await world.does('drElin', 'signOff', { signOffId: signOff.id }))['__typename']).toBe('SignOffOk');
    await world.until(async () => (await told('annaNurse')).some((n) => n['kind'] === 'SIGN_OFF_SIGNED'));
    expect((await world.as('annaNurse', `{ ${signOffs} }`))['myWork'].signOffsAsked).toEqual([{ id: signOff.id, status: 'SIGNED', answeredBy: { name: expect.any(String) } }]);
    expect((await world.as('drDavid', `{ ${signOffs} }`))['myWork'].signOffsWaiting).toEqual([]);
  }, 60_000);

  test('[QUE-10] [LIV-2] who comes on shift and goes is seen live by colleagues, at another unit too', async () => {
    const shifts = `subscription ($unitId: ID!, $after: Int) { liveColleaguesOnShift(unitId: $unitId, after: $after) { __typename ... on ColleaguesSnapshot { seq colleagues { id staffMember { name } } }
      ... on ColleaguesChange { seq previousSeq kind colleagueId colleague { id role staffMember { name } } } } }`;
    const line = await world.follows('sandraNurse', shifts, { unitId: units.gavleHealthCentre.id });
    const before = line.events[0]!.seq;
    await world.does('drElin', 'startShift', { unitId: units.gavleHealthCentre.id });
    await line.heard((events) => events.length === 2); // a change is read when it is shown: who has gone by then was never seen
    await world.does('drElin', 'endShift', { unitId: units.gavleHealthCentre.id, endAnyway: true });
    await line.heard((events) => events.length === 3);
    expect(line.events.slice(1)).toMatchObject([
      { seq: before + 1, previousSeq: before, kind: 'ADDED', colleague: { role: 'DOCTOR', staffMember: { name: expect.any(String) } } }, { seq: before + 2, kind: 'REMOVED', colleague: null },
    ]);
  }, 60_000);

  test('[DIR-3] the live field is for staff: a patient is refused and hears nothing', async () => {
    const patient = await world.follows('tolvan', document);
    expect(patient.state).toMatchObject({ status: 'stopped', fault: { code: 'BAD_INPUT' }, items: [] });
    expect(patient.events).toEqual([]);
  }, 60_000);
});
