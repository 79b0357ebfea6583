import type { StaffActor } from '@vardgraf/service-kit/actor';
import { badInput } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import { type RiskRefused, staffRiskStep } from '../domain/move-suicide-risk';
import type { Done, RefusedAs } from '../domain/outcome';
import { actOnRisk } from './risk-operation';

export interface PlanIndividuallyInput {
  caseId: string;
  reason: 'WEEKEND_OR_HOLIDAY' | 'PATIENT_REFUSES' | 'OTHER';
  /** What is agreed with the patient. */
  plan: string;
  until: Date;
}

const longestPlanMs = 14 * 86_400_000;

/**
 * A plan of its own, by a doctor or psychologist with the patient, where no physical visit is possible in time (SAF-1). When its day has passed without
 * a visit, the risk is assessed again.
 * @throws Fault BAD_INPUT when its day is not ahead, or more than 14 days ahead
 */
export function planIndividually(db: Database, actor: StaffActor, input: PlanIndividuallyInput, requestId?: string): Promise<Done | RiskRefused | RefusedAs<'NOT_FOUND'>> {
  return actOnRisk<RiskRefused>(db, actor, {
    caseId: input.caseId, verb: 'planIndividually', said: { reason: input.reason, words: input.plan, until: input.until }, requestId,
    decide: async (_tx, { found, by }, w) => {
      const ahead = input.until.getTime() - w.now.getTime();
      if (ahead <= 0 || ahead > longestPlanMs) throw badInput('input.until', 'ahead, and within 14 days');
      return staffRiskStep(found, by, 'PLAN_INDIVIDUALLY', w);
    },
  });
}
