import type { Tx } from '@vardgraf/service-kit/transaction';
import type { CaseTie } from '../domain/patient-access';
import { select, type Where } from './where';

export interface CaseAccess extends CaseTie {
  caseId: string;
  regionId: string;
  patientId: string;
  version: number;
}

/** Keeps what cases told last of a case; what is older than the kept one changes nothing. */
export async function keepCaseAccess(tx: Tx, a: CaseAccess): Promise<void> {
  await tx.query(
    `INSERT INTO case_access (case_id, region_id, patient_id, open, responsible_unit_id, taken_by, participants, version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (case_id) DO UPDATE SET region_id = EXCLUDED.region_id, patient_id = EXCLUDED.patient_id, open = EXCLUDED.open,
       responsible_unit_id = EXCLUDED.responsible_unit_id, taken_by = EXCLUDED.taken_by, participants = EXCLUDED.participants, version = EXCLUDED.version
     WHERE case_access.version < EXCLUDED.version`,
    [a.caseId, a.regionId, a.patientId, a.open, a.responsibleUnitId, a.takenBy ?? null, a.participants, a.version],
  );
}

/** Cases of these patients that can give this reader a relation: of own units, taken by or shared with them. */
export async function caseTies(where: Where, regionId: string, patientIds: readonly string[], reader: { personId: string; unitIds: readonly string[] }): Promise<CaseAccess[]> {
  const rows = await select<Omit<CaseAccess, 'takenBy'> & { takenBy: string | null }>(
    where,
    `SELECT case_id AS "caseId", region_id AS "regionId", patient_id AS "patientId", open, responsible_unit_id AS "responsibleUnitId",
            taken_by AS "takenBy", participants, version
       FROM case_access
      WHERE region_id = $1 AND patient_id = ANY($2::text[]) AND (responsible_unit_id = ANY($3::text[]) OR taken_by = $4 OR $4 = ANY(participants))`,
    [regionId, patientIds, reader.unitIds, reader.personId],
  );
  return rows.map((row) => ({ ...row, takenBy: row.takenBy ?? undefined }));
}
