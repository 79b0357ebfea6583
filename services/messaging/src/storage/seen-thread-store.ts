import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Thread } from '../domain/thread';
import { staffRelation, type StaffReader } from './case-access-store';
import { ownOrChild } from './person-store';
import { threadColumns } from './thread-store';

type Reading = Pick<Tx, 'query'>;

/** A thread that staff have a relation to, and which. */
export interface StaffThread extends Thread {
  holds: boolean;
  inHand: boolean;
  asks: boolean;
}

/** Threads of the patient and of the children they may act for: those with the ids, or the latest 200. */
export async function threadsOfPatient(reading: Reading, regionId: string, personId: string, ids?: readonly string[]): Promise<Thread[]> {
  return reading.query<Thread & Record<string, unknown>>(
    `SELECT ${threadColumns} FROM thread t WHERE t.region_id = $1 AND ${ownOrChild('t.patient_id', '$2')} AND ($3::uuid[] IS NULL OR t.id = ANY($3))
      ORDER BY t.last_posted_at DESC, t.id LIMIT CASE WHEN $3::uuid[] IS NULL THEN 200 END`,
    [regionId, personId, ids ?? null]);
}

/** Those of the threads whose case, or a work item of it, the staff member has taken or opened, and those in which they ask (CON-1). */
export async function threadsOfStaff(reading: Reading, reader: StaffReader, ids: readonly string[]): Promise<StaffThread[]> {
  return reading.query<StaffThread & Record<string, unknown>>(
    `SELECT ${threadColumns}, relation.* FROM thread t CROSS JOIN LATERAL (${staffRelation('t')}) AS relation
      WHERE t.region_id = $1 AND t.id = ANY($4::uuid[]) AND (relation.holds IS NOT NULL OR relation.asks)`,
    [reader.regionId, reader.personId, reader.unitIds, ids]);
}

/** The threads themselves, whoever asks: for a reader whose relation cases has confirmed. */
export async function threadsById(reading: Reading, regionId: string, ids: readonly string[]): Promise<Thread[]> {
  return reading.query<Thread & Record<string, unknown>>(`SELECT ${threadColumns} FROM thread t WHERE t.region_id = $1 AND t.id = ANY($2::uuid[])`, [regionId, ids]);
}

/** Which thread belongs to which of the cases; a work item's is that of its case. */
export async function threadsOfCases(reading: Reading, regionId: string, caseIds: readonly string[]): Promise<{ caseId: string; threadId: string; patientId: string | null }[]> {
  return reading.query(
    `SELECT asked.id AS "caseId", t.id AS "threadId", t.patient_id AS "patientId"
       FROM unnest($2::uuid[]) AS asked(id) LEFT JOIN case_kind k ON k.case_id = asked.id JOIN thread t ON t.case_id = COALESCE(k.linked_case_id, asked.id)
      WHERE t.region_id = $1`,
    [regionId, caseIds]);
}

/** The thread's number and the ids of its last messages, from one snapshot, oldest first. */
export async function threadKeysOf(reading: Reading, id: string, last: number): Promise<{ seq: number; messageIds: string[] } | undefined> {
  const [row] = await reading.query<{ seq: number; messageIds: string[] }>(
    `SELECT t.last_seq AS seq, ARRAY(SELECT m.id::text FROM message m WHERE m.thread_id = t.id AND m.seq > t.last_seq - $2::int ORDER BY m.seq) AS "messageIds"
       FROM thread t WHERE t.id = $1`,
    [id, last]);
  return row;
}
