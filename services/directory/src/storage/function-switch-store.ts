import type { Tx } from '@vardgraf/service-kit/transaction';
import type { CareFunction } from '../domain/care-function';
import { select, type Where } from './where';

/** How a function was switched last; a null unit means the whole region. */
export interface FunctionSwitch {
  unitId: string | null;
  fn: CareFunction;
  on: boolean;
}

/** The last switch of each function, for the region and for each of its units. */
export async function latestSwitches(where: Where, regionId: string): Promise<FunctionSwitch[]> {
  return select<FunctionSwitch>(
    where,
    `SELECT DISTINCT ON (unit_id, function) unit_id AS "unitId", function AS fn, is_on AS "on"
       FROM function_switch WHERE region_id = $1 ORDER BY unit_id, function, id DESC`,
    [regionId],
  );
}

/** Adds a switch; earlier ones stay as history. */
export async function insertSwitch(tx: Tx, regionId: string, s: FunctionSwitch, by: string): Promise<void> {
  await tx.query('INSERT INTO function_switch (region_id, unit_id, function, is_on, switched_by) VALUES ($1, $2, $3, $4, $5)', [regionId, s.unitId, s.fn, s.on, by]);
}
