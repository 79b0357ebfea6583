import { type Case, type Visibility, widened } from './case';
import { clinicalRoles, type StaffRole } from './codes';
import type { HandlingClock } from './handling-time';
import type { Receiver } from './handover-receiver';
import { type ActingStaff, staffMove } from './may-move';
import { newCase } from './new-case';
import type { RefusedAs } from './outcome';
import type { ConsultationWish } from './staff-consultation';
import { openStatuses } from './transitions';

/** Whether the person may ask about the case: one who has taken or opened it; to hand it over, its holder (CON-1). */
export function askConsultation(about: Case, by: ActingStaff, wish: ConsultationWish): { is: 'YES' } | RefusedAs<'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'NOT_TAKEN_BY_YOU'> {
  if (wish === 'TO_HAND_OVER') {
    const move = staffMove('REQUEST_HANDOVER', about, by);
    return move.is === 'MOVE' ? { is: 'YES' } : move;
  }
  if (!openStatuses.includes(about.status)) return { is: 'CASE_NOT_OPEN', status: about.status };
  return about.takenBy === by.personId || about.participants.includes(by.personId) ? { is: 'YES' } : { is: 'NOT_TAKEN_BY_YOU', takenBy: about.takenBy };
}

/** Which role the question addresses: the one named, else that of the person, else that of the case where somebody has it, else the first role that gives care at the unit. */
export function addressedRole(to: { role: StaffRole | null; staffId: string | null }, receiver: Receiver, about: Pick<Case, 'profession'> | null, staffedRoles: readonly StaffRole[]): StaffRole {
  if (to.role) return to.role;
  if (to.staffId !== null) return receiver.answerRoles[0]!;
  if (about && staffedRoles.includes(about.profession)) return about.profession;
  return clinicalRoles.find((role) => staffedRoles.includes(role)) ?? 'NURSE';
}

/** Who sees the question: whoever may answer it, and whoever sees what comes to the unit for its role (QUE-7, SAF-5). A person who is absent falls back to the role (RDG-5). */
export function seenByAsked(unitId: string, receiver: Receiver, placed: readonly Visibility[]): Visibility[] {
  return widened(placed, [{ unitId, roles: receiver.answerRoles, addedByStep: 0 }]);
}

/** The place of a question in the queue of the unit asked: an item of nobody's case, with its own clock (CON-1, QUE-2). Age band, sex and complaint are those of the case about which it asks. */
export function caseOfConsultation(
  given: Pick<Case, 'id' | 'regionId' | 'unitId' | 'profession' | 'noOneInRole' | 'priority' | 'urgencyRank' | 'createdAt'>, about: Case | null, clock: HandlingClock,
): Case {
  return newCase({
    ...given, patientId: null, kind: 'CONSULTATION', entryChannel: 'CONSULTATION', sessionId: null, complaintCode: about?.complaintCode ?? null, ageBand: about?.ageBand ?? 'UNKNOWN',
    sex: about?.sex ?? 'UNKNOWN', tags: [], linkedCaseId: about?.id ?? null, waitingSince: clock.waitingSince, dueAt: clock.dueAt, reasonTrace: [clock.rule],
  });
}
