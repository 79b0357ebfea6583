import { brokenAny, type Evidence, type Violation } from './violation';

/** [I2] One ticket a session and a client id, one booking a client id, each told once. */
export async function bookingsHappenOnce(evidence: Evidence): Promise<Violation[]> {
  return brokenAny(evidence, ['booking'], 'I2', [
    `SELECT 'session ' || session_id || ' got ' || count(*) || ' tickets' AS found FROM booking.ticket WHERE session_id IS NOT NULL GROUP BY session_id HAVING count(*) > 1`,
    `SELECT 'client id ' || client_id || ' got ' || count(*) || ' tickets' AS found FROM booking.ticket WHERE client_id IS NOT NULL GROUP BY issued_by, client_id HAVING count(*) > 1`,
    `SELECT 'client id ' || client_id || ' made ' || count(*) || ' bookings' AS found FROM booking.booking GROUP BY booked_by, client_id HAVING count(*) > 1`,
    `SELECT 'client id ' || client_id || ' published ' || count(*) || ' times' AS found FROM booking.publication GROUP BY staff_id, client_id HAVING count(*) > 1`,
    `SELECT aggregate_id || ' was told ' || count(*) || ' times as ' || type AS found FROM booking.outbox
      WHERE type IN ('ticket.issued', 'booking.made', 'booking.cancelled') GROUP BY aggregate_id, type HAVING count(*) > 1`,
  ]);
}

/** [I5] At most one active booking a time and a ticket, the time says so itself, and nobody of the staff meets two patients at once. */
export async function nothingIsDoubleBooked(evidence: Evidence): Promise<Violation[]> {
  return brokenAny(evidence, ['booking'], 'I5', [
    `SELECT 'time ' || slot_id || ' has ' || count(*) || ' active bookings' AS found FROM booking.booking WHERE status = 'BOOKED' GROUP BY slot_id HAVING count(*) > 1`,
    `SELECT 'ticket ' || ticket_id || ' has ' || count(*) || ' active bookings' AS found FROM booking.booking WHERE status = 'BOOKED' GROUP BY ticket_id HAVING count(*) > 1`,
    `SELECT 'time ' || s.id || ' is ' || s.status || ' with ' || count(b.id) || ' active bookings' AS found
       FROM booking.slot s LEFT JOIN booking.booking b ON b.slot_id = s.id AND b.status = 'BOOKED' GROUP BY s.id HAVING (s.status = 'BOOKED') <> (count(b.id) > 0)`,
    `SELECT 'ticket ' || t.id || ' is ' || t.status || ' with ' || count(b.id) || ' active bookings' AS found
       FROM booking.ticket t LEFT JOIN booking.booking b ON b.ticket_id = t.id AND b.status = 'BOOKED'
      GROUP BY t.id HAVING t.status = 'BOOKED' AND count(b.id) = 0 OR t.status NOT IN ('BOOKED', 'USED') AND count(b.id) > 0`,
    `WITH visit AS (SELECT b.id, s.staff_id, s.starts_at, s.ends_at FROM booking.booking b JOIN booking.slot s ON s.id = b.slot_id WHERE b.status = 'BOOKED' AND s.staff_id IS NOT NULL)
     SELECT 'staff member ' || x.staff_id || ' has bookings ' || x.id || ' and ' || y.id || ' at once' AS found
       FROM visit x JOIN visit y ON y.staff_id = x.staff_id AND y.id > x.id AND y.starts_at < x.ends_at AND x.starts_at < y.ends_at`,
  ]);
}

/** [I6] Tickets and bookings have the events of what happened to them, and each event its audit row. */
export async function bookingsAreTold(evidence: Evidence): Promise<Violation[]> {
  return brokenAny(evidence, ['booking'], 'I6', [
    `SELECT 'ticket ' || t.id || ' has version ' || t.version || ', told ' || count(o.id) AS found
       FROM booking.ticket t LEFT JOIN booking.outbox o ON o.aggregate_id = t.id::text GROUP BY t.id HAVING t.version <> count(o.id) OR count(*) FILTER (WHERE o.type = 'ticket.issued') <> 1`,
    `SELECT 'booking ' || b.id || ' is ' || b.status || ' in version ' || b.version || ', told ' || count(o.id) AS found
       FROM booking.booking b LEFT JOIN booking.outbox o ON o.aggregate_id = b.id::text
      GROUP BY b.id HAVING b.version <> count(o.id) OR count(*) FILTER (WHERE o.type = 'booking.made') <> 1 OR (b.status = 'CANCELLED') <> (count(*) FILTER (WHERE o.type = 'booking.cancelled') = 1)`,
    `WITH event AS (SELECT type, data->>'patientId' AS id, count(*) AS n FROM booking.outbox WHERE type LIKE 'ticket.%' GROUP BY 1, 2),
          log AS (SELECT what AS type, patient_id AS id, count(*) AS n FROM booking.audit WHERE what IN ('ticket.issued', 'ticket.time-asked', 'ticket.expired') GROUP BY 1, 2)
     SELECT 'patient ' || id || ' ' || type || ': ' || coalesce(event.n, 0) || ' events, ' || coalesce(log.n, 0) || ' audit rows' AS found
       FROM event FULL JOIN log USING (type, id) WHERE event.n IS DISTINCT FROM log.n`,
    `WITH event AS (SELECT type, data->>'caseId' AS id, count(*) AS n FROM booking.outbox WHERE type LIKE 'booking.%' AND data->>'byKind' IS DISTINCT FROM 'SYSTEM' GROUP BY 1, 2),
          log AS (SELECT what AS type, case_id AS id, count(*) AS n FROM booking.audit WHERE what LIKE 'booking.%' GROUP BY 1, 2)
     SELECT 'case ' || id || ' ' || type || ': ' || coalesce(event.n, 0) || ' events, ' || coalesce(log.n, 0) || ' audit rows' AS found
       FROM event FULL JOIN log USING (type, id) WHERE event.n IS DISTINCT FROM log.n`,
    `SELECT 'booking ' || o.aggregate_id || ' fell away with its case, and no audit row says so' AS found FROM booking.outbox o
      WHERE o.type = 'booking.cancelled' AND o.data->>'byKind' = 'SYSTEM' AND NOT EXISTS (SELECT 1 FROM booking.audit a WHERE a.action = 'followCase' AND a.case_id = o.data->>'caseId')`,
  ]);
}

