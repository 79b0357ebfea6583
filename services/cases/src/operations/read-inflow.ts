import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { inflowGaps as gapsIn, type Span } from '../domain/inflow-gaps';
import { inflowDuties as readDuties, type InflowDuty, openingHours } from '../storage/inflow-store';

export type { InflowDuty };

/** Who answers for the inflow of a unit of the commission; null for another unit (QUE-10). */
export async function inflowDuties(db: Database, actor: StaffActor, unitId: string, asked: Span): Promise<InflowDuty[] | null> {
  return actor.commission.unitIds.includes(unitId) ? readDuties(db, actor.regionId, unitId, asked) : null;
}

/** Opening time of a unit of the commission for which nobody who works there is named; null for another unit (QUE-10). */
export async function inflowGaps(db: Database, actor: StaffActor, unitId: string, asked: Span): Promise<Span[] | null> {
  const named = await inflowDuties(db, actor, unitId, asked);
  return named && gapsIn(asked, await openingHours(db, actor.regionId, unitId, asked), named);
}
