import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Session } from '../domain/session';

const columns = `id, region_id AS "regionId", patient_id AS "patientId", actor_id AS "actorId", client_id AS "clientId", complaint_code AS "complaintCode",
  pack_id AS "packId", semver, sha256, status, free_text AS "freeText", age_days AS "ageDays", sex, earlier_contacts AS "earlierContacts",
  out_of_region AS "outOfRegion", answers, screens_seen AS "screensSeen", crisis_card_shown AS "crisisCardShown", started_at AS "startedAt",
  finished_at AS "finishedAt", outcome, case_id AS "caseId", ticket_id AS "ticketId", version`;

/** Stores a new session; false when the person has used the client id before. */
export async function insertSession(tx: Tx, s: Session): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO session (id, region_id, patient_id, actor_id, client_id, complaint_code, pack_id, semver, sha256, status, free_text, age_days, sex, earlier_contacts,
       out_of_region, answers, screens_seen, crisis_card_shown, started_at, finished_at, outcome, case_id, ticket_id, version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16::jsonb, $17, $18, $19, $20, $21::jsonb, $22, $23, $24)
     ON CONFLICT ON CONSTRAINT client_id_once DO NOTHING RETURNING id`,
    [s.id, s.regionId, s.patientId, s.actorId, s.clientId, s.complaintCode, s.packId, s.semver, s.sha256, s.status, s.freeText, s.ageDays, s.sex, s.earlierContacts,
      s.outOfRegion, JSON.stringify(s.answers), s.screensSeen, s.crisisCardShown, s.startedAt, s.finishedAt, s.outcome && JSON.stringify(s.outcome), s.caseId, s.ticketId, s.version]);
  return rows.length === 1;
}

/** Writes what a session's change may touch. @throws Error when somebody changed it since it was read */
export async function saveSession(tx: Tx, before: Session, s: Session): Promise<void> {
  const rows = await tx.query(
    `UPDATE session SET status = $3, answers = $4::jsonb, screens_seen = $5, crisis_card_shown = $6, finished_at = $7, outcome = $8::jsonb, case_id = $9, ticket_id = $10, version = $11
      WHERE id = $1 AND version = $2 RETURNING id`,
    [s.id, before.version, s.status, JSON.stringify(s.answers), s.screensSeen, s.crisisCardShown, s.finishedAt, s.outcome && JSON.stringify(s.outcome), s.caseId, s.ticketId, s.version]);
  if (rows.length !== 1) throw new Error('the session changed under its lock');
}

/** The session, locked. */
export async function lockSession(tx: Tx, regionId: string, id: string): Promise<Session | undefined> {
  return (await tx.query<Session>(`SELECT ${columns} FROM session WHERE region_id = $1 AND id = $2 FOR UPDATE`, [regionId, id]))[0];
}

/** The session that the person began with this client id. */
export async function sessionOfClient(tx: Tx, actorId: string, clientId: string): Promise<Session | undefined> {
  return (await tx.query<Session>(`SELECT ${columns} FROM session WHERE actor_id = $1 AND client_id = $2`, [actorId, clientId]))[0];
}

export async function sessionById(tx: Pick<Tx, 'query'>, regionId: string, id: string): Promise<Session | undefined> {
  return (await tx.query<Session>(`SELECT ${columns} FROM session WHERE region_id = $1 AND id = $2`, [regionId, id]))[0];
}

/** The sessions that made the cases. */
export async function sessionsOfCases(tx: Pick<Tx, 'query'>, regionId: string, caseIds: readonly string[]): Promise<Session[]> {
  return tx.query<Session>(`SELECT ${columns} FROM session WHERE region_id = $1 AND case_id = ANY($2::uuid[])`, [regionId, caseIds]);
}

/** How often the patient came to an outcome for the complaint in the last seven days. */
export async function earlierContacts(tx: Tx, patientId: string, complaintCode: string): Promise<number> {
  const [row] = await tx.query<{ contacts: number }>(
    `SELECT count(*)::int AS contacts FROM session
      WHERE patient_id = $1 AND complaint_code = $2 AND status IN ('FINISHED', 'EMERGENCY') AND finished_at > vardgraf.now() - interval '7 days'`,
    [patientId, complaintCode]);
  return row!.contacts;
}
