import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { StaffConsultation } from '../domain/staff-consultation';

const names: Record<keyof StaffConsultation, string> = {
  id: 'id', regionId: 'region_id', clientId: 'client_id', wish: 'wish', question: 'question', askedBy: 'asked_by', askedByRole: 'asked_by_role', fromUnitId: 'from_unit_id', toUnitId: 'to_unit_id',
  toRole: 'to_role', toStaffId: 'to_staff_id', consent: 'consent', urgentReason: 'urgent_reason', askedAt: 'asked_at', outcome: 'outcome', declineReason: 'decline_reason',
};
const facts = Object.keys(names) as (keyof StaffConsultation)[];
const columns = facts.map((fact) => `q.${names[fact]} AS "${fact}"`).join(', ');
type Row = StaffConsultation & Record<string, unknown>;

/** The region's consultation with the id, and the case about which it asks; lock both before acting on it. */
export async function consultationOf(tx: Tx, regionId: string, id: string): Promise<(StaffConsultation & { aboutCaseId: string | null }) | undefined> {
  const [row] = await tx.query<Row & { aboutCaseId: string | null }>(
    `SELECT ${columns}, c.linked_case_id AS "aboutCaseId" FROM staff_consultation q JOIN "case" c ON c.id = q.id WHERE q.region_id = $1 AND q.id = $2`, [regionId, id]);
  return row;
}

/** What the person has asked with this client id before. Lets one asking of the person with it at a time through, until the transaction ends. */
export async function consultationAskedBefore(tx: Tx, regionId: string, askedBy: string, clientId: string): Promise<StaffConsultation | undefined> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`consultation of ${askedBy}/${clientId}`]);
  return (await tx.query<Row>(`SELECT ${columns} FROM staff_consultation q WHERE q.region_id = $1 AND q.asked_by = $2 AND q.client_id = $3`, [regionId, askedBy, clientId]))[0];
}

/** Who asked; undefined for a case that is no consultation. */
export async function askerOf(tx: Tx, id: string): Promise<string | undefined> {
  return (await tx.query<{ by: string }>('SELECT asked_by AS by FROM staff_consultation WHERE id = $1', [id]))[0]?.by;
}

/** Inserts the question; its case is there. */
export async function insertStaffConsultation(tx: Tx, q: StaffConsultation): Promise<void> {
  await tx.query(`INSERT INTO staff_consultation (${facts.map((fact) => names[fact]).join(', ')}) VALUES (${facts.map((_, i) => `$${i + 1}`).join(', ')})`, facts.map((fact) => q[fact]));
}

/** Writes how it ended. Who writes holds its case's lock. */
export async function saveOutcome(tx: Tx, q: StaffConsultation): Promise<void> {
  await tx.query('UPDATE staff_consultation SET outcome = $2, decline_reason = $3 WHERE id = $1', [q.id, q.outcome, q.declineReason]);
}

/** SQL: the viewer's units and role see an open consultation about case `c` in a queue (CON-1, DIR-3). */
export const consultedOn = (c: string, units: string, role: string): string =>
  `EXISTS (SELECT 1 FROM "case" asks JOIN case_visibility asked ON asked.case_id = asks.id
    WHERE asks.linked_case_id = ${c}.id AND asks.kind = 'CONSULTATION' AND asked.open AND asked.unit_id ${units} AND ${role} = ANY(asked.roles))`;

/** At which of the viewer's units they are consulted on the case now; undefined when at none. */
export async function consultedAt(tx: Tx, caseId: string, unitIds: readonly string[], role: string): Promise<string | undefined> {
  const [row] = await tx.query<{ unitId: string }>(
    `SELECT v.unit_id AS "unitId" FROM "case" k JOIN case_visibility v ON v.case_id = k.id
      WHERE k.linked_case_id = $1 AND k.kind = 'CONSULTATION' AND v.open AND v.unit_id = ANY($2) AND $3 = ANY(v.roles) ORDER BY v.unit_id LIMIT 1`,
    [caseId, unitIds, role]);
  return row?.unitId;
}

/** Who has opened the case only because they were consulted, and is so no longer. */
export async function noLongerConsulted(tx: Tx, caseId: string): Promise<string[]> {
  const rows = await tx.query<{ staffId: string }>(
    `SELECT o.staff_id AS "staffId" FROM case_opening o JOIN "case" c ON c.id = o.case_id WHERE o.case_id = $1
      GROUP BY o.staff_id HAVING bool_and(o.reason = 'CONSULTED' AND NOT ${consultedOn('c', '= o.unit_id', 'o.role')})`,
    [caseId]);
  return rows.map((row) => row.staffId);
}

/** A staff member in one commission, as SQL asks. */
export interface ConsultationReader {
  regionId: string;
  personId: string;
  unitIds: readonly string[];
  role: string;
}

/** A consultation as somebody reads it, with its times and the case that it is about. */
export type ReadConsultation = StaffConsultation & { aboutCaseId: string | null; aboutPatientId: string | null; answeredAt: Date | null; endedAt: Date | null };

/** Who asks: the asker at the unit, and who has the case that it is about by now. Parameters: $1 region, $2 person, $3 units. */
const asks = `((q.asked_by = $2 AND q.from_unit_id = ANY($3)) OR (about.taken_by = $2 AND about.unit_id = ANY($3)))`;
const select = `SELECT ${columns}, about.id AS "aboutCaseId", about.patient_id AS "aboutPatientId", c.first_started_at AS "answeredAt", c.ended_at AS "endedAt"
  FROM staff_consultation q JOIN "case" c ON c.id = q.id LEFT JOIN "case" about ON about.id = c.linked_case_id WHERE q.region_id = $1`;

/** Those of the consultations that the reader asks, has taken, or sees in a queue. */
export async function consultationsById(db: Database, reader: ConsultationReader, ids: readonly string[]): Promise<ReadConsultation[]> {
  return read(
    db,
    `${select} AND q.id = ANY($5::uuid[]) AND (${asks} OR c.taken_by = $2
      OR EXISTS (SELECT 1 FROM case_visibility v WHERE v.case_id = q.id AND v.open AND v.unit_id = ANY($3) AND $4 = ANY(v.roles)))`,
    [reader.regionId, reader.personId, reader.unitIds, reader.role, ids]);
}

/** What the reader asks: open, or ended in the last week; newest first. */
export async function consultationsAsked(db: Database, reader: ConsultationReader): Promise<ReadConsultation[]> {
  return read(
    db,
    `${select} AND ${asks} AND COALESCE(c.ended_at, 'infinity') > vardgraf.now() - interval '7 days' ORDER BY q.asked_at DESC, q.id DESC LIMIT 200`,
    [reader.regionId, reader.personId, reader.unitIds]);
}

/** Every consultation about the cases, newest first; for who has them in hand. */
export async function consultationsAbout(db: Database, regionId: string, caseIds: readonly string[]): Promise<ReadConsultation[]> {
  return read(db, `${select} AND c.linked_case_id = ANY($2::uuid[]) ORDER BY q.asked_at DESC, q.id DESC`, [regionId, caseIds]);
}
