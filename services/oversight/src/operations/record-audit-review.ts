import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import type { AuditReview, ReviewCause, ReviewOutcome } from '../domain/audit-review';
import { addReview, countKnown, reviewByClientId } from '../storage/review-store';

export interface RecordAuditReviewInput {
  clientId: string;
  entryIds: string[];
  cause: ReviewCause;
  outcome: ReviewOutcome;
  note: string | null;
}

/**
 * Documents what came of looking at entries of the log (AUD-1). The same client id again gives the first result.
 * @returns NOT_FOUND when one of the entries is not in the reviewer's region's log
 */
export async function recordAuditReview(db: Database, actor: StaffActor, input: RecordAuditReviewInput, requestId?: string): Promise<AuditReview | 'NOT_FOUND'> {
  return transact(db, actor, async (tx) => {
    const before = await reviewByClientId(tx, actor.personId, input.clientId);
    if (before) return before;
    const auditIds = [...new Set(input.entryIds)];
    if ((await countKnown(tx, actor.regionId, auditIds)) < auditIds.length) return 'NOT_FOUND';
    const { clientId, cause, outcome, note } = input;
    const review = { id: v7(), regionId: actor.regionId, reviewerId: actor.personId, at: await tx.now(), clientId, cause, outcome, note };
    const added = await addReview(tx, review, auditIds);
    if (!added) return (await reviewByClientId(tx, actor.personId, clientId))!;
    tx.audit({ action: 'recordAuditReview', what: `review/${outcome}/${auditIds.length}`, reason: cause, note: note ?? undefined, requestId });
    return added;
  });
}
