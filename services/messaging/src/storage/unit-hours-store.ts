import type { Tx } from '@vardgraf/service-kit/transaction';

export interface UnitHours {
  unitId: string;
  regionId: string;
  open: { from: string; to: string }[];
}

/** When a unit is open, seen from now. */
export interface Opening {
  unitId: string;
  /** End of the interval that is on; null when the unit is closed. */
  closesAt: Date | null;
  /** The next time it opens; null when nothing is known. */
  opensAt: Date | null;
}

/** Replaces what was known of the unit's hours, unless a later event has been here. */
export async function saveHours(tx: Tx, hours: UnitHours, version: number): Promise<void> {
  await tx.query(
    `INSERT INTO unit_hours AS h (unit_id, region_id, open, version)
     VALUES ($1, $2, COALESCE((SELECT range_agg(tstzrange(f, t)) FROM unnest($3::timestamptz[], $4::timestamptz[]) AS list(f, t)), '{}'), $5)
     ON CONFLICT (unit_id) DO UPDATE SET region_id = excluded.region_id, open = excluded.open, version = excluded.version WHERE h.version < excluded.version`,
    [hours.unitId, hours.regionId, hours.open.map((i) => i.from), hours.open.map((i) => i.to), version]);
}

/** The units' openings as of now; units whose hours nobody has told are left out. */
export async function openingsOf(reading: Pick<Tx, 'query'>, regionId: string, unitIds: readonly string[]): Promise<Opening[]> {
  return reading.query<Opening & Record<string, unknown>>(
    `SELECT h.unit_id AS "unitId", (SELECT upper(span) FROM unnest(h.open) AS span WHERE span @> clock.now) AS "closesAt",
            (SELECT min(lower(span)) FROM unnest(h.open) AS span WHERE lower(span) > clock.now) AS "opensAt"
       FROM unit_hours h CROSS JOIN (SELECT vardgraf.now() AS now) AS clock WHERE h.region_id = $1 AND h.unit_id = ANY($2)`,
    [regionId, unitIds]);
}
