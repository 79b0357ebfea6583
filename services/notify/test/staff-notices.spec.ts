import type { EventData } from '@vardgraf/schema/events/catalogue';
import type { StaffRole } from '@vardgraf/schema/events/codes';
import { v7 } from 'uuid';
import { caseFacts, caseOpened, caseTaken, type NotifyWorld, notifyWorld, patientActor, staffMember } from './notify-world';

let world: NotifyWorld;
beforeAll(async () => {
  world = await notifyWorld();
  await world.clockAt('2026-12-03T12:00:00Z');
});
afterAll(() => world.end());

let unitId: string;
beforeEach(() => { unitId = `unit-${v7()}`; });

/** A staff member with one commission at the unit. */
async function works(name: string, role: StaffRole = 'DOCTOR', at = unitId, active = true): Promise<string> {
  const staffId = name.includes('-') ? name : `${name}-${v7()}`;
  await world.hear('staff.changed', { staffId, displayName: name, commissions: [{ id: `commission-${staffId}`, unitIds: [at], role }], active });
  return staffId;
}
const me = (staffId: string) => staffMember(staffId, unitId, 'DOCTOR');
const fields = 'id kind caseId consultationId handoverId unit { id } at readAt settledAt';
const noticesOf = async (staffId: string, args = '') => {
  const { data } = await world.ask(me(staffId), `{ myNotices${args} { edges { cursor node { ${fields} } } pageInfo { hasNextPage endCursor } } myWork { id unreadNotices } noticeKeys { seq noticeIds } }`);
  return { notices: data!.myNotices.edges.map((e: { node: unknown }) => e.node), pageInfo: data!.myNotices.pageInfo, unread: data!.myWork.unreadNotices, keys: data!.noticeKeys };
};
const kindsOf = async (staffId: string) => (await noticesOf(staffId)).notices.map((n: { kind: string }) => n.kind);
const marksRead = async (staffId: string, noticeId: string) =>
  (await world.ask(me(staffId), 'mutation ($id: ID!) { markNoticeRead(input: { noticeId: $id }) { __typename ... on MarkNoticeReadOk { notice { id readAt } } } }', { id: noticeId })).data!.markNoticeRead;

function asked(given: Partial<EventData<'case.handover-requested'>> = {}): EventData<'case.handover-requested'> {
  return {
    ...caseFacts(v7()), handoverId: v7(), fromUnitId: 'bollnas', toUnitId: unitId, toRole: 'DOCTOR', toStaffId: null, staffId: 'nina', reason: 'OTHER_COMPETENCE', dueBy: '2026-12-03T13:00:00.000Z',
    answerers: { staffId: null, roles: ['DOCTOR'] }, ...given,
  };
}
function answered({ answerers: _answerers, dueBy: _dueBy, reason: _reason, staffId, ...request }: EventData<'case.handover-requested'>) {
  return { ...request, fromStaffId: staffId, waitedSeconds: 60 };
}

