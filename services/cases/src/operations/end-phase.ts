import type { Tx } from '@vardgraf/service-kit/transaction';
import { endPhase as decide } from '../domain/end-case';
import { loadCaseForUpdate, visibilityOf } from '../storage/case-store';
import { afterwards } from './case-events';
import { recordChange } from './record-change';

/** The conversation's phase is over: the case closes itself, unless suicide risk is open; then it stays in its holder's list (VIS-4, SAF-1). */
export async function endPhase(tx: Tx, regionId: string, caseId: string): Promise<void> {
  const before = await loadCaseForUpdate(tx, regionId, caseId);
  const after = before && decide(before, await tx.now());
  if (!after) return;
  await recordChange(tx, {
    before, after, visibility: await visibilityOf(tx, caseId), action: 'END_PHASE', reason: after.endReason!, verb: 'endPhase',
    event: { type: 'case.ended', data: { ...afterwards(after), staffId: after.takenBy!, reason: after.endReason! } },
  });
  tx.cancelTimers(caseId);
}
