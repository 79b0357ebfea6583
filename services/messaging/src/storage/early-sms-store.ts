import type { Tx } from '@vardgraf/service-kit/transaction';

/** A text message to the patient about a case. */
export interface Sms {
  notificationId: string;
  sentAt: Date;
}

/**
 * One at a time for each case, until the transaction ends: cases and notify are heard independently, and without it the thread could open while
 * the SMS is put aside, each not seeing the other.
 */
export async function oneAtATime(tx: Tx, caseId: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`case ${caseId}`]);
}

/** Puts an SMS aside until the case's conversation begins. */
export async function putSmsAside(tx: Tx, regionId: string, caseId: string, sms: Sms): Promise<void> {
  await tx.query(
    'INSERT INTO early_sms (case_id, notification_id, region_id, sent_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [caseId, sms.notificationId, regionId, sms.sentAt]);
}

/** Takes out what was put aside, oldest first. */
export async function takeSmsOut(tx: Tx, regionId: string, caseId: string): Promise<Sms[]> {
  return tx.query<Sms & Record<string, unknown>>(
    `WITH taken AS (DELETE FROM early_sms WHERE region_id = $1 AND case_id = $2 RETURNING notification_id AS "notificationId", sent_at AS "sentAt")
     SELECT * FROM taken ORDER BY "sentAt", "notificationId"`,
    [regionId, caseId]);
}
