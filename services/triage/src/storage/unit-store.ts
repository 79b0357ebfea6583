import type { Tx } from '@vardgraf/service-kit/transaction';
import type { PlaceUnit } from '../domain/place';

/** A unit as triage knows it, from directory's events. */
export interface UnitRow {
  id: string;
  regionId: string;
  kind: string;
  locality: string;
  functionsOff: string[];
  acceptsOutOfRegion: boolean;
  active: boolean;
}

/** Keeps what directory says of the unit, unless a later event has been here. */
export async function saveUnit(tx: Tx, unit: UnitRow, version: number): Promise<void> {
  await tx.query(
    `INSERT INTO unit AS u (id, region_id, kind, locality, functions_off, accepts_out_of_region, active, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (id) DO UPDATE SET region_id = excluded.region_id, kind = excluded.kind, locality = excluded.locality, functions_off = excluded.functions_off,
       accepts_out_of_region = excluded.accepts_out_of_region, active = excluded.active, version = excluded.version
     WHERE u.version < excluded.version`,
    [unit.id, unit.regionId, unit.kind, unit.locality, unit.functionsOff, unit.acceptsOutOfRegion, unit.active, version]);
}

/** The region's active units with their opening at this moment. A unit whose hours nobody has told is closed: the patient is referred, not left waiting. */
export async function unitsOf(tx: Pick<Tx, 'query'>, regionId: string): Promise<PlaceUnit[]> {
  return tx.query<PlaceUnit>(
    `SELECT u.id, u.kind, u.functions_off AS "functionsOff", u.accepts_out_of_region AS "acceptsOutOfRegion",
            CASE WHEN h.open @> vardgraf.now() THEN 'OPEN' WHEN h.on_call @> vardgraf.now() THEN 'ON_CALL' ELSE 'CLOSED' END AS opening
       FROM unit u LEFT JOIN unit_hours h ON h.unit_id = u.id
      WHERE u.region_id = $1 AND u.active ORDER BY u.locality, u.id`,
    [regionId]);
}

/** When the unit next opens; null when nothing is known. */
export async function opensAt(tx: Pick<Tx, 'query'>, unitId: string): Promise<Date | null> {
  const [row] = await tx.query<{ at: Date | null }>(
    'SELECT min(lower(span)) AS at FROM (SELECT unnest(open) AS span FROM unit_hours WHERE unit_id = $1) AS known WHERE lower(span) > vardgraf.now()', [unitId]);
  return row?.at ?? null;
}

export interface Interval {
  from: string;
  to: string;
}

/** Replaces what was known of the unit's hours. */
export async function saveHours(tx: Tx, hours: { unitId: string; regionId: string; open: Interval[]; onCall: Interval[] }, version: number): Promise<void> {
  const ends = (list: Interval[]): [string[], string[]] => [list.map((i) => i.from), list.map((i) => i.to)];
  await tx.query(
    `INSERT INTO unit_hours AS h (unit_id, region_id, open, on_call, version) VALUES ($1, $2, ${multirange('$3', '$4')}, ${multirange('$5', '$6')}, $7)
     ON CONFLICT (unit_id) DO UPDATE SET region_id = excluded.region_id, open = excluded.open, on_call = excluded.on_call, version = excluded.version
     WHERE h.version < excluded.version`,
    [hours.unitId, hours.regionId, ...ends(hours.open), ...ends(hours.onCall), version]);
}

function multirange(from: string, to: string): string {
  return `COALESCE((SELECT range_agg(tstzrange(f, t)) FROM unnest(${from}::timestamptz[], ${to}::timestamptz[]) AS list(f, t)), '{}')`;
}
