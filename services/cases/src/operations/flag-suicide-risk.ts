import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { isNewSuspicion, type RiskRefused, riskRefusal } from '../domain/move-suicide-risk';
import { type Done, notFound, type RefusedAs } from '../domain/outcome';
import { isClinical, openStatuses } from '../domain/transitions';
import { lockCaseOfMessage } from '../storage/case-store';
import { placedAt } from './placed-at';
import { recordChange } from './record-change';
import { suspectByMessage } from './suspect-by-message';
import { lockVisible, shownAgain } from './visible-case';

/**
 * Suspects suicide risk: from now on the case does not end, doctor and psychologist see it, and whoever has it and is neither hands it over (SAF-1). A
 * suspicion of what is open already is the same yes. Suspected by what the patient writes after the visit, it begins in the message's case too, and in the message alone
 * where that case is over.
 */
export async function flagSuicideRisk(db: Database, actor: StaffActor, caseId: string, sign: string, requestId?: string): Promise<Done | RiskRefused | RefusedAs<'NOT_FOUND'>> {
  return transact(db, actor, async (tx): Promise<Done | RiskRefused | RefusedAs<'NOT_FOUND'>> => {
    const linked = await lockCaseOfMessage(tx, actor.regionId, caseId);
    const seen = await lockVisible(tx, actor, caseId);
    if (!seen || seen.found.kind === 'CONSULTATION') return notFound;
    const { found, visibility, by, actingUnitId } = seen;
    if (isClinical(by.role) && openStatuses.includes(found.status)) await suspectByMessage(tx, linked, { sign, verb: 'flagSuicideRisk', actingUnitId, requestId });
    const caseOver = linked !== undefined && !openStatuses.includes(linked.status);
    if (openStatuses.includes(found.status) && !isNewSuspicion(found, caseOver)) return shownAgain(tx, found, actingUnitId, requestId);
    const refused = riskRefusal(found, by, 'FLAG_SUICIDE_RISK');
    if (refused) return refused;
    const { visibility: added } = await placedAt(tx, { ...found, tags: [...found.tags, 'SUICIDE_RISK_FLAGGED'], riskState: 'FLAGGED' });
    const stored = await recordChange(tx, {
      before: found, after: found, visibility, added, action: 'SAFETY', verb: 'flagSuicideRisk', actingUnitId, requestId, risk: { suspected: true, said: { reason: sign } },
    });
    return { is: 'DONE', case: stored };
  });
}
