import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { AuditReview } from '../domain/audit-review';

const columns = 'id, seq, region_id AS "regionId", reviewer_id AS "reviewerId", at, cause, outcome, note';

/** Adds a review. @returns undefined when this reviewer has used the client id before */
export async function addReview(tx: Tx, r: Omit<AuditReview, 'seq'> & { clientId: string }, auditIds: string[]): Promise<AuditReview | undefined> {
  const [added] = await tx.query<AuditReview>(
    `INSERT INTO audit_review (id, region_id, reviewer_id, client_id, at, cause, outcome, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT ON CONSTRAINT audit_review_once DO NOTHING RETURNING ${columns}`,
    [r.id, r.regionId, r.reviewerId, r.clientId, r.at, r.cause, r.outcome, r.note],
  );
  if (!added) return undefined;
  await tx.query('INSERT INTO audit_review_entry (review_id, place, audit_id) SELECT $1, place, id FROM unnest($2::text[]) WITH ORDINALITY AS list(id, place)', [r.id, auditIds]);
  return added;
}

/** The review that a reviewer recorded under a client id. */
export async function reviewByClientId(tx: Tx, reviewerId: string, clientId: string): Promise<AuditReview | undefined> {
  const [known] = await tx.query<AuditReview>(`SELECT ${columns} FROM audit_review WHERE reviewer_id = $1 AND client_id = $2`, [reviewerId, clientId]);
  return known;
}

/** How many of the ids are entries of the region. */
export async function countKnown(tx: Tx, regionId: string, auditIds: string[]): Promise<number> {
  const [row] = await tx.query<{ n: number }>('SELECT count(*) AS n FROM audit_entry WHERE region_id = $1 AND audit_id = ANY($2)', [regionId, auditIds]);
  return row!.n;
}

/** A page of a region's reviews, newest first. */
export async function reviews(db: Database, regionId: string, page: { before: number | undefined; limit: number }): Promise<AuditReview[]> {
  return read<AuditReview>(
    db, `SELECT ${columns} FROM audit_review WHERE region_id = $1 AND ($2::bigint IS NULL OR seq < $2) ORDER BY seq DESC LIMIT $3`, [regionId, page.before ?? null, page.limit],
  );
}

/** Reviews of a region by id, in no order. */
export async function reviewsById(db: Database, regionId: string, ids: readonly string[]): Promise<AuditReview[]> {
  return read<AuditReview>(db, `SELECT ${columns} FROM audit_review WHERE region_id = $1 AND id::text = ANY($2)`, [regionId, ids]);
}

/** What each review is about, in the order given when it was recorded. */
export async function reviewedIds(db: Database, reviewIds: readonly string[]): Promise<{ reviewId: string; auditId: string }[]> {
  return read(db, 'SELECT review_id AS "reviewId", audit_id AS "auditId" FROM audit_review_entry WHERE review_id::text = ANY($1) ORDER BY review_id, place', [reviewIds]);
}
