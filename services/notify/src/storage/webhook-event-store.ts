import type { Tx } from '@vardgraf/service-kit/transaction';
import type { ToldSubmission, WebhookEvent } from '../domain/webhook-event';
import { select, type Where } from './where';

const submissionColumns = `submission_id AS "submissionId", region_id AS "regionId", partner_id AS "partnerId", reference, journey_id AS "journeyId", status, case_id AS "caseId",
  ticket_id AS "ticketId", unit_id AS "unitId", profession, outcome`;
/** Columns of an event, of table alias v. */
export const eventColumns = `v.id::text, v.region_id AS "regionId", v.partner_id AS "partnerId", v.cursor, v.type, v.facts, v.at`;

/** What has been told of the submission; undefined when its first event came before webhooks were here, or not yet. */
export async function toldSubmission(tx: Tx, regionId: string, submissionId: string): Promise<ToldSubmission | undefined> {
  return (await tx.query<ToldSubmission & Record<string, unknown>>(`SELECT ${submissionColumns} FROM webhook_submission WHERE region_id = $1 AND submission_id = $2`, [regionId, submissionId]))[0];
}

/** The submission that the case is, if it came from a partner. */
export async function toldSubmissionOfCase(tx: Tx, regionId: string, caseId: string): Promise<ToldSubmission | undefined> {
  return (await tx.query<ToldSubmission & Record<string, unknown>>(`SELECT ${submissionColumns} FROM webhook_submission WHERE region_id = $1 AND case_id = $2`, [regionId, caseId]))[0];
}

export async function saveToldSubmission(tx: Tx, s: ToldSubmission): Promise<void> {
  await tx.query(
    `INSERT INTO webhook_submission (submission_id, region_id, partner_id, reference, journey_id, status, case_id, ticket_id, unit_id, profession, outcome)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (submission_id) DO UPDATE SET status = excluded.status, case_id = excluded.case_id, unit_id = excluded.unit_id, profession = excluded.profession, outcome = excluded.outcome`,
    [s.submissionId, s.regionId, s.partnerId, s.reference, s.journeyId, s.status, s.caseId, s.ticketId, s.unitId, s.profession, s.outcome]);
}

/** The partner's next number; nobody else gets one until the transaction ends, so that none is missing and they come in order. */
export async function nextCursor(tx: Tx, regionId: string, partnerId: string): Promise<number> {
  const [row] = await tx.query<{ last: number }>(
    'INSERT INTO webhook_cursor AS c (region_id, partner_id, last) VALUES ($1, $2, 1) ON CONFLICT (region_id, partner_id) DO UPDATE SET last = c.last + 1 RETURNING last', [regionId, partnerId]);
  return row!.last;
}

