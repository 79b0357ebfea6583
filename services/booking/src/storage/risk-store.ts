import type { Tx } from '@vardgraf/service-kit/transaction';

/** Where the suicide risk of a case stands, as far as booking needs it. */
export interface CaseRisk {
  caseId: string;
  patientId: string;
  /** The unit that has the case. */
  unitId: string;
  /** Nobody who may has judged it yet. */
  unjudged: boolean;
}

/** Keeps what cases says of the risk, unless a later event has been here. */
export async function saveRisk(tx: Tx, r: CaseRisk, version: number): Promise<void> {
  await tx.query(
    `INSERT INTO unjudged_risk AS r (case_id, patient_id, unit_id, unjudged, version) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (case_id) DO UPDATE SET unit_id = excluded.unit_id, unjudged = excluded.unjudged, version = excluded.version WHERE r.version < excluded.version`,
    [r.caseId, r.patientId, r.unitId, r.unjudged, version]);
}

/** Whether a case of the patient at one of the units waits for who may judge its suicide risk. */
export async function isRiskUnjudgedAt(tx: Tx, patientId: string, unitIds: readonly string[]): Promise<boolean> {
  return (await tx.query('SELECT 1 FROM unjudged_risk WHERE patient_id = $1 AND unjudged AND unit_id = ANY($2) LIMIT 1', [patientId, unitIds])).length === 1;
}