describe('a hand-over', () => {
  test('[NOT-5] [HND-1] everybody in the role that is asked is told, each has read it or not, and the same event again tells nobody', async () => {
    const [david, elin, nurse] = [await works('david'), await works('elin'), await works('nora', 'NURSE')];
    const request = asked();
    await world.hear('case.handover-requested', request);
    await world.hear('case.handover-requested', request);
    const { notices, unread } = await noticesOf(david);
    expect(notices).toEqual([{
      id: expect.any(String), kind: 'HANDOVER_ASKED', caseId: request.caseId, consultationId: null, handoverId: request.handoverId, unit: { id: unitId }, at: expect.any(String), readAt: null, settledAt: null,
    }]);
    expect(unread).toBe(1);
    expect(await marksRead(david, notices[0].id)).toEqual({ __typename: 'MarkNoticeReadOk', notice: { id: notices[0].id, readAt: expect.any(String) } });
    expect([(await noticesOf(david)).unread, (await noticesOf(elin)).unread, (await noticesOf(nurse)).unread]).toEqual([0, 1, 0]);
  });

  test('[NOT-5] the one person who is asked is told alone; who asks is not told of it', async () => {
    const [david, elin] = [await works('david'), await works('elin')];
    await world.hear('case.handover-requested', asked({ toStaffId: david, answerers: { staffId: david, roles: ['DOCTOR'] } }));
    await world.hear('case.handover-requested', asked({ staffId: david }));
    expect([await kindsOf(david), await kindsOf(elin)]).toEqual([['HANDOVER_ASKED'], ['HANDOVER_ASKED']]);
  });

  test('[NOT-5] [HND-1] who asked is told of yes and no; for the others it waits no more', async () => {
    const [nina, david, elin] = [await works('nina', 'NURSE'), await works('david'), await works('elin')];
    const [taken, refused, withdrawn] = [asked({ staffId: nina }), asked({ staffId: nina }), asked({ staffId: nina })];
    for (const request of [taken, refused, withdrawn]) await world.hear('case.handover-requested', request);
    expect((await noticesOf(elin)).unread).toBe(3);
    await world.hear('case.handover-accepted', { ...answered(taken), staffId: david, role: 'DOCTOR' });
    await world.hear('case.handover-refused', { ...answered(refused), staffId: david, reason: 'NO_CAPACITY' });
    const { fromStaffId: _from, waitedSeconds: _waited, ...back } = answered(withdrawn);
    await world.hear('case.handover-withdrawn', { ...back, staffId: nina });
    expect((await kindsOf(nina)).sort()).toEqual(['HANDOVER_ACCEPTED', 'HANDOVER_REFUSED']);
    const { notices, unread } = await noticesOf(elin);
    expect(unread).toBe(0);
    expect(notices.every((n: { readAt: unknown; settledAt: unknown }) => n.readAt === null && n.settledAt !== null)).toBe(true);
  });

  test('[NOT-5] who has left, or works elsewhere now, is not told', async () => {
    const [left, moved] = [await works('left'), await works('moved')];
    await works(left, 'DOCTOR', unitId, false);
    await works(moved, 'DOCTOR', `unit-${v7()}`);
    await world.hear('case.handover-requested', asked());
    expect([await kindsOf(left), await kindsOf(moved)]).toEqual([[], []]);
  });
});

describe('a consultation', () => {
  test('[NOT-5] [CON-1] the role that is asked is told, and who asked of the answer and the end; nobody of their own doing', async () => {
    const [nina, david, elin] = [await works('nina', 'NURSE'), await works('david'), await works('elin')];
    const id = v7();
    await world.hear('case.opened', { ...caseOpened(id, { alert: false, patientId: null, unitId, kind: 'CONSULTATION', profession: 'DOCTOR' }), consultation: { staffId: nina, fromUnitId: 'bollnas', wish: 'ADVICE' } });
    expect((await noticesOf(elin)).notices).toMatchObject([{ kind: 'CONSULTATION_ASKED', consultationId: id, caseId: null, settledAt: null }]);
    await world.hear('case.taken', { ...caseTaken(id), patientId: null, staffId: david });
    expect((await noticesOf(elin)).notices).toMatchObject([{ kind: 'CONSULTATION_ASKED', settledAt: expect.any(String) }]);
    const message = { threadId: v7(), caseId: id, patientId: null, unitId, messageId: v7(), seq: 1, phase: 'CONSULTATION' as const, postedAt: '2026-12-03T12:00:00.000Z', unreadByStaff: 0 };
    await world.hear('message.posted', { ...message, senderKind: 'ASKER', senderId: nina });
    expect(await kindsOf(nina)).toEqual([]);
    await world.hear('message.posted', { ...message, messageId: v7(), senderKind: 'STAFF', senderId: david });
    expect((await noticesOf(nina)).notices).toMatchObject([{ kind: 'CONSULTATION_ANSWERED', consultationId: id, unit: { id: 'bollnas' } }]);
    await world.hear('case.ended', { ...caseFacts(id, { patientId: null, status: 'COMPLETED' }), staffId: david, reason: 'DECLINED' });
    expect(await kindsOf(nina)).toHaveLength(2);
    expect(await kindsOf(david)).toEqual(['CONSULTATION_ASKED']);
  });
});