/** [I6] A bookable outcome is a ticket, a booking a scheduled case, help to find a time a drop-in, and none of them is without the other. */
export async function bookingsAreCases(evidence: Evidence): Promise<Violation[]> {
  const tickets = await brokenAny(evidence, ['booking', 'triage'], 'I6', [
    `SELECT 'session ' || o.aggregate_id || ' is bookable, and its ticket ' || coalesce(o.data->>'ticketId', '?') || CASE WHEN t.id IS NULL THEN ' does not exist' ELSE ' is another one' END AS found
       FROM triage.outbox o LEFT JOIN booking.ticket t ON t.id::text = o.data->>'ticketId'
      WHERE o.type = 'session.finished' AND o.data->>'disposition' = 'BOOKABLE' AND (t.id IS NULL OR t.session_id IS DISTINCT FROM o.aggregate_id OR t.patient_id <> o.data->>'patientId')`,
    `SELECT 'ticket ' || t.id || ' is of session ' || coalesce(t.session_id, '?') || ', which gave none' AS found FROM booking.ticket t
      WHERE t.source = 'TRIAGE' AND NOT EXISTS (SELECT 1 FROM triage.outbox o WHERE o.type = 'session.finished' AND o.aggregate_id = t.session_id AND o.data->>'ticketId' = t.id::text)`,
  ]);
  return [...tickets, ...(await brokenAny(evidence, ['booking', 'cases'], 'I6', [
    `SELECT 'booking ' || b.id || ' is ' || b.status || ', its case ' || b.case_id || ' ' || coalesce('is ' || c.kind || ' ' || c.status || ' of booking ' || coalesce(c.booking_id, 'none') || ' at ' || c.booked_at, 'does not exist') AS found
       FROM booking.booking b JOIN booking.slot s ON s.id = b.slot_id LEFT JOIN cases."case" c ON c.id = b.case_id
      WHERE c.id IS NULL OR c.kind <> 'SCHEDULED' OR c.patient_id <> b.patient_id OR c.booking_id IS DISTINCT FROM b.id::text AND b.status = 'BOOKED'
         OR c.status = 'CANCELLED' AND b.status = 'BOOKED'
         OR b.status = 'CANCELLED' AND c.status IN ('REQUESTED', 'ACCEPTED') AND NOT 'SUICIDE_RISK_FLAGGED' = ANY(c.tags) AND c.risk_state IS NULL
         OR b.status = 'BOOKED' AND c.status IN ('REQUESTED', 'ACCEPTED') AND c.booked_at IS DISTINCT FROM s.starts_at`,
    `SELECT 'case ' || c.id || ' is scheduled, and nobody has booked it' AS found FROM cases."case" c
      WHERE c.kind = 'SCHEDULED' AND NOT EXISTS (SELECT 1 FROM booking.booking b WHERE b.case_id = c.id)`,
    `SELECT 'ticket ' || o.aggregate_id || ' asked for a time, and no drop-in helps' AS found FROM booking.outbox o
      WHERE o.type = 'ticket.time-asked' AND NOT EXISTS (SELECT 1 FROM cases."case" c WHERE c.id::text = o.data->>'caseId' AND c.entry_channel = 'TIME_ASKED' AND c.patient_id = o.data->>'patientId')`,
    `SELECT 'case ' || c.id || ' helps to find a time, and no ticket asked' AS found FROM cases."case" c
      WHERE c.entry_channel = 'TIME_ASKED' AND NOT EXISTS (SELECT 1 FROM booking.ticket t WHERE t.case_id = c.id)`,
  ]))];
}

/** [I8] A ticket that can be used has its end planned, after which its unit finds it. */
export async function ticketsEnd(evidence: Evidence): Promise<Violation[]> {
  return brokenAny(evidence, ['booking'], 'I8', [
    `SELECT 'ticket ' || t.id || ' is open without an end' AS found FROM booking.ticket t
      WHERE t.status = 'OPEN' AND NOT EXISTS (SELECT 1 FROM booking.timer x WHERE x.aggregate_id = t.id::text AND x.kind = 'ticket.expire')`,
  ]);
}
