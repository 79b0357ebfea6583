import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Notification } from '../domain/notification';
import { select, type Where } from './where';

const columns: Record<keyof Notification, string> = {
  id: 'id', regionId: 'region_id', patientId: 'patient_id', businessKey: 'business_key', channel: 'channel', template: 'template', privacyClass: 'privacy_class',
  caseId: 'case_id', bookingId: 'booking_id', threadId: 'thread_id', unitId: 'unit_id', pushDeviceId: 'push_device_id', startsAt: 'starts_at', state: 'state', dueAt: 'due_at', usefulUntil: 'useful_until',
  createdAt: 'created_at', attempts: 'attempts', sentAt: 'sent_at', deliveredAt: 'delivered_at', text: 'text', externalId: 'external_id', reason: 'reason', version: 'version',
};
const fields = Object.keys(columns) as (keyof Notification)[];
const selected = fields.map((field) => `${columns[field]} AS "${field}"`).join(', ');
/** What a message's way changes; everything else is as it was planned. */
const changing = ['template', 'privacyClass', 'state', 'dueAt', 'attempts', 'sentAt', 'deliveredAt', 'text', 'externalId', 'reason', 'version'] as const satisfies (keyof Notification)[];

/** Adds a planned message. @returns false when one with its business key is there already; then nothing is written */
export async function insertNotification(tx: Tx, n: Notification): Promise<boolean> {
  const inserted = await tx.query(
    `INSERT INTO notification (${fields.map((field) => columns[field]).join(', ')}) VALUES (${fields.map((_, i) => `$${i + 1}`).join(', ')})
     ON CONFLICT ON CONSTRAINT notification_once DO NOTHING RETURNING id`,
    fields.map((field) => n[field]));
  return inserted.length === 1;
}

/** The message, locked until the transaction ends. */
export async function lockNotification(tx: Tx, regionId: string, id: string): Promise<Notification | undefined> {
  return (await tx.query<Notification>(`SELECT ${selected} FROM notification WHERE region_id = $1 AND id = $2 FOR NO KEY UPDATE`, [regionId, id]))[0];
}

/** The message as it is now. */
export async function notificationOf(where: Where, regionId: string, id: string): Promise<Notification | undefined> {
  return (await select<Notification>(where, `SELECT ${selected} FROM notification WHERE region_id = $1 AND id = $2`, [regionId, id]))[0];
}

/** Stores a locked message. @throws Error when it is no longer as it was locked */
export async function saveNotification(tx: Tx, before: Notification, after: Notification): Promise<void> {
  const updated = await tx.query(
    `UPDATE notification SET ${changing.map((field, i) => `${columns[field]} = $${i + 5}`).join(', ')}
      WHERE region_id = $1 AND id = $2 AND state = $3 AND version = $4 RETURNING id`,
    [before.regionId, before.id, before.state, before.version, ...changing.map((field) => after[field])]);
  if (updated.length !== 1) throw new Error(`notification ${before.id} has changed under its lock`);
}

/** A booking's messages that have not gone out, locked in the order of their ids. */
export async function lockPlannedOfBooking(tx: Tx, regionId: string, bookingId: string): Promise<Notification[]> {
  return tx.query<Notification>(
    `SELECT ${selected} FROM notification WHERE region_id = $1 AND booking_id = $2 AND state = 'PLANNED' ORDER BY id FOR NO KEY UPDATE`, [regionId, bookingId]);
}

/** A thread's messages that have not gone out, locked in the order of their ids. */
export async function lockPlannedOfThread(tx: Tx, regionId: string, threadId: string): Promise<Notification[]> {
  return tx.query<Notification>(
    `SELECT ${selected} FROM notification WHERE region_id = $1 AND thread_id = $2 AND state = 'PLANNED' ORDER BY id FOR NO KEY UPDATE`, [regionId, threadId]);
}

/** Whether the patient has been told of a new message in the thread since the instant, or is about to be. */
export async function hasBeenTold(tx: Tx, regionId: string, threadId: string, since: Date): Promise<boolean> {
  const found = await tx.query(
    `SELECT 1 FROM notification WHERE region_id = $1 AND thread_id = $2
        AND (state IN ('PLANNED', 'SENDING') OR (state IN ('SENT', 'DELIVERED', 'UNKNOWN') AND coalesce(sent_at, created_at) > $3)) LIMIT 1`,
    [regionId, threadId, since]);
  return found.length > 0;
}

/** Where a list goes on: after the row with this instant and id. */
export interface Place {
  at: Date;
  id: string;
}

/** A patient's messages, newest first. */
export async function notificationsOfPatient(where: Where, regionId: string, patientId: string, page: { first: number; after: Place | undefined }): Promise<Notification[]> {
  return select<Notification>(
    where,
    `SELECT ${selected} FROM notification
      WHERE region_id = $1 AND patient_id = $2 AND ($3::timestamptz IS NULL OR (created_at, id) < ($3, $4::uuid)) ORDER BY created_at DESC, id DESC LIMIT $5`,
    [regionId, patientId, page.after?.at ?? null, page.after?.id ?? null, page.first]);
}

/** What was sent about a case, newest first; the last 200. */
export async function notificationsOfCase(where: Where, regionId: string, caseId: string): Promise<Notification[]> {
  return select<Notification>(where, `SELECT ${selected} FROM notification WHERE region_id = $1 AND case_id = $2 ORDER BY created_at DESC, id DESC LIMIT 200`, [regionId, caseId]);
}

/** Messages of the region by id, in no order. */
export async function notificationsById(where: Where, regionId: string, ids: readonly string[]): Promise<Notification[]> {
  return select<Notification>(where, `SELECT ${selected} FROM notification WHERE region_id = $1 AND id::text = ANY($2)`, [regionId, ids]);
}