describe('a case', () => {
  const writes = (caseId: string, patientId: string) =>
    world.hear('message.posted', { threadId: v7(), caseId, patientId, unitId, messageId: v7(), seq: 1, senderKind: 'PATIENT', senderId: patientId, phase: 'VISIT', postedAt: '2026-12-03T12:00:00.000Z', unreadByStaff: 1 });

  test('[NOT-5] who has it is told that the patient has written, once until it is read', async () => {
    const david = await works('david');
    const [caseId, patientId] = [v7(), v7()];
    const access = { caseId, patientId, open: true, units: [{ unitId, roles: ['DOCTOR' as const] }], responsibleUnitId: unitId, participants: [] };
    await world.hear('case.access-changed', { ...access, takenBy: null });
    await writes(caseId, patientId);
    expect(await kindsOf(david)).toEqual([]);
    await world.hear('case.access-changed', { ...access, takenBy: david });
    for (let i = 0; i < 3; i += 1) await writes(caseId, patientId);
    expect(await noticesOf(david)).toMatchObject({ notices: [{ kind: 'PATIENT_MESSAGE', caseId, readAt: null }], unread: 1 });
    await world.hear('thread.read', { threadId: v7(), caseId, patientId, unitId, readerKind: 'STAFF', readerId: david, upToSeq: 3, unreadByStaff: 0 });
    expect((await noticesOf(david)).unread).toBe(0);
    await writes(caseId, patientId);
    expect(await noticesOf(david)).toMatchObject({ notices: [{ readAt: null }, { readAt: expect.any(String) }], unread: 1 });
  });

  test('[NOT-5] [QUE-6] whoever an escalation adds is told, and it waits no more when somebody has taken it', async () => {
    const [david, nurse] = [await works('david'), await works('nora', 'NURSE')];
    const caseId = v7();
    await world.hear('case.escalated', { ...caseFacts(caseId), step: 1, rule: 'r', addedRoles: [], addedUnitIds: [unitId], alert: false, added: [{ unitId, roles: ['DOCTOR'] }] });
    expect((await noticesOf(david)).notices).toMatchObject([{ kind: 'ESCALATED', caseId, unit: { id: unitId }, settledAt: null }]);
    expect(await kindsOf(nurse)).toEqual([]);
    await world.hear('case.taken', caseTaken(caseId));
    expect(await noticesOf(david)).toMatchObject({ notices: [{ settledAt: expect.any(String) }], unread: 0 });
  });
});

describe('a case for one', () => {
  test('[NOT-5] [EXP-4] to whom the clock gives a case is told, each time anew; it waits no more when started, or taken back', async () => {
    const david = await works('david');
    const [started, back] = [v7(), v7()];
    for (const id of [started, back]) await world.hear('case.taken', { ...caseTaken(id), staffId: david, commissionUnitId: unitId, assigned: true });
    expect(await noticesOf(david)).toMatchObject({ notices: [{ kind: 'CASE_ASSIGNED', unit: { id: unitId }, settledAt: null }, { kind: 'CASE_ASSIGNED' }], unread: 2 });
    await world.hear('case.started', { ...caseFacts(started), staffId: david, startedAt: '2026-12-03T12:00:00.000Z', waitedSeconds: 60, withinHandlingTime: true });
    await world.hear('case.released', { ...caseFacts(back), staffId: david, reason: 'NOT_STARTED' });
    expect((await noticesOf(david)).unread).toBe(0);
    await world.hear('case.taken', { ...caseTaken(back), staffId: david, commissionUnitId: unitId, assigned: true });
    expect((await noticesOf(david)).unread).toBe(1);
  });

  test('[NOT-5] [RDG-5] the fixed doctor is told that the patient has come, until somebody has the case', async () => {
    const [dora, david] = [await works('dora'), await works('david')];
    const caseId = v7();
    await world.hear('case.opened', caseOpened(caseId, { alert: false, unitId, fixedDoctorId: dora, reservedUntil: null }));
    expect(await noticesOf(dora)).toMatchObject({ notices: [{ kind: 'FIXED_PATIENT', caseId }], unread: 1 });
    expect(await kindsOf(david)).toEqual([]);
    await world.hear('case.taken', caseTaken(caseId));
    expect((await noticesOf(dora)).unread).toBe(0);
  });
});

