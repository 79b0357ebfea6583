import { read } from '@vardgraf/service-kit/postgres';
import { v7 } from 'uuid';
import { closeConsultation } from '../src/operations/close-consultation';
import { declineConsultation } from '../src/operations/decline-consultation';
import { flagSuicideRisk } from '../src/operations/flag-suicide-risk';
import { openCase } from '../src/operations/open-case';
import { queue } from '../src/operations/queue';
import { readableCases, visibleCards } from '../src/operations/read-case';
import { releaseCase } from '../src/operations/release-case';
import { startCase } from '../src/operations/start-case';
import { takeCase } from '../src/operations/take-case';
import { withdrawConsultation } from '../src/operations/withdraw-consultation';
import { droppedNow } from '../src/operations/sweep-cases';
import { myCases } from '../src/operations/read-case';
import { patientActor, staffMember } from './cases-world';
import { dag, doctorHere, nils, nina, sara } from './handover-world';
import { expectNobodyDropped } from './one-story';
import { type ConsultationWorld, staffConsultationWorld } from './staff-consultation-world';

let world: ConsultationWorld;
beforeAll(async () => {
  world = await staffConsultationWorld();
});
beforeEach(() => void world.hints.splice(0));
afterAll(() => world.end());

const kindsIn = async (unitId: string, by = dag) => (await queue(world.db, by, { unitId, filter: { kinds: ['CONSULTATION'] }, first: 100 }))!;
const viewer = (by: typeof dag) => ({ regionId: by.regionId, unitIds: by.commission.unitIds, role: by.commission.role });

