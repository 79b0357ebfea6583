import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { Case } from '../domain/case';
import { documentationHours } from '../domain/case-access';
import { caseColumns } from './case-row';
import type { HistoryEntry } from './case-store';
import { consultedOn } from './staff-consultation-store';

/** A staff member in one commission, as SQL asks. */
export interface Reader {
  regionId: string;
  personId: string;
  unitIds: readonly string[];
}

/** Taken or opened by the reader at one of the commission's units, and not ended too long ago; opened as a consulted colleague for as long as that lasts (CON-1). Parameters: $1 region, $2 person, $3 units. */
const ownRelation = `c.region_id = $1 AND (
  (c.taken_by = $2 AND c.unit_id = ANY($3) AND COALESCE(c.ended_at, 'infinity') > vardgraf.now() - interval '${documentationHours} hours')
  OR EXISTS (SELECT 1 FROM case_opening o WHERE o.case_id = c.id AND o.staff_id = $2 AND o.unit_id = ANY($3)
              AND (o.reason <> 'CONSULTED' OR ${consultedOn('c', '= o.unit_id', 'o.role')})
              AND GREATEST(o.opened_at, COALESCE(c.ended_at, 'infinity')) > vardgraf.now() - interval '${documentationHours} hours'))`;

/** Those of the cases to which the reader has an own relation. */
export async function openedCases(db: Database, reader: Reader, ids: readonly string[]): Promise<Case[]> {
  return read(db, `SELECT ${caseColumns('c')} FROM "case" c WHERE ${ownRelation} AND c.id = ANY($4::uuid[])`, [reader.regionId, reader.personId, reader.unitIds, ids]);
}

/** Whether the reader has an own relation to the patient's case, or to any of them when none is named. */
export async function hasOpenedCaseOf(db: Database, reader: Reader, patientId: string, caseId?: string): Promise<boolean> {
  const rows = await read(
    db, `SELECT 1 FROM "case" c WHERE ${ownRelation} AND c.patient_id = $4 AND ($5::uuid IS NULL OR c.id = $5) LIMIT 1`,
    [reader.regionId, reader.personId, reader.unitIds, patientId, caseId ?? null]);
  return rows.length === 1;
}

/** The lines of the cases' histories, oldest first. */
export async function historiesOf(db: Database, regionId: string, ids: readonly string[]): Promise<(HistoryEntry & { caseId: string })[]> {
  return read(
    db,
    `SELECT h.case_id AS "caseId", h.at, h.action, h.from_status AS "from", h.to_status AS "to", h.by_kind AS "byKind", h.by_id AS "byId", h.reason
       FROM case_history h JOIN "case" c ON c.id = h.case_id AND c.region_id = $1 WHERE h.case_id = ANY($2::uuid[]) ORDER BY h.id`,
    [regionId, ids]);
}
