import type { Tx } from '@vardgraf/service-kit/transaction';
import type { CaseAlertState } from '../domain/codes';

/** Copies how many of the patient's messages nobody has read; false when a later event has been here. Who writes holds the case's lock. */
export async function saveUnread(tx: Tx, caseId: string, unread: number, version: number): Promise<boolean> {
  const rows = await tx.query(
    'UPDATE "case" SET unread_messages = $2, unread_version = $3 WHERE id = $1 AND unread_version < $3 RETURNING id', [caseId, unread, version]);
  return rows.length === 1;
}

/** Keeps that cases were warned of, each for its due time. Who writes holds the cases' locks. @returns the ids of those that had not been already (EXP-2) */
export async function saveBreachWarnings(tx: Tx, warned: readonly { id: string; dueAt: Date }[]): Promise<string[]> {
  if (warned.length === 0) return [];
  const rows = await tx.query<{ id: string }>(
    `UPDATE "case" AS c SET breach_warned_for = w.due_at FROM unnest($1::uuid[], $2::timestamptz(3)[]) AS w (id, due_at)
      WHERE c.id = w.id AND c.id = ANY($1::uuid[]) AND c.breach_warned_for IS DISTINCT FROM w.due_at RETURNING c.id`,
    [warned.map((w) => w.id), warned.map((w) => w.dueAt)]);
  return rows.map((row) => row.id);
}

/** The case is no longer its patient's fixed doctor's alone. Who writes holds the case's lock (RDG-5). */
export async function endReservation(tx: Tx, caseId: string): Promise<void> {
  await tx.query('UPDATE "case" SET reserved_until = NULL WHERE id = $1', [caseId]);
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
