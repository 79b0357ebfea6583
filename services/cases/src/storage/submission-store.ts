import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Submission } from '../domain/submission';

/** Columns of a submission, of table alias s, under the names that the domain uses. */
export const submissionColumns = `s.id, s.region_id AS "regionId", s.partner_id AS "partnerId", s.reference, s.patient_id AS "patientId", s.journey_id AS "journeyId", s.became, s.status,
  s.case_id AS "caseId", s.ticket_id AS "ticketId", s.unit_id AS "unitId", s.profession, s.priority, s.submitted_at AS "submittedAt", s.read_from AS "readFrom",
  s.started_at AS "startedAt", s.ended_at AS "endedAt", s.outcome, s.overdue_at AS "overdueAt", s.forwarded, s.forwarded_by AS "forwardedBy", s.version`;

/** PostgreSQL makes the hash, so that there is one way to make it. */
const hashOf = (content: string): string => `encode(sha256(convert_to(${content}, 'UTF8')), 'hex')`;

export type Earlier = Submission & { sameContent: boolean };

/** The partner's submission under the reference, and whether its content is this one (CON-4). */
export async function earlierSubmission(where: Pick<Tx, 'query'>, regionId: string, partnerId: string, reference: string, content: string): Promise<Earlier | undefined> {
  const [row] = await where.query<Earlier & Record<string, unknown>>(
    `SELECT ${submissionColumns}, s.content_hash = ${hashOf('$4::text')} AS "sameContent" FROM submission s WHERE s.region_id = $1 AND s.partner_id = $2 AND s.reference = $3`,
    [regionId, partnerId, reference, content]);
  return row;
}

/** Stores the submission unless the partner's reference is taken: then false, and nothing is written. Waits for who is about to take it. */
export async function insertSubmission(tx: Tx, s: Submission, content: string): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO submission (id, region_id, partner_id, reference, content_hash, patient_id, journey_id, became, status, case_id, ticket_id, unit_id, profession, priority,
                             submitted_at, read_from, version)
     VALUES ($1, $2, $3, $4, ${hashOf('$5::text')}, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
     ON CONFLICT ON CONSTRAINT submission_reference DO NOTHING RETURNING id`,
    [s.id, s.regionId, s.partnerId, s.reference, content, s.patientId, s.journeyId, s.became, s.status, s.caseId, s.ticketId, s.unitId, s.profession, s.priority,
      s.submittedAt, s.readFrom, s.version]);
  return rows.length === 1;
}

/** The case's submission, locked; undefined for a case of another origin. The case's row is locked before it. */
export async function submissionOfCaseForUpdate(tx: Tx, regionId: string, caseId: string): Promise<Submission | undefined> {
  return (await tx.query<Submission & Record<string, unknown>>(`SELECT ${submissionColumns} FROM submission s WHERE s.region_id = $1 AND s.case_id = $2 FOR UPDATE`, [regionId, caseId]))[0];
}

/** The ticket's submission, locked; undefined for a ticket of another origin. */
export async function submissionOfTicketForUpdate(tx: Tx, regionId: string, ticketId: string): Promise<Submission | undefined> {
  return (await tx.query<Submission & Record<string, unknown>>(`SELECT ${submissionColumns} FROM submission s WHERE s.region_id = $1 AND s.ticket_id::text = $2 FOR UPDATE`, [regionId, ticketId]))[0];
}

/** Writes back what follows the case; the row is locked. */
export async function saveSubmission(tx: Tx, s: Submission): Promise<void> {
  await tx.query(
    `UPDATE submission SET status = $3, case_id = $4, unit_id = $5, profession = $6, started_at = $7, ended_at = $8, outcome = $9, forwarded = $10, forwarded_by = $11, version = $12, overdue_at = $13
      WHERE region_id = $1 AND id = $2`,
    [s.regionId, s.id, s.status, s.caseId, s.unitId, s.profession, s.startedAt, s.endedAt, s.outcome, s.forwarded, s.forwardedBy, s.version, s.overdueAt]);
}

/** Counts that the case's assignment is sent onward, by whom, and when it will be read there; answers whether it was overdue already. The case's row is locked. */
export async function countForward(tx: Tx, regionId: string, caseId: string, by: string, readFrom: Date): Promise<boolean> {
  const [row] = await tx.query<{ overdue: boolean }>(
    'UPDATE submission SET forwarded = forwarded + 1, forwarded_by = $3, read_from = $4 WHERE region_id = $1 AND case_id = $2 RETURNING overdue_at IS NOT NULL AS overdue',
    [regionId, caseId, by, readFrom]);
  return row?.overdue ?? false;
}

/** Who sent the case's assignment onward last. */
export async function lastForwardedBy(tx: Tx, regionId: string, caseId: string): Promise<string | null> {
  const [row] = await tx.query<{ by: string | null }>('SELECT forwarded_by AS by FROM submission WHERE region_id = $1 AND case_id = $2', [regionId, caseId]);
  return row?.by ?? null;
}

/** Those of the submissions that are the partner's. */
export async function submissionsOfPartner(db: Database, regionId: string, partnerId: string, ids: readonly string[]): Promise<Submission[]> {
  return read(db, `SELECT ${submissionColumns} FROM submission s WHERE s.region_id = $1 AND s.partner_id = $2 AND s.id = ANY($3::uuid[])`, [regionId, partnerId, ids]);
}

/** The partner's submission under the reference. */
export async function submissionByReference(db: Database, regionId: string, partnerId: string, reference: string): Promise<Submission | undefined> {
  return (await read<Submission>(db, `SELECT ${submissionColumns} FROM submission s WHERE s.region_id = $1 AND s.partner_id = $2 AND s.reference = $3`, [regionId, partnerId, reference]))[0];
}

/** The partner's submissions after the place, newest first. */
export async function submissionPage(db: Database, regionId: string, partnerId: string, limit: number, after: { at: string; id: string } | undefined): Promise<Submission[]> {
  return read(
    db,
    `SELECT ${submissionColumns} FROM submission s
      WHERE s.region_id = $1 AND s.partner_id = $2 AND ($4::timestamptz IS NULL OR (s.submitted_at, s.id) < ($4, $5::uuid))
      ORDER BY s.submitted_at DESC, s.id DESC LIMIT $3`,
    [regionId, partnerId, limit, after?.at ?? null, after?.id ?? null]);
}

/** The number of the partner's stream and its last submissions, newest first, from one snapshot. */
export async function submissionKeys(db: Database, regionId: string, partnerId: string, limit: number): Promise<{ seq: number; submissionIds: string[] }> {
  const [row] = await read<{ seq: number; submissionIds: string[] }>(
    db,
    `SELECT COALESCE((SELECT seq FROM live_counter WHERE key = 'partner.' || $2), 0) AS seq,
            ARRAY(SELECT s.id::text FROM submission s WHERE s.region_id = $1 AND s.partner_id = $2 ORDER BY s.submitted_at DESC, s.id DESC LIMIT $3) AS "submissionIds"`,
    [regionId, partnerId, limit]);
  return row!;
}
