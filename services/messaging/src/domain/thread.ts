import type { Phase, Side } from './codes';

/** One conversation about one case, or about what a colleague asks (CON-1). */
export interface Thread {
  id: string;
  regionId: string;
  caseId: string;
  /** Null in a consultation, in which no patient takes part. */
  patientId: string | null;
  unitId: string;
  kind: 'VISIT' | 'CONSULTATION';
  phase: Phase;
  phaseEndsAt: Date | null;
  /** In a consultation: who asks, from which unit, and about which case; null in others. */
  askedBy: string | null;
  askingUnitId: string | null;
  aboutCaseId: string | null;
  /** Place of the last message; 0 before the first. */
  lastSeq: number;
  lastPostedAt: Date;
  readByStaff: number;
  readByPatient: number;
  /** Messages of the patient's side that no staff member has read, and the other way round. */
  unreadByStaff: number;
  unreadByPatient: number;
  /** The case's last event that happened here. */
  caseVersion: number;
  /** The number of the thread's last event. */
  version: number;
}

/** How far the side has read. */
export function readBy(thread: Thread, side: Side): number {
  return side === 'STAFF' ? thread.readByStaff : thread.readByPatient;
}

/** Messages of the other side that the side has not read. */
export function unreadBy(thread: Thread, side: Side): number {
  return side === 'STAFF' ? thread.unreadByStaff : thread.unreadByPatient;
}

/** The side that the other one writes to. */
export function otherSide(side: Side): Side {
  return side === 'STAFF' ? 'PATIENT' : 'STAFF';
}
