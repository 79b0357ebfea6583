import type { Database } from '@vardgraf/service-kit/postgres';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { StaffNotice } from '../domain/staff-notice';
import type { Place } from './notification-store';
import { select } from './where';

const columns = `id::text, region_id AS "regionId", staff_id AS "staffId", business_key AS "businessKey", kind, case_id AS "caseId", consultation_id AS "consultationId",
  handover_id AS "handoverId", unit_id AS "unitId", at, read_at AS "readAt", settled_at AS "settledAt"`;

/** Which row changed, and whose it is. */
export type Touched = Pick<StaffNotice, 'id' | 'staffId'>;

/** Adds those that their reader has not been told of yet. @returns the added ones */
export async function insertNotices(tx: Tx, notices: readonly StaffNotice[]): Promise<Touched[]> {
  return tx.query<Touched>(
    `INSERT INTO staff_notice (id, region_id, staff_id, business_key, kind, case_id, consultation_id, handover_id, unit_id, at)
     SELECT n."id", n."regionId", n."staffId", n."businessKey", n."kind", n."caseId", n."consultationId", n."handoverId", n."unitId", n."at"
       FROM jsonb_to_recordset($1::jsonb) AS n("id" uuid, "regionId" text, "staffId" text, "businessKey" text, "kind" text, "caseId" text, "consultationId" text, "handoverId" text, "unitId" text, "at" timestamptz)
      ORDER BY n."staffId" ON CONFLICT DO NOTHING RETURNING id::text, staff_id AS "staffId"`,
    [JSON.stringify(notices)]);
}

/** Says of everybody's notices of a hand-over that it has its answer. */
export async function settleHandover(tx: Tx, regionId: string, handoverId: string, at: Date): Promise<Touched[]> {
  return settle(tx, "kind = 'HANDOVER_ASKED' AND handover_id = $2", [regionId, handoverId, at]);
}

/** Says of everybody's notices of a case that waits, or of a question, that somebody has it or that it is over. */
export async function settleCase(tx: Tx, regionId: string, caseId: string, at: Date): Promise<Touched[]> {
  const waiting = await settle(tx, "kind IN ('ESCALATED', 'CASE_ASSIGNED', 'FIXED_PATIENT') AND case_id = $2", [regionId, caseId, at]);
  return [...waiting, ...(await settle(tx, "kind = 'CONSULTATION_ASKED' AND consultation_id = $2", [regionId, caseId, at]))];
}

/** Says of everybody's notices of a request to sign off that somebody has answered it. */
export async function settleSignOff(tx: Tx, regionId: string, businessKey: string, at: Date): Promise<Touched[]> {
  return settle(tx, "kind = 'SIGN_OFF_ASKED' AND business_key = $2", [regionId, businessKey, at]);
}

/** Says to whom the clock had given the case that it is not theirs any more. */
export async function settleAssigned(tx: Tx, regionId: string, caseId: string, at: Date): Promise<Touched[]> {
  return settle(tx, "kind = 'CASE_ASSIGNED' AND case_id = $2", [regionId, caseId, at]);
}

async function settle(tx: Tx, which: string, params: [regionId: string, id: string, at: Date]): Promise<Touched[]> {
  return tx.query<Touched>(
    `UPDATE staff_notice SET settled_at = $3
      WHERE id IN (SELECT id FROM staff_notice WHERE region_id = $1 AND ${which} AND settled_at IS NULL ORDER BY id FOR NO KEY UPDATE) RETURNING id::text, staff_id AS "staffId"`,
    params);
}

/** Says of the reader's notice that the patient has written in the case that it is read. */
export async function readMessages(tx: Tx, regionId: string, staffId: string, caseId: string, at: Date): Promise<Touched[]> {
  return tx.query<Touched>(
    `UPDATE staff_notice SET read_at = $4 WHERE region_id = $1 AND staff_id = $2 AND case_id = $3 AND kind = 'PATIENT_MESSAGE' AND read_at IS NULL RETURNING id::text, staff_id AS "staffId"`,
    [regionId, staffId, caseId, at]);
}

/** The person's notice, locked until the transaction ends; undefined when it is not theirs. */
export async function lockNotice(tx: Tx, regionId: string, staffId: string, id: string): Promise<StaffNotice | undefined> {
  return (await tx.query<StaffNotice & Record<string, unknown>>(`SELECT ${columns} FROM staff_notice WHERE region_id = $1 AND staff_id = $2 AND id = $3 FOR NO KEY UPDATE`, [regionId, staffId, id]))[0];
}

export async function saveRead(tx: Tx, { regionId, id, readAt }: StaffNotice): Promise<void> {
  await tx.query('UPDATE staff_notice SET read_at = $3 WHERE region_id = $1 AND id = $2', [regionId, id, readAt]);
}

/** The person's notices, newest first. */
export async function noticesOf(db: Database, regionId: string, staffId: string, page: { first: number; after: Place | undefined }): Promise<StaffNotice[]> {
  return select<StaffNotice>(
    db,
    `SELECT ${columns} FROM staff_notice
      WHERE region_id = $1 AND staff_id = $2 AND ($3::timestamptz IS NULL OR (at, id) < ($3, $4::uuid)) ORDER BY at DESC, id DESC LIMIT $5`,
    [regionId, staffId, page.after?.at ?? null, page.after?.id ?? null, page.first]);
}

/** Those of the notices that are the person's, in no order. */
export async function noticesById(db: Database, regionId: string, staffId: string, ids: readonly string[]): Promise<StaffNotice[]> {
  return select<StaffNotice>(db, `SELECT ${columns} FROM staff_notice WHERE region_id = $1 AND staff_id = $2 AND id::text = ANY($3)`, [regionId, staffId, ids]);
}

/** How many the person has neither read nor seen settled by others. */
export async function unreadOf(db: Database, regionId: string, staffId: string): Promise<number> {
  const [row] = await select<{ unread: number }>(
    db, 'SELECT count(*)::int AS unread FROM staff_notice WHERE region_id = $1 AND staff_id = $2 AND read_at IS NULL AND settled_at IS NULL', [regionId, staffId]);
  return row!.unread;
}

/** The number of the person's stream and the ids of their last notices, newest first, from one snapshot. */
export async function noticeKeysOf(db: Database, regionId: string, staffId: string, limit: number): Promise<{ seq: number; noticeIds: string[] }> {
  const [row] = await select<{ seq: number; noticeIds: string[] }>(
    db,
    `SELECT COALESCE((SELECT seq FROM live_counter WHERE key = 'staff.' || $2::text), 0)::int AS seq,
            ARRAY(SELECT n.id::text FROM staff_notice n WHERE n.region_id = $1 AND n.staff_id = $2 ORDER BY n.at DESC, n.id DESC LIMIT $3) AS "noticeIds"`,
    [regionId, staffId, limit]);
  return row!;
}
