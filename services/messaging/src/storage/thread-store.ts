import { Fault } from '@vardgraf/service-kit/fault';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Thread } from '../domain/thread';

const facts = `t.id, t.region_id AS "regionId", t.case_id AS "caseId", t.patient_id AS "patientId", t.unit_id AS "unitId", t.kind, t.phase, t.phase_ends_at AS "phaseEndsAt",
  t.asked_by AS "askedBy", t.asking_unit_id AS "askingUnitId", t.about_case_id AS "aboutCaseId",
  t.last_seq AS "lastSeq", t.last_posted_at AS "lastPostedAt", t.read_by_staff AS "readByStaff", t.read_by_patient AS "readByPatient", t.case_version AS "caseVersion", t.version`;

const unread = (beyond: string, senders: string): string =>
  `(SELECT count(*)::int FROM message m WHERE m.thread_id = t.id AND m.seq > ${beyond} AND m.sender_kind IN (${senders}))`;

/** The columns of a thread `t` under the names of the domain; what is unread is counted from the marks. */
export const threadColumns = `${facts}, ${unread('t.read_by_staff', "'PATIENT', 'PROXY', 'ASKER'")} AS "unreadByStaff", ${unread('t.read_by_patient', "'STAFF'")} AS "unreadByPatient"`;

/** The thread of the region, locked until the transaction ends. */
export async function lockThread(tx: Tx, regionId: string, id: string): Promise<Thread | undefined> {
  const locked = await tx.query('SELECT 1 FROM thread WHERE region_id = $1 AND id = $2 FOR UPDATE', [regionId, id]);
  if (locked.length === 0) return undefined;
  // A second statement: one that waited for the lock would count the messages as they were before it waited.
  return (await tx.query<Thread & Record<string, unknown>>(`SELECT ${threadColumns} FROM thread t WHERE t.id = $1`, [id]))[0];
}

/** The case's thread, locked until the transaction ends. */
export async function lockThreadOfCase(tx: Tx, regionId: string, caseId: string): Promise<Thread | undefined> {
  const [row] = await tx.query<{ id: string }>('SELECT id FROM thread WHERE region_id = $1 AND case_id = $2', [regionId, caseId]);
  return row && lockThread(tx, regionId, row.id);
}

/** Inserts a thread without messages. */
export async function insertThread(tx: Tx, t: Thread): Promise<void> {
  await tx.query(
    `INSERT INTO thread (id, region_id, case_id, patient_id, unit_id, kind, phase, last_posted_at, case_version, asked_by, asking_unit_id, about_case_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [t.id, t.regionId, t.caseId, t.patientId, t.unitId, t.kind, t.phase, t.lastPostedAt, t.caseVersion, t.askedBy, t.askingUnitId, t.aboutCaseId]);
}

/**
 * Writes the thread back.
 * @throws Fault CONFLICT_RETRY when the row is no longer what `before` says; cannot happen to who holds its lock
 */
export async function saveThread(tx: Tx, before: Thread, after: Thread): Promise<void> {
  const rows = await tx.query(
    `UPDATE thread SET unit_id = $5, phase = $6, phase_ends_at = $7, last_seq = $8, last_posted_at = $9, read_by_staff = $10, read_by_patient = $11, case_version = $12, version = $13
      WHERE region_id = $1 AND id = $2 AND version = $3 AND last_seq = $4 RETURNING 1`,
    [after.regionId, after.id, before.version, before.lastSeq, after.unitId, after.phase, after.phaseEndsAt, after.lastSeq, after.lastPostedAt, after.readByStaff,
      after.readByPatient, after.caseVersion, after.version]);
  if (rows.length !== 1) throw new Fault('CONFLICT_RETRY', 'the thread was changed by somebody else');
}

/** Notes which unit is responsible now. */
export async function saveUnitOfThread(tx: Tx, regionId: string, caseId: string, unitId: string): Promise<void> {
  await tx.query('UPDATE thread SET unit_id = $3 WHERE region_id = $1 AND case_id = $2 AND unit_id <> $3', [regionId, caseId, unitId]);
}
