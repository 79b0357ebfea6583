import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Handover } from '../domain/handover';

const names: Record<keyof Handover, string> = {
  id: 'id', regionId: 'region_id', caseId: 'case_id', clientId: 'client_id', status: 'status', fromUnitId: 'from_unit_id', askedBy: 'asked_by', toUnitId: 'to_unit_id', askedUnitId: 'asked_unit_id',
  toRole: 'to_role', toStaffId: 'to_staff_id', answererId: 'answerer_id', answerRoles: 'answer_roles', added: 'added', reason: 'reason', message: 'message', consent: 'consent',
  urgentReason: 'urgent_reason', askedAt: 'asked_at', answerBy: 'answer_by', overdueAt: 'overdue_at', answeredAt: 'answered_at', answeredBy: 'answered_by',
  refusalReason: 'refusal_reason',
};
const columns = Object.entries(names).map(([fact, name]) => `h.${name} AS "${fact}"`).join(', ');
type Row = Handover & Record<string, unknown>;

/** The request with the id; undefined when the region has none. Lock its case before acting on it. */
export async function handoverOf(tx: Tx, regionId: string, id: string): Promise<Handover | undefined> {
  return (await tx.query<Row>(`SELECT ${columns} FROM handover h WHERE h.region_id = $1 AND h.id = $2`, [regionId, id]))[0];
}

/** The request of a locked case that waits for its answer. */
export async function openHandoverOf(tx: Tx, caseId: string): Promise<Handover | undefined> {
  return (await tx.query<Row>(`SELECT ${columns} FROM handover h WHERE h.case_id = $1 AND h.status = 'REQUESTED'`, [caseId]))[0];
}

/** What the person asked with this client id before. */
export async function handoverAskedBy(tx: Tx, regionId: string, askedBy: string, clientId: string): Promise<Handover | undefined> {
  return (await tx.query<Row>(`SELECT ${columns} FROM handover h WHERE h.region_id = $1 AND h.asked_by = $2 AND h.client_id = $3`, [regionId, askedBy, clientId]))[0];
}

/** Inserts the request. The index of open requests refuses a second one for the case. */
export async function insertHandover(tx: Tx, h: Handover): Promise<void> {
  const facts = Object.keys(names) as (keyof Handover)[];
  await tx.query(
    `INSERT INTO handover (${facts.map((fact) => names[fact]).join(', ')}) VALUES (${facts.map((_, i) => `$${i + 1}`).join(', ')})`,
    facts.map((fact) => (fact === 'added' ? JSON.stringify(h.added) : h[fact])));
}

/** Writes the answer, or that there was none in time. Who writes holds the case's lock. */
export async function saveAnswer(tx: Tx, h: Handover): Promise<void> {
  await tx.query(
    'UPDATE handover SET status = $2, overdue_at = $3, answered_at = $4, answered_by = $5, refusal_reason = $6 WHERE id = $1 AND status = \'REQUESTED\'',
    [h.id, h.status, h.overdueAt, h.answeredAt, h.answeredBy, h.refusalReason]);
}

/** Who asks: one commission, or a person who has the case in hand. */
export interface HandoverReader {
  regionId: string;
  personId: string;
  unitIds: readonly string[];
  role: string;
}

/** The giver's words are for who gave, who answers or has answered, and who sees the case in a queue. Parameters: $1 region, $2 person, $3 units, $4 role. */
const readable = `((h.asked_by = $2 AND h.from_unit_id = ANY($3)) OR (h.answered_by = $2 AND h.to_unit_id = ANY($3))
  OR (h.status = 'REQUESTED' AND h.to_unit_id = ANY($3) AND $4 = ANY(h.answer_roles) AND (h.answerer_id IS NULL OR h.answerer_id = $2))
  OR EXISTS (SELECT 1 FROM case_visibility v WHERE v.case_id = h.case_id AND v.open AND v.unit_id = ANY($3) AND $4 = ANY(v.roles)))`;
const shown = `${columns.replace('h.message AS "message", ', '')}, CASE WHEN ${readable} THEN h.message END AS message, c.patient_id AS "patientId"`;

/** A request as somebody reads it, with whose case it is for the log. */
export type ReadHandover = Handover & { patientId: string };

/** Requests that wait for an answer, asked of the unit or by it, those to be answered soonest first. */
export async function openHandoversAt(db: Database, reader: HandoverReader, unitId: string): Promise<ReadHandover[]> {
  return read(
    db,
    `SELECT ${shown} FROM handover h JOIN "case" c ON c.id = h.case_id
      WHERE h.region_id = $1 AND h.status = 'REQUESTED' AND (h.to_unit_id = $5 OR h.from_unit_id = $5) ORDER BY h.answer_by, h.id LIMIT 500`,
    [reader.regionId, reader.personId, reader.unitIds, reader.role, unitId]);
}

/** Requests that the reader may answer, those to be answered soonest first. */
export async function handoversToAnswer(db: Database, reader: HandoverReader): Promise<ReadHandover[]> {
  return read(
    db,
    `SELECT ${shown} FROM handover h JOIN "case" c ON c.id = h.case_id
      WHERE h.region_id = $1 AND h.status = 'REQUESTED' AND h.to_unit_id = ANY($3) AND $4 = ANY(h.answer_roles) AND (h.answerer_id IS NULL OR h.answerer_id = $2) AND h.asked_by <> $2
      ORDER BY h.answer_by, h.id LIMIT 100`,
    [reader.regionId, reader.personId, reader.unitIds, reader.role]);
}

/** Those of the requests that were asked of or by a unit of the reader's commission. */
export async function handoversById(db: Database, reader: HandoverReader, ids: readonly string[]): Promise<ReadHandover[]> {
  return read(
    db,
    `SELECT ${shown} FROM handover h JOIN "case" c ON c.id = h.case_id
      WHERE h.region_id = $1 AND h.id = ANY($5::uuid[]) AND (h.to_unit_id = ANY($3) OR h.from_unit_id = ANY($3))`,
    [reader.regionId, reader.personId, reader.unitIds, reader.role, ids]);
}

/** Every request of the cases, newest first; for who has them in hand. */
export async function handoversOfCases(db: Database, regionId: string, caseIds: readonly string[]): Promise<Handover[]> {
  return read(db, `SELECT ${columns} FROM handover h WHERE h.region_id = $1 AND h.case_id = ANY($2::uuid[]) ORDER BY h.asked_at DESC, h.id DESC`, [regionId, caseIds]);
}