describe('askConsultation', () => {
  it('[CON-1] [QUE-1] [QUE-2] [I6] a question in general needs no patient, stands in the queue of the unit asked with a clock, and its words travel nowhere', async () => {
    const before = (await kindsIn('soderhamn')).counts;
    const id = await world.question({ question: 'vilken antikoagulantia har ni valt' });
    expect(await world.case(id)).toMatchObject({
      kind: 'CONSULTATION', status: 'REQUESTED', patientId: null, unitId: 'soderhamn', profession: 'DOCTOR', priority: '5', linkedCaseId: null, ageBand: 'UNKNOWN', sex: 'UNKNOWN', entryChannel: 'CONSULTATION',
      dueAt: expect.any(Date), nextAt: expect.any(Date),
    });
    expect(await world.seenBy(id)).toEqual({ soderhamn: ['DOCTOR', 'UNIT_MANAGER'] });
    const page = await kindsIn('soderhamn');
    expect(page.edges.map((edge) => edge.node.id)).toContain(id);
    expect(page.edges.find((edge) => edge.node.id === id)!.node.asked).toEqual({ askedBy: 'nina', fromUnitId: 'bollnas', toRole: 'DOCTOR', toStaffId: null, wish: 'ADVICE' });
    expect(page.counts.byKind.CONSULTATION).toBe((before.byKind.CONSULTATION ?? 0) + 1);
    expect(world.hints.find((hint) => hint.subject === 'live.unit.soderhamn')!.data).toMatchObject({ caseId: id, rolesBefore: [], rolesAfter: ['DOCTOR', 'UNIT_MANAGER'] });
    expect((await world.events(id))[0]).toMatchObject({ type: 'case.opened', data: { patientId: null, alert: false, consultation: { staffId: 'nina', fromUnitId: 'bollnas', wish: 'ADVICE' } } });
    expect(await world.audits({ caseId: id, action: 'askConsultation' })).toMatchObject([{ actor_id: 'nina', patient_id: null, request_id: 'r1' }]);
    expect(JSON.stringify(await read(world.db, 'SELECT data FROM outbox'))).not.toContain('antikoagulantia');
    await expectNobodyDropped(world, id);
  });

  it('[CON-1] the same client id gives the first question again, also when asked twice at the same moment', async () => {
    const clientId = v7();
    const [first, second] = await Promise.all([world.question({ clientId }), world.question({ clientId })]);
    expect(second).toBe(first);
    expect(await world.question({ clientId, question: 'något annat' })).toBe(first);
  });

  it('[CON-1] [QUE-7] [RDG-5] a role nobody has is seen by every clinical role there; a person who is absent falls back to the role; a unit is asked as a whole', async () => {
    const nobodys = await world.question({ to: { role: 'DIETITIAN' } });
    expect(await world.case(nobodys)).toMatchObject({ profession: 'DIETITIAN', noOneInRole: true });
    expect((await world.seenBy(nobodys))['soderhamn']).toEqual(expect.arrayContaining(['NURSE', 'DOCTOR', 'DIETITIAN']));
    const absent = await world.question({ to: { staffId: 'nils', role: 'NURSE' } });
    expect(await world.seenBy(absent)).toEqual({ soderhamn: ['NURSE', 'UNIT_MANAGER'] });
    const named = await world.question({ to: { staffId: 'dag', role: null } });
    expect(await world.case(named)).toMatchObject({ profession: 'DOCTOR' });
    const unit = await world.question({ to: { role: null } });
    expect((await world.seenBy(unit))['soderhamn']).toEqual(expect.arrayContaining(['NURSE', 'DOCTOR', 'PSYCHOLOGIST']));
    expect(await world.case(unit)).toMatchObject({ noOneInRole: false });
    expect((await droppedNow(world.db)).withoutOwner).toBe(0);
  });

  it('[CON-1] about a case: who has taken or opened it asks, with its priority; who has not is told so', async () => {
    const caseId = await world.taken();
    expect(await world.ask1({ caseId }, nils)).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: 'nina' });
    expect(await world.ask1({ caseId }, sara)).toEqual({ is: 'NOT_FOUND' });
    await openCase(world.db, nils, { caseId, reason: 'CARE' });
    expect(await world.ask1({ caseId, wish: 'TO_HAND_OVER' }, nils)).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: 'nina' });
    const id = await world.question({ caseId }, nils);
    expect(await world.case(id)).toMatchObject({ linkedCaseId: caseId, patientId: null, priority: '3', complaintCode: 'sore-throat', ageBand: 'FROM_18_TO_64' });
    expect(await world.audits({ caseId: id, action: 'askConsultation' })).toMatchObject([{ patient_id: 'anna' }]);
  });

  it('[BAD_INPUT] nobody can be asked at an unknown unit, oneself, an absent person without a role, without a level in general, or about a question', async () => {
    const question = await world.question();
    await takeCase(world.db, dag, question);
    const faults: [Parameters<ConsultationWorld['ask1']>[0], string][] = [
      [{ to: { unitId: 'nowhere' } }, 'input.to.unitId'], [{ to: { role: 'ANALYST' } }, 'input.to.role'], [{ to: { unitId: 'bollnas', role: null, staffId: 'nina' } }, 'input.to.staffId'],
      [{ to: { role: null, staffId: 'nils' } }, 'input.to.staffId'], [{ priority: null }, 'input.priority'], [{ priority: '99' }, 'input.priority'], [{ wish: 'TO_HAND_OVER' }, 'input.caseId'],
    ];
    for (const [given, path] of faults) await expect(world.ask1(given)).rejects.toMatchObject({ code: 'BAD_INPUT', paths: [path] });
    await expect(world.ask1({ caseId: question }, dag)).rejects.toMatchObject({ code: 'BAD_INPUT', paths: ['input.caseId'] });
  });
});

