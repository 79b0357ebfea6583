import type { StaffActor } from '@vardgraf/service-kit/actor';
import { badInput } from '@vardgraf/service-kit/fault';
import { type Database, read } from '@vardgraf/service-kit/postgres';
import { csv, type Dimension, grainOf, periodFault, told, type Told } from '../domain/care-figures';
import { disclosureOf } from '../settings/region-settings';
import { countedUntil, figures } from '../storage/figure-store';

export interface FiguresQuestion {
  from: string;
  to: string;
  by: readonly Dimension[];
  unitIds: readonly string[] | undefined;
}

export interface CareFigures {
  rows: Told[];
  csv: string;
  asOf: Date;
}

/** Whose events are counted. */
export const countedSources = ['cases', 'booking'] as const;

/**
 * The region's figures, or those of a unit manager's units (MET-1..3). Where units are told apart, small counts are hidden, the rest rounded, and the
 * period is whole months: periods that overlap by days could be subtracted from each other (MET-2).
 * @returns undefined when a unit manager asks for another's unit
 * @throws Fault BAD_INPUT with the path of what is wrong in the question
 */
export async function readCareFigures(db: Database, actor: StaffActor, q: FiguresQuestion): Promise<CareFigures | undefined> {
  const own = actor.commission.role === 'UNIT_MANAGER' ? actor.commission.unitIds : undefined;
  if (own && q.unitIds?.some((unitId) => !own.includes(unitId))) return undefined;
  const unitIds = q.unitIds ?? own;
  const unitLevel = unitIds !== undefined || q.by.includes('UNIT');
  const fault = periodFault({ ...q, unitLevel });
  if (fault) throw badInput(fault.path, fault.expected);
  const rule = unitLevel ? await disclosureOf(db, actor.regionId) : undefined;
  const rows = (await figures(db, { ...q, unitIds, regionId: actor.regionId, grain: grainOf(q) })).map((row) => told(row, rule));
  const asOf = (await countedUntil(db, countedSources)) ?? (await read<{ now: Date }>(db, 'SELECT vardgraf.now() AS now'))[0]!.now;
  return { rows, csv: csv(rows, q.by), asOf };
}
