import type { StaffActor } from '@vardgraf/service-kit/actor';
import { badInput } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import { periodFault } from '../domain/care-figures';
import { type DoorDimension, type DoorTold, toldByDoor } from '../domain/waiting-by-door';
import { disclosureOf } from '../settings/region-settings';
import { doorFigures } from '../storage/door-store';

export interface DoorQuestion {
  from: string;
  to: string;
  by: readonly DoorDimension[];
}

/**
 * How long patients waited, by the door they came through and whose they are (BEY-10): the region's, or a unit manager's units. Always whole months, with small
 * counts hidden and the rest rounded (MET-2).
 * @throws Fault BAD_INPUT with the path of what is wrong in the question
 */
export async function readWaitingByDoor(db: Database, actor: StaffActor, q: DoorQuestion): Promise<{ rows: DoorTold[] }> {
  const fault = periodFault({ from: q.from, to: q.to, by: [], unitLevel: true });
  if (fault) throw badInput(fault.path, fault.expected);
  if (q.by.length > 3 || new Set(q.by).size < q.by.length) throw badInput('input.by', 'at most three different dimensions');
  const unitIds = actor.commission.role === 'UNIT_MANAGER' ? actor.commission.unitIds : undefined;
  const rule = await disclosureOf(db, actor.regionId);
  return { rows: (await doorFigures(db, { ...q, regionId: actor.regionId, unitIds })).map((row) => toldByDoor(row, rule)) };
}
