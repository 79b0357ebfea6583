import type { Phase, Side } from './codes';

/** One conversation about one case. */
export interface Thread {
  id: string;
  regionId: string;
  caseId: string;
  patientId: string;
  unitId: string;
  kind: 'VISIT';
  phase: Phase;
  phaseEndsAt: Date | null;
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
