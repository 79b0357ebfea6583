import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Alert, AlertFault } from '../domain/alert';
import type { Place } from './notification-store';
import { select, type Where } from './where';

const columns: Record<keyof Alert, string> = {
  id: 'id', regionId: 'region_id', caseId: 'case_id', unitId: 'unit_id', firstUnitId: 'first_unit_id', cause: 'cause', step: 'step', groupId: 'group_id', urgencyRank: 'urgency_rank',
  status: 'status', raisedAt: 'raised_at', deliveredAt: 'delivered_at', acknowledgedAt: 'acknowledged_at', silentAt: 'silent_at', failedAt: 'failed_at', clearedAt: 'cleared_at',
  reason: 'reason', attempts: 'attempts', externalId: 'external_id', maybeThere: 'maybe_there', toldRank: 'told_rank', toldCleared: 'told_cleared', version: 'version',
};
const fields = Object.keys(columns) as (keyof Alert)[];
const selected = fields.map((field) => `${columns[field]} AS "${field}"`).join(', ');
const fixed = ['id', 'regionId', 'caseId', 'unitId', 'firstUnitId', 'cause', 'step', 'raisedAt'];
const changing = fields.filter((field) => !fixed.includes(field));

/** Adds an alert. @returns false when these phones have been rung for this reason already; then nothing is written */
export async function insertAlert(tx: Tx, a: Alert): Promise<boolean> {
  const inserted = await tx.query(
    `INSERT INTO alert (${fields.map((field) => columns[field]).join(', ')}) VALUES (${fields.map((_, i) => `$${i + 1}`).join(', ')})
     ON CONFLICT ON CONSTRAINT alert_once DO NOTHING RETURNING id`,
    fields.map((field) => a[field]));
  return inserted.length === 1;
}

/** The alert, locked until the transaction ends. */
export async function lockAlert(tx: Tx, regionId: string, id: string): Promise<Alert | undefined> {
  return (await tx.query<Alert>(`SELECT ${selected} FROM alert WHERE region_id = $1 AND id = $2 FOR NO KEY UPDATE`, [regionId, id]))[0];
}

/** The alert as it is now. */
export async function alertOf(where: Where, regionId: string, id: string): Promise<Alert | undefined> {
  return (await select<Alert>(where, `SELECT ${selected} FROM alert WHERE region_id = $1 AND id = $2`, [regionId, id]))[0];
}

/** A case's alerts that are not over, locked in the order of their ids. */
export async function lockOpenAlerts(tx: Tx, regionId: string, caseId: string): Promise<Alert[]> {
  return tx.query<Alert>(`SELECT ${selected} FROM alert WHERE region_id = $1 AND case_id = $2 AND status <> 'CLEARED' ORDER BY id FOR NO KEY UPDATE`, [regionId, caseId]);
}

/** Stores a locked alert. @throws Error when it is no longer as it was locked */
export async function saveAlert(tx: Tx, before: Alert, after: Alert): Promise<void> {
  const updated = await tx.query(
    `UPDATE alert SET ${changing.map((field, i) => `${columns[field]} = $${i + 5}`).join(', ')} WHERE region_id = $1 AND id = $2 AND status = $3 AND version = $4 RETURNING id`,
    [before.regionId, before.id, before.status, before.version, ...changing.map((field) => after[field])]);
  if (updated.length !== 1) throw new Error(`alert ${before.id} has changed under its lock`);
}

/** A unit's alerts, newest first. */
export async function alertsOfUnit(where: Where, regionId: string, unitId: string, page: { first: number; after: Place | undefined }): Promise<Alert[]> {
  return select<Alert>(
    where,
    `SELECT ${selected} FROM alert
      WHERE region_id = $1 AND unit_id = $2 AND ($3::timestamptz IS NULL OR (raised_at, id) < ($3, $4::uuid)) ORDER BY raised_at DESC, id DESC LIMIT $5`,
    [regionId, unitId, page.after?.at ?? null, page.after?.id ?? null, page.first]);
}

/** Alerts of the region by id, in no order. */
export async function alertsById(where: Where, regionId: string, ids: readonly string[]): Promise<Alert[]> {
  return select<Alert>(where, `SELECT ${selected} FROM alert WHERE region_id = $1 AND id::text = ANY($2)`, [regionId, ids]);
}

/** Active units of all regions without phones, and those whose newest alert reached nobody or was answered by nobody (NOT-3), as a question within another. */
export const unitsUnreached = `
  SELECT u.id AS "unitId", u.region_id,
         CASE WHEN u.alarm_group_id IS NULL THEN 'NO_DESTINATION' WHEN last.failed_at IS NOT NULL THEN 'LAST_ALERT_FAILED' ELSE 'NOBODY_ANSWERED' END AS kind,
         CASE WHEN u.alarm_group_id IS NULL THEN u.no_group_since ELSE coalesce(last.failed_at, last.silent_at) END AS since
    FROM unit u LEFT JOIN LATERAL (SELECT CASE WHEN external_id IS NULL THEN failed_at END AS failed_at, silent_at, acknowledged_at FROM alert WHERE unit_id = u.id AND group_id IS NOT NULL ORDER BY raised_at DESC, id DESC LIMIT 1) last ON true
   WHERE u.active AND (u.alarm_group_id IS NULL OR (last.acknowledged_at IS NULL AND (last.failed_at IS NOT NULL OR last.silent_at IS NOT NULL)))`;

/** Those units of the region. Null units: all. */
export async function alertFaults(where: Where, regionId: string, unitIds: readonly string[] | null): Promise<AlertFault[]> {
  return select<AlertFault>(
    where,
    `SELECT "unitId", kind, since FROM (${unitsUnreached}) unreached WHERE region_id = $1 AND ($2::text[] IS NULL OR "unitId" = ANY($2)) ORDER BY since, "unitId"`,
    [regionId, unitIds]);
}
