import type { Tx } from '@vardgraf/service-kit/transaction';
import type { CaseAlertState } from '../domain/codes';

/** Copies how many of the patient's messages nobody has read; false when a later event has been here. Who writes holds the case's lock. */
export async function saveUnread(tx: Tx, caseId: string, unread: number, version: number): Promise<boolean> {
  const rows = await tx.query(
    'UPDATE "case" SET unread_messages = $2, unread_version = $3 WHERE id = $1 AND unread_version < $3 RETURNING id', [caseId, unread, version]);
  return rows.length === 1;
}

/** Keeps that the case was warned of for its due time; false when it has been already. Who writes holds the case's lock (EXP-2). */
export async function saveBreachWarning(tx: Tx, caseId: string, dueAt: Date): Promise<boolean> {
  const rows = await tx.query('UPDATE "case" SET breach_warned_for = $2 WHERE id = $1 AND breach_warned_for IS DISTINCT FROM $2::timestamptz(3) RETURNING id', [caseId, dueAt]);
  return rows.length === 1;
}

/** Copies that an alert was raised, unless a later one of the case was, or it is known already. Who writes holds the case's lock. */
export async function saveAlertRaised(tx: Tx, caseId: string, alert: { alertId: string; raisedAt: Date; version: number }): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE "case" SET alert_state = 'RAISED', alert_id = $2, alert_raised_at = $3, alert_version = $4
      WHERE id = $1 AND (alert_id IS NULL OR (alert_raised_at, alert_id) < ($3::timestamptz(3), $2)) RETURNING id`,
    [caseId, alert.alertId, alert.raisedAt, alert.version]);
  return rows.length === 1;
}

/** Copies how the case's latest alert stands; false for another alert and for an older event. Who writes holds the case's lock. */
export async function saveAlertState(tx: Tx, caseId: string, alert: { alertId: string; state: CaseAlertState; version: number }): Promise<boolean> {
  const rows = await tx.query(
    'UPDATE "case" SET alert_state = $3, alert_version = $4 WHERE id = $1 AND alert_id = $2 AND alert_version < $4 RETURNING id',
    [caseId, alert.alertId, alert.state, alert.version]);
  return rows.length === 1;
}
