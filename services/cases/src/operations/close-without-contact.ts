import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { type RiskRefused, staffRiskStep } from '../domain/move-suicide-risk';
import type { Done, RefusedAs } from '../domain/outcome';
import { actOnRisk } from './risk-operation';

/**
 * Gives up a patient who could not be reached: a doctor or psychologist says, with their name and reason, that the risk is low with reasonable
 * certainty. Never once it was judged at least moderate, and not before the phone attempts (SAF-1).
 */
export function closeWithoutContact(db: Database, actor: StaffActor, caseId: string, reason: string, requestId?: string): Promise<Done | RiskRefused | RefusedAs<'NOT_FOUND'>> {
  return actOnRisk<RiskRefused>(db, actor, {
    caseId, verb: 'closeWithoutContact', said: { words: reason }, requestId,
    decide: async (_tx, { found, by }, w) => staffRiskStep(found, by, 'CLOSE_WITHOUT_CONTACT', w),
  });
}