/** @returns false when the client's test has been made before */
export async function insertEvent(tx: Tx, e: WebhookEvent, clientId: string | null = null): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO webhook_event (id, region_id, partner_id, cursor, type, submission_id, facts, at, client_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT ON CONSTRAINT webhook_event_of_client DO NOTHING RETURNING id`,
    [e.id, e.regionId, e.partnerId, e.cursor, e.type, e.facts?.submissionId ?? null, e.facts && JSON.stringify(e.facts), e.at, clientId]);
  return rows.length === 1;
}

/** The partner's events after a number, in order. */
export async function eventsAfter(where: Where, regionId: string, partnerId: string, after: number, limit: number): Promise<WebhookEvent[]> {
  return select<WebhookEvent>(where, `SELECT ${eventColumns} FROM webhook_event v WHERE v.region_id = $1 AND v.partner_id = $2 AND v.cursor > $3 ORDER BY v.cursor LIMIT $4`, [regionId, partnerId, after, limit]);
}

/** The last number that the partner's events have; 0: there have been none. */
export async function lastCursor(where: Where, regionId: string, partnerId: string): Promise<number> {
  return (await select<{ last: number }>(where, 'SELECT last FROM webhook_cursor WHERE region_id = $1 AND partner_id = $2', [regionId, partnerId]))[0]?.last ?? 0;
}

/** The lowest number of the partner's events that are kept; when none is, the number that the next will have. */
export async function firstKept(tx: Tx, regionId: string, partnerId: string): Promise<number> {
  const [row] = await tx.query<{ first: number | null }>('SELECT min(cursor) AS first FROM webhook_event WHERE region_id = $1 AND partner_id = $2', [regionId, partnerId]);
  return row!.first ?? (await lastCursor(tx, regionId, partnerId)) + 1;
}

/** Whoever has been told something, in all regions. */
export async function toldPartners(where: Where): Promise<{ regionId: string; partnerId: string }[]> {
  return select<{ regionId: string; partnerId: string }>(where, 'SELECT DISTINCT region_id AS "regionId", partner_id AS "partnerId" FROM webhook_endpoint UNION SELECT region_id, partner_id FROM webhook_cursor', []);
}

/** On its way to an active endpoint. */
const awaited = `EXISTS (SELECT 1 FROM webhook_delivery d JOIN webhook_endpoint p ON p.id = d.endpoint_id WHERE d.event_id = v.id AND d.state IN ('PENDING', 'SENDING') AND p.state = 'ACTIVE')`;

/** Deletes the partner's events of before an instant with their deliveries, up to the first that is younger or awaited, and tests. The endpoints are locked. @returns whose submissions they were */
export async function deleteOldEvents(tx: Tx, regionId: string, partnerId: string, before: Date, most: number): Promise<string[]> {
  const rows = await tx.query<{ submissionId: string | null }>(
    `WITH kept AS (SELECT cursor FROM webhook_event v WHERE v.region_id = $1 AND v.partner_id = $2 AND v.cursor IS NOT NULL AND (v.at >= $3 OR ${awaited}) ORDER BY v.cursor LIMIT 1)
     DELETE FROM webhook_event WHERE id IN (
       (SELECT v.id FROM webhook_event v WHERE v.region_id = $1 AND v.partner_id = $2 AND v.cursor < coalesce((SELECT cursor FROM kept), 2147483647) ORDER BY v.cursor LIMIT $4)
       UNION ALL (SELECT v.id FROM webhook_event v WHERE v.region_id = $1 AND v.partner_id = $2 AND v.cursor IS NULL AND v.at < $3 AND NOT ${awaited} LIMIT $4))
     RETURNING submission_id AS "submissionId"`,
    [regionId, partnerId, before, most]);
  return [...new Set(rows.flatMap(({ submissionId }) => submissionId ?? []))];
}

/** Deletes those of the submissions that have ended and of which no event is left; one that is being told of just now stays. */
export async function deleteToldSubmissions(tx: Tx, submissionIds: string[]): Promise<void> {
  await tx.query(
    `DELETE FROM webhook_submission WHERE submission_id IN (
       SELECT s.submission_id FROM webhook_submission s WHERE s.submission_id = ANY($1) AND s.status IN ('COMPLETED', 'CANCELLED')
          AND NOT EXISTS (SELECT 1 FROM webhook_event v WHERE v.submission_id = s.submission_id) FOR UPDATE SKIP LOCKED)`,
    [submissionIds]);
}

/** The number of the last of the first `limit` events from a number on that an endpoint hears, and whether there are more; undefined: there are none. */
export async function lastWithin(tx: Tx, e: { regionId: string; partnerId: string; eventTypes: string[] | null }, first: number, limit: number): Promise<{ last: number; more: boolean } | undefined> {
  const [row] = await tx.query<{ last: number | null; n: number }>(
    `WITH found AS (SELECT cursor, row_number() OVER (ORDER BY cursor) AS place FROM webhook_event
       WHERE region_id = $1 AND partner_id = $2 AND cursor >= $3 AND ($5::text[] IS NULL OR type = ANY($5)) ORDER BY cursor LIMIT $4::int + 1)
     SELECT max(cursor) FILTER (WHERE place <= $4::int) AS last, count(*)::int AS n FROM found`,
    [e.regionId, e.partnerId, first, limit, e.eventTypes]);
  return row!.last === null ? undefined : { last: row!.last, more: row!.n > limit };
}