describe('the reader’s stream', () => {
  test('[NOT-5] [LIV-1] every change of a notice counts one, without a gap, and what changes nothing counts none', async () => {
    const david = await works('david');
    const request = asked();
    await world.hear('case.handover-requested', request);
    const { notices, keys } = await noticesOf(david);
    expect(keys).toEqual({ seq: 1, noticeIds: [notices[0].id] });
    await marksRead(david, notices[0].id);
    await marksRead(david, notices[0].id);
    await world.hear('case.handover-requested', request);
    expect((await noticesOf(david)).keys.seq).toBe(2);
    await world.hear('case.handover-accepted', { ...answered(request), staffId: david, role: 'DOCTOR' });
    expect((await noticesOf(david)).keys.seq).toBe(3);
  });

  test('[API-1] page by page, newest first, each once', async () => {
    const david = await works('david');
    const requests = [asked(), asked(), asked()];
    for (const request of requests) await world.hear('case.handover-requested', request, { time: new Date(Date.parse('2026-12-03T12:00:00Z') + requests.indexOf(request)) });
    const first = await noticesOf(david, '(first: 2)');
    const rest = await noticesOf(david, `(first: 2, after: "${first.pageInfo.endCursor}")`);
    expect([...first.notices, ...rest.notices].map((n: { caseId: string }) => n.caseId)).toEqual(requests.map((r) => r.caseId).reverse());
    expect(rest.pageInfo.hasNextPage).toBe(false);
  });

  test('[DIR-3] nobody reads or marks another’s; patients have none', async () => {
    const [david, elin] = [await works('david'), await works('elin')];
    await world.hear('case.handover-requested', asked({ toStaffId: david, answerers: { staffId: david, roles: ['DOCTOR'] } }));
    const [notice] = (await noticesOf(david)).notices;
    expect(await marksRead(elin, notice.id)).toEqual({ __typename: 'NotFound' });
    expect((await noticesOf(david)).unread).toBe(1);
    const entities = (actor: Parameters<NotifyWorld['ask']>[0]) =>
      world.ask(actor, 'query E($r: [_Any!]!) { _entities(representations: $r) { ... on StaffNotice { id } ... on MyWork { id unreadNotices } } }', { r: [{ __typename: 'StaffNotice', id: notice.id }, { __typename: 'MyWork', id: david }] });
    expect((await entities(me(david))).data!._entities).toEqual([{ id: notice.id }, { id: david, unreadNotices: 1 }]);
    for (const other of [me(elin), patientActor('anna'), staffMember(david, unitId, 'DOCTOR', 'halland')]) expect((await entities(other)).data!._entities[0]).toBeNull();
    for (const other of [me(elin), patientActor('anna')]) expect((await entities(other)).data!._entities[1]).toBeNull();
    expect((await world.ask(patientActor('anna'), '{ myNotices { edges { cursor } } myWork { id } }')).data).toEqual({ myNotices: null, myWork: null });
  });
});

describe('a record to be signed off', () => {
  const change = (given: Partial<EventData<'sign-off.changed'>> = {}): EventData<'sign-off.changed'> => ({
    signOffId: v7(), caseId: v7(), recordKind: 'CONTACT_ATTEMPT', status: 'WAITING', askedBy: 'nina', fromUnitId: 'bollnas', toUnitId: unitId, toRole: 'DOCTOR', toStaffId: null, signerId: null, ...given,
  });

  test('[NOT-5] [QUE-13] everybody in the role is told but the author; one signs, nobody else has it waiting, and the author is told', async () => {
    const [david, elin, nora] = [await works('david'), await works('elin'), await works('nora', 'NURSE')];
    const asks = change({ askedBy: elin, fromUnitId: unitId });
    for (const _ of [1, 2]) await world.hear('sign-off.changed', asks);
    expect([await kindsOf(david), await kindsOf(elin), await kindsOf(nora)]).toEqual([['SIGN_OFF_ASKED'], [], []]);
    await world.hear('sign-off.changed', { ...asks, status: 'SIGNED', signerId: david });
    expect((await noticesOf(david)).notices).toMatchObject([{ kind: 'SIGN_OFF_ASKED', caseId: asks.caseId, settledAt: expect.any(String) }]);
    expect((await noticesOf(david)).unread).toBe(0);
    expect(await kindsOf(elin)).toEqual(['SIGN_OFF_SIGNED']);
  });

  test('[NOT-5] [QUE-13] one person who is asked is told alone, and the author is told of a return', async () => {
    const [david, elin, nina] = [await works('david'), await works('elin'), await works('nina', 'NURSE')];
    const asks = change({ askedBy: nina, fromUnitId: unitId, toRole: null, toStaffId: elin });
    await world.hear('sign-off.changed', asks);
    await world.hear('sign-off.changed', { ...asks, status: 'RETURNED', signerId: elin });
    expect([await kindsOf(david), await kindsOf(elin), await kindsOf(nina)]).toEqual([[], ['SIGN_OFF_ASKED'], ['SIGN_OFF_RETURNED']]);
  });
});
