import type { Case } from '../src/domain/case';

const at = new Date('2026-11-02T09:00:00Z');

/** A waiting case of Anna's at Bollnäs, priority 3, for the rules' tests; say what differs. */
export function aCase(given: Partial<Case> = {}): Case {
  return {
    id: '018f0000-0000-7000-8000-000000000001', regionId: 'gavleborg', patientId: 'anna', kind: 'DROP_IN', status: 'REQUESTED', entryChannel: 'TRIAGE', sessionId: 's1',
    complaintCode: 'sore-throat', profession: 'NURSE', noOneInRole: false, ageBand: 'FROM_18_TO_64', sex: 'FEMALE', tags: [], unitId: 'bollnas', firstUnitId: 'bollnas',
    priority: '3', urgencyRank: 3, firstPriority: '3', firstUrgencyRank: 3, createdAt: at, waitingSince: at, dueAt: new Date(at.getTime() + 1_800_000), escalationStep: 0,
    takenBy: null, takenByRole: null, takenAt: null, releasedBy: null, startedAt: null, firstStartedAt: null, endedAt: null, endReason: null, bookingId: null, bookedAt: null,
    linkedCaseId: null, phaseEndsAt: null, phaseUntil: null, unreadMessages: 0, alertState: 'NONE', riskState: null, riskLevel: null, riskNextAt: null, attemptsMade: false,
    openProtocols: [], nextAt: new Date(at.getTime() + 1_800_000), participants: [], fixedDoctorId: null, reservedUntil: null, reasonTrace: [],
    version: 2, ...given,
  };
}

/** The same, taken by nina. */
export function takenCase(given: Partial<Case> = {}): Case {
  return aCase({ status: 'ACCEPTED', takenBy: 'nina', takenByRole: 'NURSE', takenAt: at, version: 4, ...given });
}

/** The same, started by nina. */
export function startedCase(given: Partial<Case> = {}): Case {
  return takenCase({ status: 'IN_PROGRESS', startedAt: at, firstStartedAt: at, version: 5, ...given });
}
