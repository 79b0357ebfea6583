import type { Tx } from '@vardgraf/service-kit/transaction';
import type { DeliveryState, Settled, WebhookDelivery } from '../domain/webhook-delivery';
import type { WebhookEvent } from '../domain/webhook-event';
import type { Place } from './notification-store';
import { eventColumns } from './webhook-event-store';
import { select, type Where } from './where';

/** One in a row that waits behind another has no time of its own. */
const shownState = "CASE WHEN d.state = 'PENDING' AND d.next_at IS NULL THEN 'WAITING' ELSE d.state END";
const columns = `d.id::text, d.endpoint_id::text AS "endpointId", d.stream, ${shownState} AS state, d.attempts, d.next_at AS "nextAttemptAt", d.last_status AS "lastStatus", d.failure,
  d.created_at AS "createdAt", d.last_attempt_at AS "lastAttemptAt", d.delivered_at AS "deliveredAt", (SELECT to_jsonb(e) FROM (SELECT ${eventColumns}) e) AS event`;
const from = 'FROM webhook_delivery d JOIN webhook_event v ON v.id = d.event_id';

type Row = Omit<WebhookDelivery, 'event'> & { event: Omit<WebhookEvent, 'at'> & { at: string } } & Record<string, unknown>;
const read = (row: Row): WebhookDelivery => ({ ...row, event: { ...row.event, at: new Date(row.event.at) } });

/** Puts an event on its way to an endpoint, at once or behind those of its stream that are not settled. The endpoint is locked. */
export async function insertDelivery(tx: Tx, d: { id: string; regionId: string; endpointId: string; stream: string; event: WebhookEvent; at: Date }): Promise<void> {
  await tx.query(
    `INSERT INTO webhook_delivery (id, region_id, endpoint_id, event_id, stream, place, state, attempts, next_at, created_at)
     SELECT $1, $2, $3, $4, $5, $6, 'PENDING', 0, CASE WHEN NOT EXISTS (SELECT 1 FROM webhook_delivery o WHERE o.endpoint_id = $3 AND o.stream = $5 AND o.state IN ('PENDING', 'SENDING')) THEN $7::timestamptz END, $7`,
    [d.id, d.regionId, d.endpointId, d.event.id, d.stream, d.event.cursor ?? 0, d.at]);
}

/** Puts the partner's events of these numbers on their way again, each from its first try; one that is being sent goes on. @returns how many */
export async function insertAgain(tx: Tx, e: { id: string; regionId: string; partnerId: string; eventTypes: string[] | null }, first: number, last: number, at: Date): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    `WITH again AS (
       INSERT INTO webhook_delivery AS d (id, region_id, endpoint_id, event_id, stream, place, state, attempts, created_at)
       SELECT gen_random_uuid(), v.region_id, $1, v.id, v.submission_id, v.cursor, 'PENDING', 0, $6 FROM webhook_event v
        WHERE v.region_id = $2 AND v.partner_id = $3 AND v.cursor BETWEEN $4 AND $5 AND ($7::text[] IS NULL OR v.type = ANY($7))
       ON CONFLICT ON CONSTRAINT webhook_delivery_once DO UPDATE SET state = 'PENDING', attempts = 0, next_at = NULL, failure = NULL, last_status = NULL, delivered_at = NULL, created_at = excluded.created_at
        WHERE d.state <> 'SENDING' RETURNING 1)
     SELECT count(*)::int AS n FROM again`,
    [e.id, e.regionId, e.partnerId, first, last, at, e.eventTypes]);
  return row!.n;
}

/** The first of every stream is tried at once, and the others wait behind it; a stream that has one under way waits for that. The endpoint is locked. */
export async function lineUp(tx: Tx, endpointId: string, at: Date): Promise<void> {
  await tx.query(
    `UPDATE webhook_delivery SET next_at = CASE WHEN id IN
         (SELECT DISTINCT ON (stream) id FROM webhook_delivery WHERE endpoint_id = $1 AND state IN ('PENDING', 'SENDING') ORDER BY stream, state = 'SENDING' DESC, place) THEN $2::timestamptz END
      WHERE endpoint_id = $1 AND state = 'PENDING'`,
    [endpointId, at]);
}

/** Takes back what was given to a process that is gone: nobody knows what came of it, and it is sent again. */
export async function takeBackLost(tx: Tx, endpointId: string, before: Date, at: Date): Promise<void> {
  await tx.query("UPDATE webhook_delivery SET state = 'PENDING', next_at = $3, claimed_at = NULL WHERE endpoint_id = $1 AND state = 'SENDING' AND claimed_at <= $2", [endpointId, before, at]);
}

