import type { Tx } from '@vardgraf/service-kit/transaction';
import { type Case, suicideRiskOpen } from '../domain/case';
import { openStatuses } from '../domain/transitions';
import { visibilityOf } from '../storage/case-store';
import { placedAt } from './placed-at';
import { recordChange } from './record-change';

/**
 * What the patient writes after the visit gives cause to suspect suicide risk: the protocol begins in the case that the message belongs to, whose clock rings until a doctor or
 * psychologist has it (SAF-1). A case that is over keeps none; then the protocol is the message's own (`move-suicide-risk.ts`).
 */
export async function suspectByMessage(tx: Tx, linked: Case | undefined, how: { sign: string; verb: string; actingUnitId: string; requestId?: string | undefined }): Promise<void> {
  if (!linked || !openStatuses.includes(linked.status) || suicideRiskOpen(linked)) return;
  const { visibility: added } = await placedAt(tx, { ...linked, tags: [...linked.tags, 'SUICIDE_RISK_FLAGGED'], riskState: 'FLAGGED' });
  await recordChange(tx, {
    before: linked, after: linked, visibility: await visibilityOf(tx, linked.id), added, action: 'SAFETY', verb: how.verb, actingUnitId: how.actingUnitId, requestId: how.requestId,
    risk: { suspected: true, said: { reason: how.sign } },
  });
}
