import { type Case, riskStateOf } from './case';

/** What the door that a case comes through must say of it; the rest is the same for every new case. */
export type NewCase = Pick<
  Case,
  | 'id' | 'regionId' | 'patientId' | 'kind' | 'entryChannel' | 'sessionId' | 'complaintCode' | 'profession' | 'noOneInRole' | 'ageBand' | 'sex' | 'tags' | 'unitId'
  | 'priority' | 'urgencyRank' | 'createdAt' | 'waitingSince' | 'dueAt' | 'reasonTrace'
> & Partial<Pick<Case, 'bookingId' | 'bookedAt' | 'linkedCaseId' | 'fixedDoctorId' | 'reservedUntil'>>;

/** A new case: waiting, at one unit, in nobody's hands (SAF-5, BEY-1). */
export function newCase(given: NewCase): Case {
  return {
    status: 'REQUESTED',
    firstUnitId: given.unitId,
    firstPriority: given.priority,
    firstUrgencyRank: given.urgencyRank,
    escalationStep: 0,
    takenBy: null,
    takenByRole: null,
    takenAt: null,
    releasedBy: null,
    startedAt: null,
    firstStartedAt: null,
    endedAt: null,
    endReason: null,
    bookingId: null,
    bookedAt: null,
    linkedCaseId: null,
    phaseEndsAt: null,
    phaseUntil: null,
    unreadMessages: 0,
    alertState: 'NONE',
    riskState: riskStateOf(given),
    riskLevel: null,
    riskNextAt: null,
    attemptsMade: false,
    openProtocols: [],
    nextAt: given.bookedAt ?? given.dueAt ?? given.waitingSince,
    fixedDoctorId: null,
    reservedUntil: null,
    participants: [],
    version: 0,
    ...given,
    tags: [...given.tags],
  };
}
