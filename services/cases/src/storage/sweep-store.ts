import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { settledRiskStates } from '../domain/suicide-risk';
import { openStatuses } from '../domain/transitions';

/** In nobody's list (SAF-5): nobody with a commission sees it in a role that could take it, and whoever has taken it is gone. Parameter $1: open states. */
export const inNobodysList = `c.status = ANY($1)
  AND NOT EXISTS (SELECT 1 FROM case_visibility v JOIN staff_commission s ON s.unit_id = v.unit_id AND s.role = ANY(v.roles) AND s.role <> 'UNIT_MANAGER'
                   WHERE v.case_id = c.id AND v.open AND c.taken_by IS NULL)
  AND NOT EXISTS (SELECT 1 FROM staff_commission s WHERE s.staff_id = c.taken_by)`;

/** The protocol's clock runs and no timer will ring (I8). */
const withoutTimer = `c.risk_next_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM timer t WHERE t.aggregate_id = c.id::text AND t.kind = 'case.suicide-risk')
  AND NOT EXISTS (SELECT 1 FROM dead_timer t WHERE t.aggregate_id = c.id::text AND t.kind = 'case.suicide-risk')`;

/**
 * Flagged, and no protocol has it (I8): as an older instance leaves a case, or a message whose case is over, unless the risk has been settled there since it was written. Parameters $1:
 * open states, $3: settled states of the protocol.
 */
const withoutProtocol = `c.risk_state IS NULL AND c.tags @> ARRAY['SUICIDE_RISK_FLAGGED'] AND (c.kind NOT IN ('MESSAGE', 'CONSULTATION') OR (c.kind = 'MESSAGE'
  AND EXISTS (SELECT 1 FROM "case" l WHERE l.id = c.linked_case_id AND l.status <> ALL($1))
  AND NOT EXISTS (SELECT 1 FROM suicide_risk_step s WHERE s.case_id = c.linked_case_id AND s.at >= c.created_at AND s.to_state = ANY($3) AND s.event <> 'CASE_ENDED')))`;

export interface DroppedCases {
  /** Open cases in nobody's list. */
  withoutOwner: number;
  /** Open cases at risk whose clock nobody will hear. */
  withoutClock: number;
}

/** How many cases of all regions are dropped: both are zero, always (BEY-1). */
export async function countDropped(db: Database): Promise<DroppedCases> {
  const [row] = await read<DroppedCases>(
    db,
    `SELECT count(*) FILTER (WHERE ${inNobodysList})::int AS "withoutOwner", count(*) FILTER (WHERE ${withoutTimer})::int AS "withoutClock" FROM "case" c WHERE c.status = ANY($1)`,
    [openStatuses]);
  return row!;
}

/** Why the sweeper looks at a case. */
export type DroppedWhy = 'UNFLAGGED' | 'NO_TIMER' | 'HOLDER_GONE' | 'NOBODYS';

/**
 * Cases that need the sweeper, oldest first: flagged without a protocol, with a clock that nobody will hear, held by somebody known to have left, in
 * nobody's list. A holder of whom directory has not told yet is not gone.
 */
export async function droppedCases(tx: Tx, limit: number): Promise<{ id: string; regionId: string; why: DroppedWhy }[]> {
  return tx.query(
    `SELECT id, region_id AS "regionId", why FROM (
       SELECT c.id, c.region_id, c.created_at, CASE
         WHEN ${withoutProtocol} THEN 'UNFLAGGED'
         WHEN ${withoutTimer} THEN 'NO_TIMER'
         WHEN c.taken_by IS NOT NULL AND EXISTS (SELECT 1 FROM staff s WHERE s.id = c.taken_by)
          AND NOT EXISTS (SELECT 1 FROM staff_commission s WHERE s.staff_id = c.taken_by) THEN 'HOLDER_GONE'
         WHEN c.taken_by IS NULL AND ${inNobodysList} THEN 'NOBODYS' END AS why
         FROM "case" c WHERE c.status = ANY($1)) AS looked WHERE why IS NOT NULL ORDER BY created_at LIMIT $2`,
    [openStatuses, limit, settledRiskStates]);
}

/** Whether the sweeper's timer is set. */
export async function sweepIsSet(tx: Tx, kind: string): Promise<boolean> {
  return (await tx.query('SELECT 1 FROM timer WHERE kind = $1 LIMIT 1', [kind])).length === 1;
}
