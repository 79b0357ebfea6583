import type { Tx } from '@vardgraf/service-kit/transaction';
import { caseRelationOf } from '../storage/relation-store';
import { readMessages, settleAssigned, settleCase } from '../storage/staff-notice-store';
import { bumpReaders, tellStaff, tellStaffMember } from './tell-staff';

/** A case, as an event about it tells. */
export interface CaseNews {
  regionId: string;
  caseId: string;
  at: Date;
}

/** Whoever sees the case from this step on is told (NOT-5, QUE-6). */
export async function tellEscalated(tx: Tx, c: CaseNews, step: number, added: readonly { unitId: string; roles: readonly string[] }[]): Promise<void> {
  for (const { unitId, roles } of added) {
    await tellStaff(tx, { ...about(c), businessKey: `escalated:${c.caseId}:${step}:${unitId}`, kind: 'ESCALATED' }, { unitId, roles, staffId: null }, null);
  }
}

/** To whom the clock has given the case is told; each time anew (NOT-5, EXP-4). @param version number of the event */
export async function tellAssigned(tx: Tx, c: CaseNews, to: { staffId: string; unitId: string }, version: number): Promise<void> {
  await tellStaffMember(tx, { ...about(c), businessKey: `assigned:${c.caseId}:${version}`, kind: 'CASE_ASSIGNED', unitId: to.unitId }, to.staffId);
}

/** The clock has taken it back, or the holder gave it away. */
export async function tellReleased(tx: Tx, { regionId, caseId, at }: CaseNews): Promise<void> {
  bumpReaders(tx, await settleAssigned(tx, regionId, caseId, at));
}

/** The fixed doctor is told that the patient has come (NOT-5, RDG-5). */
export async function tellFixedDoctor(tx: Tx, c: CaseNews, unitId: string, doctorId: string): Promise<void> {
  await tellStaffMember(tx, { ...about(c), businessKey: `fixed:${c.caseId}`, kind: 'FIXED_PATIENT', unitId }, doctorId);
}

/** Somebody has the case or the question, or it is over: to the others it waits no more. */
export async function tellSettled(tx: Tx, { regionId, caseId, at }: CaseNews): Promise<void> {
  bumpReaders(tx, await settleCase(tx, regionId, caseId, at));
}

/** Who has the case is told that the patient has written, once until it is read (NOT-5). */
export async function tellPatientMessage(tx: Tx, c: CaseNews, messageId: string): Promise<void> {
  const relation = await caseRelationOf(tx, c.regionId, c.caseId);
  if (!relation?.takenBy) return;
  await tellStaffMember(tx, { ...about(c), businessKey: `message:${messageId}`, kind: 'PATIENT_MESSAGE', unitId: relation.responsibleUnitId }, relation.takenBy);
}

/** Whoever has read the thread has read that there was something in it. */
export async function tellMessagesRead(tx: Tx, { regionId, caseId, at }: CaseNews, staffId: string): Promise<void> {
  bumpReaders(tx, await readMessages(tx, regionId, staffId, caseId, at));
}

function about({ regionId, caseId, at }: CaseNews) {
  return { regionId, caseId, handoverId: null, consultationId: null, at };
}