/** Takes what is due for sending, the longest due first: at most `most`, and so many that no more than `atOnce` are under way. @returns their ids */
export async function claimDue(tx: Tx, endpointId: string, { atOnce, most }: { atOnce: number; most: number }, at: Date): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `UPDATE webhook_delivery SET state = 'SENDING', attempts = attempts + 1, claimed_at = $3, last_attempt_at = $3, next_at = NULL
      WHERE id IN (SELECT id FROM webhook_delivery WHERE endpoint_id = $1 AND state = 'PENDING' AND next_at <= $3 ORDER BY next_at, place
                   LIMIT greatest(0, least($4::bigint, $2::bigint - (SELECT count(*) FROM webhook_delivery WHERE endpoint_id = $1 AND state = 'SENDING')))) RETURNING id::text`,
    [endpointId, atOnce, at, most]);
  return rows.map(({ id }) => id);
}

/** When the endpoint is to be looked at next: when something comes due and may be sent, or when what is under way must have been lost. */
export async function nextLook(tx: Tx, endpointId: string, atOnce: number, lostAfterMs: number): Promise<Date | null> {
  const [row] = await tx.query<{ at: Date | null }>(
    `WITH sending AS (SELECT count(*) AS n, min(claimed_at) + $3::float8 * interval '1 millisecond' AS lost FROM webhook_delivery WHERE endpoint_id = $1 AND state = 'SENDING'),
          due AS (SELECT min(next_at) AS at FROM webhook_delivery WHERE endpoint_id = $1 AND state = 'PENDING')
     SELECT least(sending.lost, CASE WHEN sending.n < $2 THEN due.at END) AS at FROM sending, due`,
    [endpointId, atOnce, lostAfterMs]);
  return row!.at;
}

/** What is to be sent; undefined when it has been taken away. */
export async function deliveryOf(where: Where, regionId: string, id: string): Promise<WebhookDelivery | undefined> {
  const [row] = await select<Row>(where, `SELECT ${columns} ${from} WHERE d.region_id = $1 AND d.id = $2`, [regionId, id]);
  return row && read(row);
}

/** The client's test at the endpoint. */
export async function deliveryOfClient(tx: Tx, endpointId: string, clientId: string): Promise<WebhookDelivery | undefined> {
  const [row] = await tx.query<Row>(`SELECT ${columns} ${from} WHERE d.endpoint_id = $1 AND v.client_id = $2`, [endpointId, clientId]);
  return row && read(row);
}

/** Stores what came of a try. */
export async function saveSettled(tx: Tx, id: string, s: Settled, at: Date): Promise<void> {
  await tx.query(
    `UPDATE webhook_delivery SET state = $2, next_at = $3, last_status = $4, failure = $5, claimed_at = NULL, delivered_at = CASE WHEN $2 = 'DELIVERED' THEN $6::timestamptz END WHERE id = $1`,
    [id, s.state, s.nextAt, s.status, s.failure, at]);
}

/** One of the stream is settled: the next has its turn. */
export async function nextInStream(tx: Tx, endpointId: string, stream: string, at: Date): Promise<void> {
  await tx.query(
    `UPDATE webhook_delivery SET next_at = $3 WHERE id = (SELECT id FROM webhook_delivery WHERE endpoint_id = $1 AND stream = $2 AND state = 'PENDING' ORDER BY place LIMIT 1)`, [endpointId, stream, at]);
}

/** Gives up whatever is on its way to an endpoint that is told no more. */
export async function giveUpOpen(tx: Tx, endpointId: string): Promise<void> {
  await tx.query(
    `UPDATE webhook_delivery SET state = 'DEAD_LETTER', failure = coalesce(failure, 'ENDPOINT_DISABLED'), next_at = NULL, claimed_at = NULL WHERE endpoint_id = $1 AND state IN ('PENDING', 'SENDING')`, [endpointId]);
}

/** What has gone, or is to go, to an endpoint, newest first; of one state when it is given. */
export async function deliveriesOf(where: Where, regionId: string, endpointId: string, state: DeliveryState | null, page: { first: number; after: Place | undefined }): Promise<WebhookDelivery[]> {
  const rows = await select<Row>(
    where,
    `SELECT ${columns} ${from} WHERE d.region_id = $1 AND d.endpoint_id = $2 AND ($3::text IS NULL OR ${shownState} = $3)
        AND ($4::timestamptz IS NULL OR (d.created_at, d.id) < ($4, $5::uuid)) ORDER BY d.created_at DESC, d.id DESC LIMIT $6`,
    [regionId, endpointId, state, page.after?.at ?? null, page.after?.id ?? null, page.first]);
  return rows.map(read);
}
