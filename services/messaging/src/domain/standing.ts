import type { SenderKind, Side } from './codes';
import type { Thread } from './thread';

/** How somebody who may read a thread stands to it. Who may not has no standing. */
export interface Standing {
  side: Side;
  personId: string;
  senderKind: Exclude<SenderKind, 'SYSTEM'>;
  /** Reads for their side: the patient, a guardian, the staff member who has the case or a work item of it. */
  speaksForSide: boolean;
  /** Of the staff: the case or the work item that they have is open. */
  inHand: boolean;
}

/** The patient, or a guardian of a child under the limit (SAF-4). */
export function patientsStanding(personId: string, thread: Pick<Thread, 'patientId'>): Standing {
  return { side: 'PATIENT', personId, senderKind: personId === thread.patientId ? 'PATIENT' : 'PROXY', speaksForSide: true, inHand: true };
}

/** Staff who have taken or opened the case: all of them read, who has it writes. In a consultation the side that asks does both (CON-1). */
export function staffsStanding(personId: string, relation: { holds: boolean; inHand: boolean; asks: boolean }): Standing {
  if (relation.asks) return { side: 'PATIENT', personId, senderKind: 'ASKER', speaksForSide: true, inHand: true };
  return { side: 'STAFF', personId, senderKind: 'STAFF', speaksForSide: relation.holds, inHand: relation.inHand };
}
