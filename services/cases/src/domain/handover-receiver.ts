import { rolesAt, type Visibility } from './case';
import { clinicalRoles, type HandoverReason, type StaffRole, suicideRiskAssessors } from './codes';
import type { Seen } from './handover';
import { isClinical } from './transitions';

/** Whom a giver asks, with what is known of them. */
export interface AskedReceiver {
  unitId: string;
  role: StaffRole | null;
  staffId: string | null;
  /** Roles somebody has a commission for at the unit. */
  staffedRoles: readonly StaffRole[];
  /** Roles of the named person at the unit; none when they have no commission there now. */
  personsRoles: readonly StaffRole[];
}

/** Who may answer. */
export interface Receiver {
  answererId: string | null;
  answerRoles: StaffRole[];
}

/** What cannot be asked: the field at fault, and what it should be. */
export interface ReceiverFault {
  field: 'role' | 'staffId';
  says: string;
}

/**
 * Who may answer a request: the named person; the role, where the person has no commission there now (RDG-5); every clinical role, where nobody
 * has the role (QUE-7). A case handed over for suicide risk goes to who may assess it (SAF-1).
 */
export function receiverOf(to: AskedReceiver, reason: HandoverReason): Receiver | ReceiverFault {
  const mayReceive: readonly StaffRole[] = reason === 'SUICIDE_RISK' ? suicideRiskAssessors : clinicalRoles;
  if (to.role && !isClinical(to.role)) return { field: 'role', says: 'a role that gives care' };
  if (to.role && !mayReceive.includes(to.role)) return { field: 'role', says: 'doctor or psychologist, since the reason is suicide risk' };
  const persons = to.personsRoles.filter((role) => mayReceive.includes(role) && (to.role === null || role === to.role));
  if (to.staffId !== null && persons.length > 0) return { answererId: to.staffId, answerRoles: persons };
  if (to.staffId !== null && to.role === null) return { field: 'staffId', says: 'somebody who may take the case over at the unit now; or say in which role, for who is there' };
  const inRole = to.role !== null && to.staffedRoles.includes(to.role);
  return { answererId: null, answerRoles: inRole ? [to.role!] : [...mayReceive] };
}

/** Who sees the case because it is asked: whoever may answer, and the unit's manager, of those who do not see it yet. */
export function seenBecauseAsked(unitId: string, receiver: Receiver, visibility: readonly Visibility[]): Seen[] {
  const seen = rolesAt(visibility, unitId);
  const roles = ([...receiver.answerRoles, 'UNIT_MANAGER'] as const).filter((role) => !seen.includes(role)).sort();
  return roles.length > 0 ? [{ unitId, roles }] : [];
}
