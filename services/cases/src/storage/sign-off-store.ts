import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { SignOff, SignOffRecordKind } from '../domain/sign-off';

const names: Record<keyof SignOff, string> = {
  id: 'id', regionId: 'region_id', caseId: 'case_id', recordKind: 'record_kind', recordId: 'record_id', askedBy: 'asked_by', fromUnitId: 'from_unit_id', askedAt: 'asked_at', toUnitId: 'to_unit_id',
  toRole: 'to_role', toStaffId: 'to_staff_id', status: 'status', answeredBy: 'answered_by', answeredAt: 'answered_at', returnReason: 'return_reason',
};
const columns = Object.entries(names).map(([fact, name]) => `s.${name} AS "${fact}"`).join(', ');
type Row = SignOff & Record<string, unknown>;

/** A record of a case as far as signing off needs it. */
export interface WrittenRecord {
  id: string;
  byId: string | null;
}

const records: Record<SignOffRecordKind, string> = {
  SUICIDE_RISK_ASSESSMENT: 'SELECT r.id::text, r.by_id AS "byId", r.at FROM suicide_risk_assessment r WHERE r.case_id = $1',
  CONTACT_ATTEMPT: 'SELECT r.id::text, r.by_id AS "byId", r.at FROM contact_attempt r WHERE r.case_id = $1',
  INDIVIDUAL_PLAN: `SELECT r.id::text, r.by_id AS "byId", r.at FROM suicide_risk_step r WHERE r.case_id = $1 AND r.event = 'PLAN'`,
  CLOSED_WITHOUT_CONTACT: `SELECT r.id::text, r.by_id AS "byId", r.at FROM suicide_risk_step r WHERE r.case_id = $1 AND r.event = 'CLOSE_WITHOUT_CONTACT'`,
};

/** The case's record with the id, or without one the person's last of the kind. */
export async function writtenRecord(tx: Tx, caseId: string, kind: SignOffRecordKind, id: string | null, personId: string): Promise<WrittenRecord | undefined> {
  const rows = await tx.query<WrittenRecord & Record<string, unknown>>(
    `SELECT id, "byId" FROM (${records[kind]}) AS r WHERE CASE WHEN $2::text IS NULL THEN "byId" = $3 ELSE id = $2 END ORDER BY at DESC, id DESC LIMIT 1`, [caseId, id, personId]);
  return rows[0];
}

/** What the person asked with this client id before. */
export async function signOffAskedBefore(tx: Tx, askedBy: string, clientId: string): Promise<SignOff | undefined> {
  return (await tx.query<Row>(`SELECT ${columns} FROM sign_off s WHERE s.asked_by = $1 AND s.client_id = $2`, [askedBy, clientId]))[0];
}

/** The request of the record that waits or was signed; the record's case is locked. */
export async function standingSignOff(tx: Tx, kind: SignOffRecordKind, recordId: string): Promise<SignOff | undefined> {
  return (await tx.query<Row>(`SELECT ${columns} FROM sign_off s WHERE s.record_kind = $1 AND s.record_id = $2 AND s.status <> 'RETURNED'`, [kind, recordId]))[0];
}

export async function insertSignOff(tx: Tx, s: SignOff, clientId: string): Promise<void> {
  const facts = Object.keys(names) as (keyof SignOff)[];
  await tx.query(
    `INSERT INTO sign_off (client_id, ${facts.map((fact) => names[fact]).join(', ')}) VALUES ($1, ${facts.map((_, i) => `$${i + 2}`).join(', ')})`, [clientId, ...facts.map((fact) => s[fact])]);
}

/** The request, locked until the transaction ends. */
export async function lockSignOff(tx: Tx, regionId: string, id: string): Promise<SignOff | undefined> {
  return (await tx.query<Row>(`SELECT ${columns} FROM sign_off s WHERE s.region_id = $1 AND s.id = $2 FOR UPDATE`, [regionId, id]))[0];
}

export async function saveSignOffAnswer(tx: Tx, s: SignOff): Promise<void> {
  await tx.query('UPDATE sign_off SET status = $2, answered_by = $3, answered_at = $4, return_reason = $5 WHERE id = $1', [s.id, s.status, s.answeredBy, s.answeredAt, s.returnReason]);
}

/** Who asks: one commission of one person. */
export interface SignOffReader {
  regionId: string;
  personId: string;
  unitIds: readonly string[];
  role: string;
}

/** A request as somebody reads it, with whose case it is for the log. */
export type ReadSignOff = SignOff & { patientId: string | null };

const from = `SELECT ${columns}, c.patient_id AS "patientId" FROM sign_off s JOIN "case" c ON c.id = s.case_id WHERE s.region_id = $1`;
/** Parameters: $2 person, $3 units, $4 role. */
const asked = `(s.asked_by <> $2 AND CASE WHEN s.to_staff_id IS NULL THEN s.to_role = $4 AND s.to_unit_id = ANY($3) ELSE s.to_staff_id = $2 END)`;
/** In the commission they wrote it in (DIR-2). */
const ownAsking = '(s.asked_by = $2 AND s.from_unit_id = ANY($3))';
const params = (r: SignOffReader) => [r.regionId, r.personId, r.unitIds, r.role];

/** What waits for the reader, asked first first. */
export async function signOffsWaitingFor(db: Database, reader: SignOffReader): Promise<ReadSignOff[]> {
  return read(db, `${from} AND s.status = 'WAITING' AND ${asked} ORDER BY s.asked_at, s.id LIMIT 100`, params(reader));
}

/** What the reader has asked, newest first. */
export async function signOffsAskedBy(db: Database, reader: SignOffReader): Promise<ReadSignOff[]> {
  return read(db, `${from} AND ${ownAsking} ORDER BY s.asked_at DESC, s.id DESC LIMIT 100`, [reader.regionId, reader.personId, reader.unitIds]);
}

/** Those of the requests that the reader asked, has answered, or may answer. */
export async function signOffsById(db: Database, reader: SignOffReader, ids: readonly string[]): Promise<ReadSignOff[]> {
  return read(db, `${from} AND s.id = ANY($5::uuid[]) AND (${ownAsking} OR s.answered_by = $2 OR (s.status = 'WAITING' AND ${asked}))`, [...params(reader), ids]);
}
