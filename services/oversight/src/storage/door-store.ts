import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Door, DoorCounted, DoorDimension } from '../domain/waiting-by-door';

/** Through which door a case came, and whose it is in codes. */
export interface DoorOfCase {
  id: string;
  door: Door;
  proxy: boolean;
  ageBand: string;
  language: string;
  fromOtherRegion: boolean;
}

const key = 'region_id, month, unit_id, priority, door, proxy, age_band, language, from_other_region';

/** Keeps the door of a case that is counted. */
export async function keepDoor(tx: Tx, d: DoorOfCase): Promise<void> {
  await tx.query(
    'INSERT INTO counted_door (id, door, proxy, age_band, language, from_other_region) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING', [d.id, d.door, d.proxy, d.ageBand, d.language, d.fromOtherRegion]);
}

/** Adds one to the case's cell: 0 for its coming, else the bound of its wait in minutes. A case without a door has none. */
export async function countAtDoor(tx: Tx, id: string, upTo: number, inTime: boolean): Promise<void> {
  await tx.query(
    `INSERT INTO door_figure AS f (${key}, up_to, amount, in_time)
     SELECT m.region_id, date_trunc('month', m.began_at AT TIME ZONE 'Europe/Stockholm')::date, m.unit_id, m.priority, d.door, d.proxy, d.age_band, d.language, d.from_other_region, $2, 1, $3
       FROM counted_matter m JOIN counted_door d USING (id) WHERE m.id = $1
     ON CONFLICT (${key}, up_to) DO UPDATE SET amount = f.amount + 1, in_time = f.in_time + excluded.in_time`,
    [id, upTo, inTime ? 1 : 0]);
}

const names: Record<DoorDimension, [column: string, name: string]> = {
  PRIORITY: ['priority', 'priority'], DOOR: ['door', 'door'], PROXY: ['proxy', 'proxy'], AGE_BAND: ['age_band', 'ageBand'], LANGUAGE: ['language', 'language'],
  FROM_OTHER_REGION: ['from_other_region', 'fromOtherRegion'],
};

/** Exact counts by the dimensions asked for, in their order. The caller decides what of them is told. */
export async function doorFigures(db: Database, q: { regionId: string; from: string; to: string; by: readonly DoorDimension[]; unitIds: readonly string[] | undefined }): Promise<DoorCounted[]> {
  const dims = q.by.map((dimension) => `${names[dimension][0]} AS "${names[dimension][1]}"`);
  const places = q.by.map((_, i) => String(i + 1));
  const rows = await read<Record<string, unknown>>(
    db,
    `SELECT ${[...dims, 'up_to AS "upTo"', 'sum(amount)::int AS amount', 'sum(in_time)::int AS "inTime"'].join(', ')} FROM door_figure
      WHERE region_id = $1 AND month BETWEEN $2::date AND $3::date AND ($4::text[] IS NULL OR unit_id = ANY($4)) GROUP BY ${[...places, 'up_to'].join(', ')} ORDER BY ${[...places, 'up_to'].join(', ')}`,
    [q.regionId, q.from, q.to, q.unitIds ?? null]);
  const told = new Map<string, DoorCounted & { waits: Map<number, number> }>();
  for (const { upTo, amount, inTime, ...place } of rows) {
    const at = JSON.stringify(place);
    const row = told.get(at) ?? { ...place, inflow: 0, startedInTime: 0, waits: new Map<number, number>() };
    told.set(at, row);
    if (upTo === 0) row.inflow += amount as number;
    else row.waits.set(upTo as number, amount as number);
    row.startedInTime += inTime as number;
  }
  return [...told.values()];
}