describe('sight of the case about which is asked', () => {
  it('[CON-1] [DIR-3] the asked see its card and open it as consulted, nobody else does; it is over when the consultation is', async () => {
    const caseId = await world.taken();
    expect(await visibleCards(world.db, viewer(dag), [caseId])).toEqual([null]);
    const id = await world.takenQuestion({ caseId });
    expect(await visibleCards(world.db, viewer(dag), [caseId])).toMatchObject([{ id: caseId, onlyConsulted: true }]);
    expect(await visibleCards(world.db, viewer(sara), [caseId])).toEqual([null]);
    expect((await kindsIn('soderhamn')).edges.map((edge) => edge.node.id)).not.toContain(caseId);
    for (const reason of ['CARE', 'CONSIDER_TAKING'] as const) expect(await openCase(world.db, dag, { caseId, reason })).toEqual({ is: 'NOT_FOUND' });
    expect(await takeCase(world.db, dag, caseId)).toEqual({ is: 'NOT_FOUND' });
    expect(await openCase(world.db, sara, { caseId, reason: 'CONSULTED' })).toEqual({ is: 'NOT_FOUND' });
    expect(await openCase(world.db, dag, { caseId, reason: 'CONSULTED' })).toMatchObject({ is: 'DONE' });
    expect((await readableCases(world.db, dag, [caseId]))[0]).toMatchObject({ patientId: 'anna', participants: expect.arrayContaining(['dag']) });
    expect(await world.audits({ caseId, action: 'openCase' })).toMatchObject([{ actor_id: 'dag', reason: 'CONSULTED', patient_id: 'anna' }]);
    await world.answers(id);
    expect(await closeConsultation(world.db, nina, id)).toMatchObject({ is: 'DONE' });
    expect(await visibleCards(world.db, viewer(dag), [caseId])).toEqual([null]);
    expect(await readableCases(world.db, dag, [caseId])).toEqual([null]);
    expect((await world.events(caseId)).at(-1)).toMatchObject({ type: 'case.access-changed', data: { participants: [] } });
    expect((await world.case(caseId)).version).toBe((await world.events(caseId)).length);
  });

  it('[CON-1] [QUE-8] a question is no case of the patient, and no protocol of suicide risk or visit begins in it', async () => {
    const caseId = await world.taken();
    const id = await world.takenQuestion({ caseId });
    expect((await myCases(world.db, patientActor('anna'))).map((c) => c.id)).not.toContain(id);
    expect(await flagSuicideRisk(world.db, dag, id, 'PATIENT_SAID')).toEqual({ is: 'NOT_FOUND' });
    expect(await startCase(world.db, dag, id)).toEqual({ is: 'NOT_PERMITTED' });
    expect(await world.request(id, { to: { unitId: 'bollnas', role: 'DOCTOR' } }, dag)).toEqual({ is: 'NOT_PERMITTED' });
  });
});

