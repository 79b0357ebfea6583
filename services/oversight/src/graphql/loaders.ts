import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import type { AuditEntry } from '../domain/audit-entry';
import type { AuditReview } from '../domain/audit-review';
import { entriesOfReviews, readReviewsById } from '../operations/read-reviews';
import { readEntries } from '../operations/read-trail';
import { reviewerOf } from './callers';
import { discloseEntries } from './disclosures';

/** An entry of the reviewer's region by id; shown ones are logged. */
export function loadEntry(context: GraphContext, id: string): Promise<AuditEntry | null> {
  return context.loader<string, AuditEntry>('entry', async (ids) => {
    const entries = await readEntries(context.db, reviewerOf(context).regionId, ids);
    discloseEntries(context, 'auditEntry', entries.filter((entry) => entry !== null));
    return entries;
  })(id);
}

export function loadReview(context: GraphContext, id: string): Promise<AuditReview | null> {
  return context.loader<string, AuditReview>('review', (ids) => readReviewsById(context.db, reviewerOf(context).regionId, ids))(id);
}

/** The entries a review is about; shown ones are logged. */
export async function loadReviewed(context: GraphContext, reviewId: string): Promise<AuditEntry[]> {
  const load = context.loader<string, AuditEntry[]>('reviewed', async (ids) => {
    const lists = await entriesOfReviews(context.db, reviewerOf(context).regionId, ids);
    discloseEntries(context, 'auditReviews', lists.flat());
    return lists;
  });
  return (await load(reviewId)) ?? [];
}
