import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { type RiskRefused, staffRiskStep } from '../domain/move-suicide-risk';
import type { Done, RefusedAs } from '../domain/outcome';
import { actOnRisk } from './risk-operation';

export interface HandOverAcutelyInput {
  caseId: string;
  to: 'EMERGENCY' | 'ON_CALL_DOCTOR' | 'PSYCHIATRY';
  /** What was told. */
  words: string;
}

/** Hands the patient over to 112, the on-call doctor or psychiatry, also as the last resort for who refuses care; open until the receipt is recorded (SAF-1). */
export function handOverAcutely(db: Database, actor: StaffActor, input: HandOverAcutelyInput, requestId?: string): Promise<Done | RiskRefused | RefusedAs<'NOT_FOUND'>> {
  return actOnRisk<RiskRefused>(db, actor, {
    caseId: input.caseId, verb: 'handOverAcutely', said: { reason: input.to, words: input.words }, requestId,
    decide: async (_tx, { found, by }, w) => staffRiskStep(found, by, 'HAND_OVER_ACUTELY', w),
  });
}
