import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import type { AuditEntry } from '../domain/audit-entry';
import type { AuditReview } from '../domain/audit-review';
import { reviewedIds, reviews, reviewsById } from '../storage/review-store';
import { type Page, type PageQuestion, pageOf } from './page';
import { readEntries } from './read-trail';

/** The region's documented reviews, newest first (AUD-1). @throws Fault BAD_INPUT for the page size or the cursor */
export async function readReviews(db: Database, actor: StaffActor, question: PageQuestion): Promise<Page<AuditReview>> {
  return pageOf(question, (review) => review.seq, (page) => reviews(db, actor.regionId, page));
}

/** Reviews by id, in the order asked; null for what is not there or another region's. */
export async function readReviewsById(db: Database, regionId: string, ids: readonly string[]): Promise<(AuditReview | null)[]> {
  const byId = new Map((await reviewsById(db, regionId, ids)).map((review) => [review.id, review]));
  return ids.map((id) => byId.get(id) ?? null);
}

/** The entries that each review is about, two statements for all of them. */
export async function entriesOfReviews(db: Database, regionId: string, reviewIds: readonly string[]): Promise<AuditEntry[][]> {
  const pairs = await reviewedIds(db, reviewIds);
  const unique = [...new Set(pairs.map((pair) => pair.auditId))];
  const entries = new Map((await readEntries(db, regionId, unique)).flatMap((entry) => (entry ? [[entry.auditId, entry] as const] : [])));
  return reviewIds.map((id) => pairs.flatMap((pair) => (pair.reviewId === id ? (entries.get(pair.auditId) ?? []) : [])));
}
