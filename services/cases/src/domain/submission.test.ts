import { aCase, startedCase, takenCase } from '../../test/a-case';
import { caseStatuses } from './codes';
import { differs, followed, type Submission } from './submission';
import { becomes, canonicalContent, type Consultation } from './submit-consultation';
import { forwardConsultation } from './forward-consultation';
import { isMoveOfKind, transitions } from './transitions';

const submission: Submission = {
  id: 's', regionId: 'gavleborg', partnerId: 'p', reference: 'r', patientId: 'anna', journeyId: 'j', became: 'CONSULTATION', status: 'PENDING', caseId: aCase().id, ticketId: null,
  unitId: 'bollnas', profession: 'NURSE', priority: '3', submittedAt: aCase().createdAt, readFrom: aCase().createdAt, startedAt: null, endedAt: null, outcome: null, overdueAt: null, forwarded: 0,
  forwardedBy: null, version: 2,
};
const consultation: Consultation = {
  reference: 'r', patientId: 'anna', digital: false, careLevel: 'PHYSICAL', priority: '7', profession: 'DOCTOR', unitId: 'bollnas', summary: 'words',
  callBackNumbers: [{ number: '+46701740605', whose: null }, { number: '+46701740606', whose: 'daughter' }], journeyId: null, interpreterLanguage: null, safeguarding: false, repeatCaller: false,
};
const nina = { personId: 'nina', role: 'NURSE' as const, unitIds: ['bollnas'] };
const onward = { unitId: 'soderhamn', profession: 'DOCTOR' as const, noOneInRole: false };

describe('a submission', () => {
  it('[BEY-2] follows its case: pending until a clinician has really started, and pending again when it is given back', () => {
    expect(followed(submission, takenCase()).status).toBe('PENDING');
    expect(followed(submission, startedCase())).toMatchObject({ status: 'IN_PROGRESS', startedAt: startedCase().firstStartedAt });
    expect(followed(submission, aCase({ firstStartedAt: startedCase().firstStartedAt })).status).toBe('PENDING');
    expect(followed(submission, startedCase({ status: 'COMPLETED', endReason: 'CARE_GIVEN' }))).toMatchObject({ status: 'COMPLETED', outcome: 'CARE_GIVEN' });
    for (const status of caseStatuses) expect(followed(submission, aCase({ status })).status).not.toBe('RECEIVED');
  });

  it('[BEY-2] of a ticket follows the booked visit, and waits for another booking when that one falls away', () => {
    const ticket: Submission = { ...submission, became: 'TICKET', ticketId: 't', caseId: null, status: 'RECEIVED' };
    const booked = followed(ticket, aCase({ kind: 'SCHEDULED' }));
    expect(booked).toMatchObject({ status: 'PENDING', caseId: aCase().id });
    expect(followed(booked, aCase({ kind: 'SCHEDULED', status: 'CANCELLED' }))).toMatchObject({ status: 'RECEIVED', caseId: null });
  });

  it('[BEY-2] a change that the partner does not see is none', () => {
    expect(differs(submission, followed(submission, aCase()))).toBe(false);
    expect(differs(submission, followed(submission, aCase({ unitId: 'soderhamn' })))).toBe(true);
  });

  it('[CON-2] [RDG-1] becomes an assignment for who is not digital, else a ticket where the level is booked and a drop-in where it is not', () => {
    expect([becomes(false, { bookable: true }), becomes(true, { bookable: true }), becomes(true, { bookable: false })]).toEqual(['CONSULTATION', 'TICKET', 'DROP_IN']);
  });

  it('[CON-4] any other content is told apart, also the order of the numbers, and the reference is not part of it', () => {
    const others: Partial<Consultation>[] = [
      { patientId: 'bo' }, { digital: true }, { careLevel: 'DIGITAL' }, { priority: '8' }, { profession: 'NURSE' }, { unitId: 'soderhamn' }, { summary: 'word' },
      { callBackNumbers: [...consultation.callBackNumbers].reverse() }, { callBackNumbers: consultation.callBackNumbers.slice(0, 1) }, { journeyId: 'j' },
      { interpreterLanguage: 'ar' }, { safeguarding: true }, { repeatCaller: true },
    ];
    const contents = [consultation, ...others.map((other) => ({ ...consultation, ...other }))].map(canonicalContent);
    expect(new Set(contents).size).toBe(others.length + 1);
    expect(canonicalContent({ ...consultation, reference: 'other' })).toBe(canonicalContent(consultation));
  });
});

describe('an assignment from telephone triage', () => {
  const assignment = takenCase({ kind: 'TELEPHONE_TRIAGE', entryChannel: 'TELEPHONE_TRIAGE' });

  it('[CON-2] cannot be declined: no move of staff ends it before it has been started, and none gives it back to the patient', () => {
    const ofAssignments = transitions.filter((t) => isMoveOfKind(t.action, 'TELEPHONE_TRIAGE'));
    const byStaff = ofAssignments.filter((t) => t.by === 'HOLDER' || t.by === 'CLINICIAN');
    for (const t of byStaff) if (['CANCELLED', 'ENTERED_IN_ERROR', 'COMPLETED'].includes(t.to)) expect(['IN_PROGRESS', 'ON_HOLD']).toContain(t.from);
    expect(ofAssignments.filter((t) => t.to === 'CANCELLED').map((t) => t.by).sort().filter((by, i, all) => all.indexOf(by) === i)).toEqual(['BOOKING', 'PATIENT']);
  });

  it('[CON-2] is sent onward by who has it, and waits there by the clock it had', () => {
    const sent = forwardConsultation(assignment, nina, onward);
    expect(sent).toMatchObject({ is: 'CHANGED', case: { status: 'REQUESTED', unitId: 'soderhamn', profession: 'DOCTOR', takenBy: null, dueAt: assignment.dueAt, waitingSince: assignment.waitingSince, participants: ['nina'] } });
    expect(forwardConsultation({ ...assignment, status: 'IN_PROGRESS', startedAt: assignment.takenAt }, nina, onward)).toMatchObject({ is: 'CHANGED' });
  });

  it('[CON-2] is not sent onward by who has not taken it, nor in a role that gives no care, nor when it is over; and nothing else is', () => {
    expect(forwardConsultation(assignment, { ...nina, personId: 'nils' }, onward)).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: 'nina' });
    expect(forwardConsultation(aCase({ kind: 'TELEPHONE_TRIAGE' }), nina, onward)).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: null });
    expect(forwardConsultation(assignment, { ...nina, role: 'UNIT_MANAGER' }, onward)).toEqual({ is: 'NOT_PERMITTED' });
    expect(forwardConsultation({ ...assignment, status: 'COMPLETED' }, nina, onward)).toEqual({ is: 'CASE_NOT_OPEN', status: 'COMPLETED' });
    expect(forwardConsultation(takenCase(), nina, onward)).toEqual({ is: 'NOT_AN_ASSIGNMENT' });
  });
});
