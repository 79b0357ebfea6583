import { waitBounds } from '@vardgraf/oversight/domain/care-figures';
import { type Evidence, sameRows, type Violation } from './violation';

/** What each event counts, and what it is counted of. */
const counted = `
  matter AS (
    SELECT DISTINCT ON (id) * FROM (
      SELECT aggregate_id AS id, region_id, data->>'unitId' AS unit_id, data->>'priority' AS priority, data->>'kind' AS kind, data->>'entryChannel' AS source, occurred_at AS began_at FROM cases.outbox WHERE type = 'case.opened'
      UNION ALL
      SELECT aggregate_id, region_id, data->>'unitId', data->>'priority', 'SCHEDULED', 'BOOKING', (data->>'bookedAt')::timestamptz FROM booking.outbox WHERE type = 'booking.made') m ORDER BY id),
  happened AS (
    SELECT aggregate_id AS id, type, data, position FROM cases.outbox UNION ALL SELECT aggregate_id, type, data, position FROM booking.outbox),
  start AS (SELECT DISTINCT ON (id) id, data FROM happened WHERE type = 'case.started' ORDER BY id, position),
  cell AS (
    SELECT m.id, m.region_id, g.grain, (CASE g.grain WHEN 'DAY' THEN m.at ELSE date_trunc('month', m.at) END)::date AS period, extract(hour FROM m.at)::smallint AS hour, m.unit_id, m.priority, m.kind, m.source
      FROM (SELECT *, began_at AT TIME ZONE 'Europe/Stockholm' AS at FROM matter) m CROSS JOIN (VALUES ('DAY'), ('MONTH')) AS g (grain))`;
const key = 'region_id, grain, period, hour, unit_id, priority, kind, source';
const times = (type: string): string => `count(*) FILTER (WHERE h.type = '${type}')::int`;

/** [I7] The figures are what a recount of the events gives, cell by cell, and so are the waits. */
export async function figuresMatch(evidence: Evidence): Promise<Violation[]> {
  if (!['oversight', 'cases', 'booking'].every((service) => evidence.services.includes(service))) return [];
  return [
    ...(await sameRows(evidence, 'I7', 'oversight.figure',
      `SELECT ${key}, inflow, started, started_in_time, withdrawn, escalations, handovers, bookings, bookings_cancelled, phone_replacements FROM oversight.figure`, `
      WITH ${counted}
      SELECT ${key}, ${times('case.opened')}, count(s.id)::int, (count(*) FILTER (WHERE (s.data->>'withinHandlingTime')::boolean))::int, ${times('case.withdrawn')}, ${times('case.escalated')},
             ${times('case.handover-requested')}, ${times('booking.made')}, ${times('booking.cancelled')},
             count(*) FILTER (WHERE h.type = 'case.contact-attempted' AND h.data->>'channel' = 'PHONE' AND (h.data->>'replacesDigitalVisit')::boolean)::int
        FROM cell JOIN happened h USING (id) LEFT JOIN start s ON s.id = h.id AND h.type IN ('case.opened', 'booking.made') GROUP BY ${key}`)),
    ...(await sameRows(evidence, 'I7', 'oversight.figure_wait', `SELECT ${key}, up_to, amount FROM oversight.figure_wait`, `
      WITH ${counted}
      SELECT ${key}, (SELECT coalesce(min(bound), ${waitBounds.at(-1)!}) FROM unnest(ARRAY[${waitBounds.join(', ')}]) AS bound WHERE greatest(0, (s.data->>'waitedSeconds')::int) <= bound * 60) AS up_to, count(*)::int
        FROM cell JOIN start s USING (id) GROUP BY ${key}, 9`)),
  ];
}
