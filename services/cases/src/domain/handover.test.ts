import { aCase, startedCase, takenCase } from '../../test/a-case';
import { acceptHandover, overdueHandover, refuseHandover, withdrawHandover } from './answer-handover';
import type { Visibility } from './case';
import { clinicalRoles } from './codes';
import type { Handover } from './handover';
import { consentNeeded, consentOf, consentRules, type ConsentRule, urgentReasonOf } from './handover-consent';
import { type AskedReceiver, receiverOf, seenBecauseAsked } from './handover-receiver';
import { answerBy, handoverTimeouts } from './handover-timeout';
import type { ActingStaff } from './may-move';
import { type HandoverRequest, requestHandover } from './request-handover';

const now = new Date('2026-11-02T09:10:00Z');
const nina: ActingStaff = { personId: 'nina', role: 'NURSE', unitIds: ['bollnas'] };
const dora: ActingStaff = { personId: 'dora', role: 'DOCTOR', unitIds: ['soderhamn'] };
const doctors = { answererId: null, answerRoles: ['DOCTOR' as const] };
const asked: HandoverRequest = { toUnitId: 'soderhamn', receiver: doctors, reason: 'OTHER_COMPETENCE', consent: null };
const open: Handover = {
  id: 'h', regionId: 'gavleborg', caseId: aCase().id, clientId: 'c', status: 'REQUESTED', fromUnitId: 'bollnas', askedBy: 'nina', toUnitId: 'soderhamn', toRole: 'DOCTOR', askedUnitId: null, toStaffId: null,
  ...doctors, added: [{ unitId: 'soderhamn', roles: ['DOCTOR'] }], reason: 'OTHER_COMPETENCE', message: null, consent: 'NOT_NEEDED', urgentReason: null,
  askedAt: new Date('2026-11-02T09:05:00Z'), answerBy: new Date('2026-11-02T09:15:00Z'), overdueAt: null, answeredAt: null, answeredBy: null, refusalReason: null,
};