describe('an answer', () => {
  it('[QUE-2] the first answer of who has taken it meets the clock, and the asker cannot take the own question', async () => {
    const id = await world.question({ to: { unitId: 'bollnas', role: null } });
    expect(await takeCase(world.db, nina, id)).toEqual({ is: 'NOT_PERMITTED' });
    await world.answers(id, 'dora');
    expect(await world.case(id)).toMatchObject({ status: 'REQUESTED', firstStartedAt: null });
    await takeCase(world.db, doctorHere, id);
    await world.answers(id, 'dora');
    const answered = await world.case(id);
    expect(answered).toMatchObject({ status: 'IN_PROGRESS', firstStartedAt: expect.any(Date) });
    expect((await world.events(id)).at(-1)).toMatchObject({ type: 'case.started', data: { withinHandlingTime: true, patientId: null } });
    await world.answers(id, 'dora', new Date(Date.now() + 60_000));
    expect(await world.case(id)).toMatchObject({ version: answered.version, firstStartedAt: answered.firstStartedAt });
  });

  it('[CON-1] who has taken it declines it with a reason, until it is answered; twice is the same yes', async () => {
    const id = await world.question();
    expect(await declineConsultation(world.db, dag, id, 'NO_CAPACITY')).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: null });
    await takeCase(world.db, dag, id);
    expect(await declineConsultation(world.db, sara, id, 'NO_CAPACITY')).toEqual({ is: 'NOT_FOUND' });
    expect(await declineConsultation(world.db, dag, id, 'WRONG_COMPETENCE')).toMatchObject({ is: 'DONE' });
    const trace = await world.trace(id);
    expect(await declineConsultation(world.db, dag, id, 'WRONG_COMPETENCE')).toMatchObject({ is: 'DONE' });
    expect(await world.trace(id)).toEqual(trace);
    expect(await world.row(id)).toMatchObject({ outcome: 'DECLINED', decline_reason: 'WRONG_COMPETENCE' });
    expect(await world.lastTwo(id)).toEqual(['case.ended', 'case.access-changed']);
    const answered = await world.takenQuestion();
    await world.answers(answered);
    expect(await declineConsultation(world.db, dag, answered, 'OTHER')).toEqual({ is: 'CASE_NOT_OPEN', status: 'IN_PROGRESS' });
  });

  it('[CON-1] [CON-2] an assignment from telephone triage is none that can be declined', async () => {
    const id = await world.taken();
    await world.db.source.query(`UPDATE "case" SET kind = 'TELEPHONE_TRIAGE' WHERE id = $1`, [id]);
    expect(await declineConsultation(world.db, nina, id, 'NO_CAPACITY')).toEqual({ is: 'NOT_FOUND' });
  });

  it('[CON-1] the asker withdraws before the answer and closes after it; a stranger does neither', async () => {
    const id = await world.takenQuestion();
    expect(await withdrawConsultation(world.db, nils, id)).toEqual({ is: 'NOT_FOUND' });
    expect(await withdrawConsultation(world.db, dag, id)).toEqual({ is: 'NOT_PERMITTED' });
    expect(await closeConsultation(world.db, nina, id)).toEqual({ is: 'CASE_NOT_OPEN', status: 'ACCEPTED' });
    expect(await withdrawConsultation(world.db, nina, id)).toMatchObject({ is: 'DONE' });
    expect(await withdrawConsultation(world.db, nina, id)).toMatchObject({ is: 'DONE' });
    expect(await world.case(id)).toMatchObject({ status: 'CANCELLED', takenBy: null });
    const answered = await world.takenQuestion();
    await world.answers(answered);
    expect(await withdrawConsultation(world.db, nina, answered)).toEqual({ is: 'CASE_NOT_OPEN', status: 'IN_PROGRESS' });
    expect(await closeConsultation(world.db, nina, answered)).toMatchObject({ is: 'DONE' });
    expect(await world.row(answered)).toMatchObject({ outcome: 'CLOSED' });
    expect(await read(world.db, 'SELECT 1 FROM timer WHERE aggregate_id = $1', [answered])).toEqual([]);
  });

  it('[BEY-1] given back it waits in the queue again; who answered closes it when a day has passed, not before', async () => {
    const back = await world.takenQuestion();
    await releaseCase(world.db, dag, back, 'END_OF_SHIFT');
    expect(await world.case(back)).toMatchObject({ status: 'REQUESTED', takenBy: null });
    const id = await world.takenQuestion();
    await world.answers(id);
    expect(await closeConsultation(world.db, dag, id)).toEqual({ is: 'NOT_PERMITTED' });
    await world.shiftClock('25 hours');
    expect(await closeConsultation(world.db, dag, id)).toMatchObject({ is: 'DONE' });
    await world.shiftClock('0 hours');
  });
});

