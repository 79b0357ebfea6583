import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { type RiskRefused, staffRiskStep } from '../domain/move-suicide-risk';
import type { Done, RefusedAs } from '../domain/outcome';
import { actOnRisk } from './risk-operation';

/** Keeps the chat with a silent patient open for so many minutes, as long as a doctor or psychologist judges it safe; then the patient is phoned (SAF-1). */
export function prolongContact(db: Database, actor: StaffActor, caseId: string, minutes: number, requestId?: string): Promise<Done | RiskRefused | RefusedAs<'NOT_FOUND'>> {
  return actOnRisk<RiskRefused>(db, actor, {
    caseId, verb: 'prolongContact', requestId,
    decide: async (_tx, { found, by }, w) => staffRiskStep(found, by, 'PROLONG_CONTACT', { ...w, until: new Date(w.now.getTime() + minutes * 60_000) }),
  });
}