describe('requestHandover', () => {
  it('[HND-1] only the holder asks, once at a time, and nothing of the case moves', () => {
    expect(requestHandover(takenCase(), undefined, nina, asked, 'NONE')).toEqual({ is: 'ASKED', case: takenCase(), consent: 'NOT_NEEDED' });
    expect(requestHandover(takenCase(), undefined, { ...nina, personId: 'nils' }, asked, 'NONE')).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: 'nina' });
    expect(requestHandover(takenCase(), open, nina, asked, 'NONE')).toEqual({ is: 'HANDOVER_PENDING', handover: open });
    expect(requestHandover(aCase(), undefined, nina, asked, 'NONE')).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: null });
    expect(requestHandover(startedCase({ status: 'ON_HOLD' }), undefined, nina, asked, 'NONE')).toEqual({ is: 'CASE_NOT_OPEN', status: 'ON_HOLD' });
    expect(requestHandover(takenCase(), undefined, { ...nina, role: 'UNIT_MANAGER' }, asked, 'NONE')).toEqual({ is: 'NOT_PERMITTED' });
  });

  it('[SAF-1] what is found to be a risk of suicide while a request waits is accepted by doctor or psychologist only', () => {
    const flagged = startedCase({ riskState: 'HANDOVER_REQUIRED' });
    const waiting = { ...open, toUnitId: 'bollnas', answererId: null, answerRoles: ['NURSE' as const, 'DOCTOR' as const] };
    expect(acceptHandover(flagged, waiting, { personId: 'nils', role: 'NURSE', unitIds: ['bollnas'] }, now)).toEqual({ is: 'SUICIDE_RISK_OPEN' });
    expect(acceptHandover(flagged, waiting, { personId: 'dora', role: 'DOCTOR', unitIds: ['bollnas'] }, now)).toMatchObject({ is: 'ANSWERED' });
  });

  it('[HND-2] without the consent that the region wants it is refused; a yes, and an exception with its reason, are recorded', () => {
    const said = (consent: HandoverRequest['consent'], rule: ConsentRule = 'ROLE_OR_UNIT') => requestHandover(takenCase(), undefined, nina, { ...asked, consent }, rule);
    for (const none of [null, { given: false, urgentReason: null }]) expect(said(none)).toEqual({ is: 'CONSENT_NEEDED' });
    expect(said({ given: true, urgentReason: null })).toMatchObject({ consent: 'GIVEN' });
    expect(said({ given: false, urgentReason: 'svarar inte' })).toMatchObject({ consent: 'URGENT_EXCEPTION' });
    expect(said({ given: true, urgentReason: null }, 'NONE')).toMatchObject({ consent: 'GIVEN' });
    expect(consentOf(false, { given: false, urgentReason: 'svarar inte' })).toBe('NOT_NEEDED');
  });

  it('[SAF-1] [HND-2] the suicide-risk protocol’s own hand-over is urgent without a word, whatever the region asks for; that of who may assess is as any other', () => {
    const atRisk = { tags: ['SUICIDE_RISK_FLAGGED' as const], riskState: 'HANDOVER_REQUIRED' as const };
    const said = (c: ReturnType<typeof takenCase>, reason: HandoverRequest['reason'], consent: HandoverRequest['consent'] = null) => requestHandover(c, undefined, nina, { ...asked, reason, consent }, 'ROLE_OR_PERSON');
    for (const none of [null, { given: false, urgentReason: null }]) expect(said(takenCase(), 'SUICIDE_RISK', none)).toMatchObject({ is: 'ASKED', consent: 'URGENT_EXCEPTION' });
    expect(said(takenCase(atRisk), 'END_OF_SHIFT')).toMatchObject({ is: 'ASKED', consent: 'URGENT_EXCEPTION' });
    expect(said(takenCase(atRisk), 'SUICIDE_RISK', { given: true, urgentReason: null })).toMatchObject({ consent: 'GIVEN' });
    expect(said(takenCase({ ...atRisk, riskState: 'PHYSICAL_VISIT', takenByRole: 'DOCTOR' }), 'END_OF_SHIFT')).toEqual({ is: 'CONSENT_NEEDED' });
    expect(said(takenCase({ ...atRisk, riskState: 'ONLINE_CARE' }), 'OTHER_COMPETENCE')).toEqual({ is: 'CONSENT_NEEDED' });
    expect([urgentReasonOf('URGENT_EXCEPTION', null), urgentReasonOf('URGENT_EXCEPTION', { urgentReason: 'svarar inte' }), urgentReasonOf('GIVEN', null)]).toEqual(['SUICIDE_RISK', 'svarar inte', null]);
  });

  it('[HND-2] each rule asks where it says', () => {
    const home = { fromUnitId: 'bollnas', fromRole: 'NURSE' as const };
    const ways = { colleague: { ...home, toUnitId: 'bollnas', toRoles: ['NURSE' as const] }, role: { ...home, toUnitId: 'bollnas', toRoles: ['DOCTOR' as const] },
      unit: { ...home, toUnitId: 'soderhamn', toRoles: ['NURSE' as const] }, anyone: { ...home, toUnitId: 'bollnas', toRoles: clinicalRoles } };
    const needed = (rule: ConsentRule) => Object.entries(ways).filter(([, way]) => consentNeeded(rule, way)).map(([name]) => name);
    expect(Object.fromEntries((Object.keys(consentRules) as ConsentRule[]).map((rule) => [rule, needed(rule)]))).toEqual({
      NONE: [], ROLE_OR_UNIT: ['role', 'unit', 'anyone'], UNIT: ['unit'], ROLE_OR_PERSON: ['colleague', 'role', 'unit', 'anyone'],
    });
  });
});