describe('acceptConsultedCase', () => {
  it('[CON-1] [HND-1] [HND-2] the asked takes the case over in one step, after consultation, and the consultation is over by it', async () => {
    const caseId = await world.taken({}, true);
    const id = await world.takenQuestion({ caseId, wish: 'TO_HAND_OVER' });
    await openCase(world.db, dag, { caseId, reason: 'CONSULTED' });
    expect(await world.accept(id)).toMatchObject({ is: 'DONE', case: { id: caseId, unitId: 'soderhamn', takenBy: 'dag', status: 'IN_PROGRESS' }, handover: { status: 'ACCEPTED', reason: 'AFTER_CONSULTATION', askedBy: 'nina', answeredBy: 'dag' } });
    expect((await world.types(caseId)).slice(-4)).toEqual(['case.handover-requested', 'case.access-changed', 'case.handover-accepted', 'case.access-changed']);
    expect((await world.case(caseId)).participants).toEqual(['nina']);
    expect(await world.case(id)).toMatchObject({ status: 'COMPLETED' });
    expect(await world.row(id)).toMatchObject({ outcome: 'HANDED_OVER' });
    expect(await readableCases(world.db, dag, [caseId])).toMatchObject([{ id: caseId }]);
    expect((await world.case(caseId)).version).toBe((await world.events(caseId)).length);
  });

  it('[CON-1] advice is no wish to hand over, and a case that the asker no longer has is not taken', async () => {
    const advice = await world.takenQuestion({ caseId: await world.taken() });
    expect(await world.accept(advice)).toEqual({ is: 'NOT_PERMITTED' });
    const caseId = await world.taken();
    const id = await world.takenQuestion({ caseId, wish: 'TO_HAND_OVER' });
    await releaseCase(world.db, nina, caseId, 'OTHER');
    expect(await world.accept(id)).toEqual({ is: 'CASE_NOT_OPEN', status: 'REQUESTED' });
  });

  it('[CON-1] [HND-1] a request that waits already is told, and nothing of the case moves', async () => {
    const caseId = await world.taken();
    const id = await world.takenQuestion({ caseId, wish: 'TO_HAND_OVER' });
    const pending = await world.asked(caseId, { to: { unitId: 'bollnas', role: 'DOCTOR' } });
    expect(await world.accept(id)).toMatchObject({ is: 'HANDOVER_PENDING', handover: { id: pending.id } });
    expect(await world.case(caseId)).toMatchObject({ takenBy: 'nina', unitId: 'bollnas' });
    expect(await world.case(id)).toMatchObject({ status: 'ACCEPTED' });
  });

  it('[HND-2] [SAF-1] where the region wants consent, the wish to hand over is asked with it, and it is recorded in the hand-over; with suicide risk it is urgent without a word', async () => {
    const [hanna, hugo] = [staffMember('hanna', 'mora', 'NURSE', 'halland'), staffMember('hugo', 'mora', 'DOCTOR', 'halland')];
    await world.hear('staff.changed', { staffId: 'hugo', displayName: 'hugo', commissions: [{ id: 'commission-hugo', unitIds: ['mora'], role: 'DOCTOR' }], active: true }, { regionId: 'halland' });
    const caseId = await world.session({ unitId: 'mora' }, 'halland');
    await takeCase(world.db, hanna, caseId);
    const wish = { caseId, wish: 'TO_HAND_OVER' as const, to: { unitId: 'mora', role: 'DOCTOR' as const } };
    expect(await world.ask1(wish, hanna)).toEqual({ is: 'CONSENT_NEEDED' });
    const id = await world.question({ ...wish, consent: { given: true, urgentReason: null } }, hanna);
    await takeCase(world.db, hugo, id);
    expect(await world.accept(id, hugo)).toMatchObject({ is: 'DONE', handover: { consent: 'GIVEN' } });
    const atRisk = await world.session({ unitId: 'mora', tags: ['SUICIDE_RISK_FLAGGED'] }, 'halland');
    await takeCase(world.db, hanna, atRisk);
    const asked = await world.question({ ...wish, caseId: atRisk }, hanna);
    await takeCase(world.db, hugo, asked);
    expect(await world.accept(asked, hugo)).toMatchObject({ is: 'DONE', handover: { consent: 'URGENT_EXCEPTION', urgentReason: 'SUICIDE_RISK' } });
  });
});
