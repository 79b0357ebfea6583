import type { Tx } from '@vardgraf/service-kit/transaction';
import { lockSession } from '../storage/session-store';
import { recordChange } from './record-change';

/** The assignment of a session was submitted: whoever has its case in hand reads the session's report (TRI-9, CON-2). Another's journey changes nothing. */
export async function noteConsultation(tx: Tx, told: { regionId: string; journeyId: string; patientId: string; caseId: string | null }): Promise<void> {
  if (told.caseId === null || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(told.journeyId)) return;
  const s = await lockSession(tx, told.regionId, told.journeyId);
  if (s?.outcome?.disposition !== 'CONSULTATION' || s.patientId !== told.patientId || s.caseId !== null) return;
  await recordChange(tx, { before: s, after: { ...s, caseId: told.caseId }, verb: 'noteConsultation', what: 'session.submitted' });
}