describe('receiverOf', () => {
  const to: AskedReceiver = { unitId: 'soderhamn', role: null, staffId: null, staffedRoles: ['NURSE', 'DOCTOR'], personsRoles: [] };

  it('[HND-1] [RDG-5] [QUE-7] a unit is everybody who gives care there, a role who has it, a person that one alone; absence widens', () => {
    expect(receiverOf(to, 'MISPLACED')).toEqual({ answererId: null, answerRoles: [...clinicalRoles] });
    expect(receiverOf({ ...to, role: 'DOCTOR' }, 'MISPLACED')).toEqual(doctors);
    expect(receiverOf({ ...to, staffId: 'dora', personsRoles: ['DOCTOR'] }, 'MISPLACED')).toEqual({ answererId: 'dora', answerRoles: ['DOCTOR'] });
    expect(receiverOf({ ...to, staffId: 'dora', role: 'DOCTOR' }, 'MISPLACED')).toEqual(doctors);
    expect(receiverOf({ ...to, staffId: 'dora', role: 'NURSE', personsRoles: ['DOCTOR'] }, 'MISPLACED')).toEqual({ answererId: null, answerRoles: ['NURSE'] });
    expect(receiverOf({ ...to, role: 'MIDWIFE' }, 'MISPLACED')).toEqual({ answererId: null, answerRoles: [...clinicalRoles] });
  });

  it('[SAF-1] suicide risk goes to who may assess it, at any unit', () => {
    expect(receiverOf(to, 'SUICIDE_RISK')).toEqual({ answererId: null, answerRoles: ['DOCTOR', 'PSYCHOLOGIST'] });
    expect(receiverOf({ ...to, role: 'PSYCHOLOGIST' }, 'SUICIDE_RISK')).toEqual({ answererId: null, answerRoles: ['DOCTOR', 'PSYCHOLOGIST'] });
    expect(receiverOf({ ...to, role: 'NURSE' }, 'SUICIDE_RISK')).toMatchObject({ field: 'role' });
    expect(receiverOf({ ...to, staffId: 'nils', personsRoles: ['NURSE'] }, 'SUICIDE_RISK')).toMatchObject({ field: 'staffId' });
  });

  it('a role that gives no care, and an absent person without a role, cannot be asked', () => {
    expect(receiverOf({ ...to, role: 'UNIT_MANAGER' }, 'MISPLACED')).toMatchObject({ field: 'role' });
    expect(receiverOf({ ...to, staffId: 'dora' }, 'MISPLACED')).toMatchObject({ field: 'staffId' });
  });

  it('[DIR-3] only who did not see the case before sees it because of the request', () => {
    const seen: Visibility[] = [{ unitId: 'soderhamn', roles: ['NURSE', 'UNIT_MANAGER'], addedByStep: 2 }];
    expect(seenBecauseAsked('soderhamn', { answererId: null, answerRoles: ['NURSE', 'DOCTOR'] }, seen)).toEqual([{ unitId: 'soderhamn', roles: ['DOCTOR'] }]);
    expect(seenBecauseAsked('soderhamn', { answererId: null, answerRoles: ['NURSE'] }, seen)).toEqual([]);
    expect(seenBecauseAsked('ljusdal', doctors, seen)).toEqual([{ unitId: 'ljusdal', roles: ['DOCTOR', 'UNIT_MANAGER'] }]);
  });
});

