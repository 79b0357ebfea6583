import type { StaffActor } from '@vardgraf/service-kit/actor';
import { badInput } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { assessmentFault, assessSuicideRisk as decide, type Assessment } from '../domain/assess-suicide-risk';
import type { RiskRefused } from '../domain/move-suicide-risk';
import type { Done, RefusedAs } from '../domain/outcome';
import { assessedBefore, endOfDayAfter, insertAssessment } from '../storage/suicide-risk-store';
import { consideredByAssessment } from './consider-suicide-risk';
import { actOnRisk } from './risk-operation';
import type { VisibleCase } from './visible-case';

export interface AssessSuicideRiskInput extends Assessment {
  clientId: string;
  caseId: string;
}

type Refusal = RiskRefused | RefusedAs<'NOT_TAKEN_BY_YOU' | 'CONTACT_NEEDED'>;

/**
 * A doctor's or psychologist's assessment: rung, risk and protective factors, basis, level (SAF-1). Moderate wants a physical visit by the end of
 * the second day, high or acute a hand-over at once. The same client id gives the first yes again.
 * @throws Fault BAD_INPUT when the record is not complete for its level
 */
export function assessSuicideRisk(db: Database, actor: StaffActor, input: AssessSuicideRiskInput, requestId?: string): Promise<Done | Refusal | RefusedAs<'NOT_FOUND'>> {
  const fault = assessmentFault(input);
  if (fault) throw badInput(`input.${fault.field}`, fault.says);
  return actOnRisk<Refusal>(db, actor, {
    caseId: input.caseId, verb: 'assessSuicideRisk', requestId,
    decide: async (tx, seen, w) => {
      const { found, by } = seen;
      if ((await assessedBefore(tx, by.personId, input.clientId)) === found.id) return { is: 'MOVED', case: found, steps: [] };
      const decided = decide(found, by, input, { ...w, until: await endOfDayAfter(tx, w.now, w.times.visitWithinDays) });
      if (decided.is === 'MOVED') await keep(tx, seen, input, w.now);
      return decided;
    },
    then: (tx, { by, actingUnitId }, assessed, seenBy) => consideredByAssessment(tx, assessed, seenBy, { by, actingUnitId, verb: 'assessSuicideRisk', requestId }),
  });
}

async function keep(tx: Tx, { found, by }: VisibleCase, { clientId, ...a }: AssessSuicideRiskInput, at: Date): Promise<void> {
  await insertAssessment(tx, { ...a, id: v7(), caseId: found.id, at, byId: by.personId, byRole: by.role }, clientId);
}
