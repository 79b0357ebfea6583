import type { Database } from '@vardgraf/service-kit/postgres';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { WebhookEndpoint } from '../domain/webhook-endpoint';
import type { WebhookEventType } from '../domain/webhook-event';
import { select, type Where } from './where';

const columns = `id::text, region_id AS "regionId", partner_id AS "partnerId", client_id::text AS "clientId", url, event_types AS "eventTypes", state, disabled_reason AS "disabledReason", secret,
  previous_secret AS "previousSecret", previous_until AS "previousUntil", rotated_by::text AS "rotatedBy", failing_since AS "failingSince",
  minute_from AS "minuteFrom", minute_calls AS "minuteCalls", registered_at AS "registeredAt"`;

/** Lets one transaction at a time add to the partner's endpoints, until it ends. */
export async function holdEndpoints(tx: Tx, regionId: string, partnerId: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`notify.webhook/${regionId}/${partnerId}`]);
}

/** The partner's endpoints, oldest first. */
export async function endpointsOf(where: Where, regionId: string, partnerId: string): Promise<WebhookEndpoint[]> {
  return select<WebhookEndpoint>(where, `SELECT ${columns} FROM webhook_endpoint WHERE region_id = $1 AND partner_id = $2 ORDER BY registered_at, id`, [regionId, partnerId]);
}

/** Those of the partner's endpoints that are to get such an event, locked in the order of their ids; who is disabled gets none. */
export async function lockListening(tx: Tx, regionId: string, partnerId: string, type: WebhookEventType): Promise<WebhookEndpoint[]> {
  return tx.query<WebhookEndpoint & Record<string, unknown>>(
    `SELECT ${columns} FROM webhook_endpoint WHERE region_id = $1 AND partner_id = $2 AND state <> 'DISABLED' AND (event_types IS NULL OR $3 = ANY(event_types)) ORDER BY id FOR NO KEY UPDATE`,
    [regionId, partnerId, type]);
}

/** Holds all of the partner's endpoints until the transaction ends, in the order of their ids. */
export async function lockEndpoints(tx: Tx, regionId: string, partnerId: string): Promise<void> {
  await tx.query('SELECT 1 FROM webhook_endpoint WHERE region_id = $1 AND partner_id = $2 ORDER BY id FOR NO KEY UPDATE', [regionId, partnerId]);
}

/** Every endpoint's secret as it is kept, of all regions. */
export async function sealedSecrets(db: Database): Promise<{ id: string; secret: string }[]> {
  return select<{ id: string; secret: string }>(db, 'SELECT id::text, secret FROM webhook_endpoint', []);
}

/** The endpoint as it is now; undefined when it has been removed. */
export async function endpointOf(db: Database, regionId: string, id: string): Promise<WebhookEndpoint | undefined> {
  return (await select<WebhookEndpoint>(db, `SELECT ${columns} FROM webhook_endpoint WHERE region_id = $1 AND id = $2`, [regionId, id]))[0];
}

/** The endpoint, locked until the transaction ends: who changes what is on its way to it holds it first. */
export async function lockEndpoint(tx: Tx, regionId: string, id: string): Promise<WebhookEndpoint | undefined> {
  return (await tx.query<WebhookEndpoint & Record<string, unknown>>(`SELECT ${columns} FROM webhook_endpoint WHERE region_id = $1 AND id = $2 FOR NO KEY UPDATE`, [regionId, id]))[0];
}

export async function insertEndpoint(tx: Tx, e: WebhookEndpoint): Promise<void> {
  await tx.query(
    `INSERT INTO webhook_endpoint (id, region_id, partner_id, client_id, url, event_types, state, secret, registered_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [e.id, e.regionId, e.partnerId, e.clientId, e.url, e.eventTypes, e.state, e.secret, e.registeredAt]);
}

/** Stores what changes of a locked endpoint. */
export async function saveEndpoint(tx: Tx, e: WebhookEndpoint): Promise<void> {
  await tx.query(
    `UPDATE webhook_endpoint SET state = $3, disabled_reason = $4, secret = $5, previous_secret = $6, previous_until = $7, rotated_by = $8, failing_since = $9, minute_from = $10, minute_calls = $11
      WHERE region_id = $1 AND id = $2`,
    [e.regionId, e.id, e.state, e.disabledReason, e.secret, e.previousSecret, e.previousUntil, e.rotatedBy, e.failingSince, e.minuteFrom, e.minuteCalls]);
}

/** Takes it away with all that was on its way; what it was told stays as events. */
export async function deleteEndpoint(tx: Tx, regionId: string, id: string): Promise<void> {
  await tx.query('DELETE FROM webhook_endpoint WHERE region_id = $1 AND id = $2', [regionId, id]);
}
