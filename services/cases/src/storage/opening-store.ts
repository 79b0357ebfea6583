import type { Tx } from '@vardgraf/service-kit/transaction';

/** A staff member's look into a case that they have not taken. */
export interface Opening {
  caseId: string;
  staffId: string;
  unitId: string;
  role: string;
  reason: string;
  openedAt: Date;
}

/** Keeps the opening; the latest of a person at a unit counts, but being consulted takes away no longer sight (CON-1). */
export async function saveOpening(tx: Tx, o: Opening): Promise<void> {
  await tx.query(
    `INSERT INTO case_opening (case_id, staff_id, unit_id, role, reason, opened_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (case_id, staff_id, unit_id) DO UPDATE SET role = excluded.role, opened_at = excluded.opened_at,
       reason = CASE WHEN excluded.reason = 'CONSULTED' THEN case_opening.reason ELSE excluded.reason END`,
    [o.caseId, o.staffId, o.unitId, o.role, o.reason, o.openedAt]);
}
