import type { Tx } from '@vardgraf/service-kit/transaction';
import type { OpenInterval } from '../domain/handling-time';

/** What directory says of a unit's hours from `since` on. */
export interface UnitHours {
  regionId: string;
  unitId: string;
  open: OpenInterval[];
  onCall: OpenInterval[];
  /** When consultations from telephone triage are read (CON-3). */
  duty: OpenInterval[];
  until: Date;
  since: Date;
}

/** A reprioritised case is counted from its creation again, so the hours of its first day must still be known. */
const keepDays = 120;

/** When the unit is open or on call, of what ends after the instant, ascending; some two years at most. Empty when nothing is known. */
export async function openIntervals(tx: Tx, regionId: string, unitId: string, after: Date): Promise<OpenInterval[]> {
  return tx.query<OpenInterval & Record<string, unknown>>(
    `SELECT lower(span) AS "from", upper(span) AS "to", on_duty AS "onCall"
       FROM (SELECT unnest(open) AS span, false AS on_duty FROM unit_hours WHERE region_id = $1 AND unit_id = $2
             UNION ALL SELECT unnest(on_call), true FROM unit_hours WHERE region_id = $1 AND unit_id = $2) AS known
      WHERE upper(span) > $3
      ORDER BY lower(span), on_duty LIMIT 2000`,
    [regionId, unitId, after],
  );
}

/** When consultations from telephone triage are read at the unit, of what ends after the instant, ascending (CON-3). Empty when nothing is known. */
export async function dutyIntervals(tx: Tx, regionId: string, unitId: string, after: Date): Promise<OpenInterval[]> {
  return tx.query<OpenInterval & Record<string, unknown>>(
    `SELECT lower(span) AS "from", upper(span) AS "to"
       FROM (SELECT unnest(duty) AS span FROM unit_hours WHERE region_id = $1 AND unit_id = $2) AS known WHERE upper(span) > $3 ORDER BY lower(span) LIMIT 1000`,
    [regionId, unitId, after],
  );
}

/** Replaces a unit's hours from `since` on and keeps what was known of the time before. */
export async function replaceHours(tx: Tx, hours: UnitHours): Promise<void> {
  await tx.query(
    `INSERT INTO unit_hours AS known (unit_id, region_id, open, on_call, known_until, duty)
     VALUES ($1, $2, ${multirange('$3', '$4')}, ${multirange('$5', '$6')}, $7, ${multirange('$9', '$10')})
     ON CONFLICT (unit_id) DO UPDATE
       SET region_id = excluded.region_id, known_until = excluded.known_until,
           open = known.open * tstzmultirange(tstzrange($8::timestamptz - interval '${keepDays} days', $8)) + excluded.open,
           on_call = known.on_call * tstzmultirange(tstzrange($8::timestamptz - interval '${keepDays} days', $8)) + excluded.on_call,
           duty = known.duty * tstzmultirange(tstzrange($8::timestamptz - interval '${keepDays} days', $8)) + excluded.duty`,
    [hours.unitId, hours.regionId, ...ends(hours.open), ...ends(hours.onCall), hours.until, hours.since, ...ends(hours.duty)],
  );
}

function multirange(from: string, to: string): string {
  return `COALESCE((SELECT range_agg(tstzrange(f, t)) FROM unnest(${from}::timestamptz[], ${to}::timestamptz[]) AS list(f, t)), '{}')`;
}

function ends(intervals: OpenInterval[]): [from: Date[], to: Date[]] {
  return [intervals.map((interval) => interval.from), intervals.map((interval) => interval.to)];
}
