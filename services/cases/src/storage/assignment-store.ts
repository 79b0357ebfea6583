import type { Tx } from '@vardgraf/service-kit/transaction';
import type { OnShift } from '../domain/assign-case';
import type { Case } from '../domain/case';
import { inHand } from './capacity-store';
import { caseColumns } from './case-row';

/** Lets one assignment at the unit through at a time, until the transaction ends. Take it before any case's row. */
export async function lockAssigning(tx: Tx, unitId: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`assigning at ${unitId}`]);
}

/** Waiting cases for which the unit is accountable, of the levels, in the queue's order; as they are now, not locked. */
export async function waitingCases(tx: Tx, regionId: string, unitId: string, levels: readonly string[]): Promise<Case[]> {
  return tx.query<Case & Record<string, unknown>>(
    `SELECT ${caseColumns('c')} FROM "case" c WHERE c.region_id = $1 AND c.unit_id = $2 AND c.status = 'REQUESTED' AND c.priority = ANY($3)
      ORDER BY c.queue_band, c.urgency_rank, c.risk_band, c.due_order, c.waiting_since, c.id LIMIT 200`,
    [regionId, unitId, levels]);
}

/** Who is on shift at the unit, with what each has in hand at whatever unit. */
export async function onShiftWithHands(tx: Tx, regionId: string, unitId: string): Promise<OnShift[]> {
  return tx.query<OnShift & Record<string, unknown>>(
    `SELECT s.staff_id AS "staffId", s.role, s.started_at AS since, (SELECT count(*)::int FROM "case" WHERE region_id = $1 AND taken_by = s.staff_id AND ${inHand}) AS "inHand"
       FROM shift s WHERE s.region_id = $1 AND s.unit_id = $2 AND s.ended_at IS NULL`,
    [regionId, unitId]);
}

/** Who has been given the case before. */
export async function assignedBefore(tx: Tx, caseId: string): Promise<string[]> {
  return (await tx.query<{ id: string }>('SELECT staff_id AS id FROM case_assignment WHERE case_id = $1', [caseId])).map((row) => row.id);
}

/** Keeps that the case was given to the person. The case's row is locked. */
export async function saveAssignment(tx: Tx, caseId: string, staffId: string, at: Date): Promise<void> {
  await tx.query('INSERT INTO case_assignment (case_id, staff_id, at) VALUES ($1, $2, $3)', [caseId, staffId, at]);
}

/** Units at which the person is on shift. */
export async function unitsOnShift(tx: Tx, regionId: string, staffId: string): Promise<string[]> {
  return (await tx.query<{ id: string }>('SELECT unit_id AS id FROM shift WHERE region_id = $1 AND staff_id = $2 AND ended_at IS NULL ORDER BY 1', [regionId, staffId])).map((row) => row.id);
}
