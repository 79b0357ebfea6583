import type { Tx } from '@vardgraf/service-kit/transaction';
import { askedConsultationOf, saveAskedConsultation } from '../storage/asked-consultation-store';
import { tellStaff, tellStaffMember } from './tell-staff';

/** A question to colleagues, as its event tells of it. */
export interface ToldConsultation {
  regionId: string;
  consultationId: string;
  at: Date;
}

/** The role that is asked is told, also where one person was named: who is absent falls back to the role (NOT-5, CON-1, RDG-5). */
export async function tellConsultationAsked(tx: Tx, q: ToldConsultation, asked: { unitId: string; role: string }, by: { staffId: string; unitId: string }): Promise<void> {
  await saveAskedConsultation(tx, { consultationId: q.consultationId, regionId: q.regionId, ...by });
  await tellStaff(tx, { ...about(q), businessKey: `consultation:${q.consultationId}`, kind: 'CONSULTATION_ASKED' }, { unitId: asked.unitId, roles: [asked.role], staffId: null }, by.staffId);
}

/**
 * Who asked is told of what the other side wrote, or that it ended (NOT-5, CON-1); nothing when the id is of no consultation.
 * @param what tells one answer from the next  @param by whose doing it is: nobody is told of their own
 */
export async function tellConsultationAnswered(tx: Tx, q: ToldConsultation, what: string, by: string | null): Promise<void> {
  const asked = await askedConsultationOf(tx, q.regionId, q.consultationId);
  if (!asked || asked.staffId === by) return;
  await tellStaffMember(tx, { ...about(q), businessKey: `consultation-answered:${q.consultationId}:${what}`, kind: 'CONSULTATION_ANSWERED', unitId: asked.unitId }, asked.staffId);
}

function about({ regionId, consultationId, at }: ToldConsultation) {
  return { regionId, caseId: null, handoverId: null, consultationId, at };
}