describe('the answer', () => {
  it('[HND-1] [HND-3] who accepts has the case, its unit is responsible, the giver takes part; a started visit goes on and no clock moves', () => {
    for (const c of [takenCase(), startedCase({ participants: ['dora', 'vera'] })]) {
      const answered = acceptHandover(c, open, dora, now);
      expect(answered).toMatchObject({
        is: 'ANSWERED', handover: { status: 'ACCEPTED', answeredBy: 'dora', answeredAt: now },
        case: { status: c.status, unitId: 'soderhamn', firstUnitId: 'bollnas', takenBy: 'dora', takenByRole: 'DOCTOR', takenAt: now, startedAt: c.startedAt, waitingSince: c.waitingSince, dueAt: c.dueAt },
      });
      expect(answered.is === 'ANSWERED' && answered.case.participants).toEqual(c.participants.length > 0 ? ['vera', 'nina'] : ['nina']);
    }
  });

  it('[HND-1] only who is asked answers, never the giver; what is answered is answered', () => {
    const nils = { ...dora, personId: 'nils', role: 'NURSE' as const };
    for (const by of [nils, { ...dora, unitIds: ['bollnas'] }, { ...dora, role: 'UNIT_MANAGER' as const }]) expect(acceptHandover(takenCase(), open, by, now)).toEqual({ is: 'NOT_PERMITTED' });
    expect(acceptHandover(takenCase(), { ...open, answererId: 'dag' }, dora, now)).toEqual({ is: 'NOT_PERMITTED' });
    expect(acceptHandover(takenCase(), { ...open, askedBy: 'dora' }, dora, now)).toEqual({ is: 'NOT_PERMITTED' });
    for (const status of ['REFUSED', 'WITHDRAWN', 'ACCEPTED'] as const) {
      expect(acceptHandover(takenCase(), { ...open, status, answeredBy: 'dag' }, dora, now)).toEqual({ is: 'HANDOVER_NOT_OPEN', status });
    }
  });

  it('[HND-1] the same answer twice is the same yes', () => {
    expect(acceptHandover(takenCase(), { ...open, status: 'ACCEPTED', answeredBy: 'dora' }, dora, now)).toEqual({ is: 'SAME' });
    expect(refuseHandover(takenCase(), { ...open, status: 'REFUSED', answeredBy: 'dora' }, dora, 'OTHER', now)).toEqual({ is: 'SAME' });
    expect(withdrawHandover(takenCase(), { ...open, status: 'WITHDRAWN' }, nina, now)).toEqual({ is: 'SAME' });
  });

  it('[HND-1] a refusal and a withdrawal leave the case as it is; only the giver takes it back', () => {
    expect(refuseHandover(takenCase(), open, dora, 'NO_CAPACITY', now)).toMatchObject({ is: 'ANSWERED', case: takenCase(), handover: { status: 'REFUSED', refusalReason: 'NO_CAPACITY' } });
    expect(withdrawHandover(takenCase(), open, nina, now)).toMatchObject({ is: 'ANSWERED', case: takenCase(), handover: { status: 'WITHDRAWN' } });
    expect(withdrawHandover(takenCase(), open, dora, now)).toEqual({ is: 'NOT_PERMITTED' });
    expect(withdrawHandover(takenCase(), { ...open, status: 'ACCEPTED' }, nina, now)).toEqual({ is: 'HANDOVER_NOT_OPEN', status: 'ACCEPTED' });
  });

  it('[HND-1] overdue is told once, not before its time, and not when answered', () => {
    expect(overdueHandover(open, open.answerBy)).toMatchObject({ overdueAt: open.answerBy });
    expect(overdueHandover(open, new Date(open.answerBy.getTime() - 1))).toBeUndefined();
    for (const other of [{ ...open, overdueAt: now }, { ...open, status: 'REFUSED' as const }, undefined]) expect(overdueHandover(other, new Date('2027-01-01Z'))).toBeUndefined();
  });
});

describe('answerBy', () => {
  const at = (time: string): Date => new Date(`2026-11-0${time}Z`);
  const days = [['2T07:00', '2T11:00'], ['2T12:00', '2T16:00'], ['3T07:00', '3T16:00']].map(([from, to]) => ({ from: at(from!), to: at(to!) }));
  const by = (priority: string, askedAt: Date, hours = days) => answerBy(handoverTimeouts.ONE_TO_TWELVE, priority, askedAt, hours);

  it.each([['2', 5], ['3', 10], ['4', 30], ['5', 120]])('[HND-1] priority %s is answered within %i minutes, open or not', (priority, minutes) => {
    for (const asked of [at('2T09:00'), at('2T23:00')]) expect(by(priority, asked)).toEqual(new Date(asked.getTime() + minutes * 60_000));
  });

  it('[HND-1] other levels four hours after the receiver’s next opening; a lunch break is no opening; without known hours within a day', () => {
    for (const asked of [at('2T09:00'), at('2T11:30'), at('2T15:59'), at('2T22:00')]) expect(by('9', asked)).toEqual(at('3T11:00'));
    expect(by('12', at('1T22:00'))).toEqual(at('2T11:00'));
    expect(by('9', at('3T08:00'))).toEqual(at('4T08:00'));
  });

  it('[HND-1] the scheme 1–5 has the same minutes for the same handling times', () => {
    expect(Object.values(handoverTimeouts.ONE_TO_FIVE.minutes)).toEqual(Object.values(handoverTimeouts.ONE_TO_TWELVE.minutes));
  });
});
