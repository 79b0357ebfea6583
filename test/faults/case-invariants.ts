import { openStatuses, transitions } from '@vardgraf/cases/domain/transitions';
import { broken, type Evidence, type Violation } from './violation';

/** Every row of history with the event it must have come with; two rows of one action never emit different types. */
const eventOf = JSON.stringify({
  ...Object.fromEntries(transitions.map(({ action, emits }) => [action, emits])),
  SUICIDE_RISK: 'case.suicide-risk-changed', CONTACT_ATTEMPT: 'case.contact-attempted', PROTOCOL: 'case.protocol-changed',
});

/** [I2] Nothing happened twice: one case a session and a booking, one opening a case, and every step begins where the one before it ended. */
export async function noDuplicates(evidence: Evidence): Promise<Violation[]> {
  return [
    ...(await broken(evidence, 'I2', `
      SELECT 'session ' || session_id || ' made ' || count(*) || ' cases' AS found FROM cases."case" WHERE session_id IS NOT NULL AND entry_channel NOT IN ('BOOKING', 'TIME_ASKED') GROUP BY session_id HAVING count(*) > 1`)),
    // A ticket may be booked again after a cancelled visit: then its session stands behind several cases.
    ...(await broken(evidence, 'I2', `SELECT 'booking ' || booking_id || ' made ' || count(*) || ' cases' AS found FROM cases."case" WHERE booking_id IS NOT NULL GROUP BY booking_id HAVING count(*) > 1`)),
    ...(await broken(evidence, 'I2', `SELECT 'case ' || aggregate_id || ' was opened ' || count(*) || ' times' AS found FROM cases.outbox WHERE type = 'case.opened' GROUP BY aggregate_id HAVING count(*) > 1`)),
    ...(await broken(evidence, 'I2', `
      SELECT 'case ' || case_id || ': ' || action || ' from ' || coalesce(from_status, 'nothing') || ' after ' || coalesce(before, 'nothing') AS found
        FROM (SELECT case_id, action, from_status, lag(to_status) OVER (PARTITION BY case_id ORDER BY id) AS before FROM cases.case_history) AS h
       WHERE from_status IS DISTINCT FROM before`)),
    ...(await broken(evidence, 'I2', `
      SELECT 'case ' || c.id || ' is ' || c.status || ', its history ends in ' || coalesce(h.to_status, 'nothing') AS found
        FROM cases."case" c LEFT JOIN LATERAL (SELECT to_status FROM cases.case_history WHERE case_id = c.id ORDER BY id DESC LIMIT 1) h ON true
       WHERE h.to_status IS DISTINCT FROM c.status`)),
    ...(await broken(evidence, 'I2', `SELECT 'case ' || aggregate_id || ' has ' || count(*) || ' timers ' || kind AS found FROM cases.timer GROUP BY aggregate_id, kind HAVING count(*) > 1`)),
  ];
}

/** [I4] An open case has exactly one responsible unit: one that exists, sees it, and is the one that was told. */
export async function oneResponsibleUnit(evidence: Evidence): Promise<Violation[]> {
  return broken(evidence, 'I4', `
    SELECT 'case ' || c.id || ' at unit ' || c.unit_id || ': ' ||
           CASE WHEN u.id IS NULL THEN 'no such unit' WHEN v.case_id IS NULL THEN 'the unit does not see it' ELSE 'told was ' || coalesce(told.unit_id, 'nobody') END AS found
      FROM cases."case" c
      LEFT JOIN directory.unit u ON u.id::text = c.unit_id AND u.region_id = c.region_id
      LEFT JOIN cases.case_visibility v ON v.case_id = c.id AND v.unit_id = c.unit_id AND v.open
      LEFT JOIN LATERAL (SELECT data->>'responsibleUnitId' AS unit_id FROM cases.outbox
                          WHERE aggregate_id = c.id::text AND type = 'case.access-changed' ORDER BY version DESC LIMIT 1) told ON true
     WHERE c.status = ANY($1) AND (u.id IS NULL OR v.case_id IS NULL OR told.unit_id IS DISTINCT FROM c.unit_id)`, [openStatuses]);
}

/** [I6] Every step of a case has its event and its audit row, and neither stands alone. */
export async function effectsAreTold(evidence: Evidence): Promise<Violation[]> {
  const told = await broken(evidence, 'I6', `
    WITH step AS (SELECT case_id::text AS id, $1::jsonb->>action AS type, count(*) AS n FROM cases.case_history GROUP BY 1, 2),
         event AS (SELECT aggregate_id AS id, type, count(*) AS n FROM cases.outbox WHERE type LIKE 'case.%' AND type <> 'case.access-changed' GROUP BY 1, 2),
         log AS (SELECT case_id AS id, what AS type, count(*) AS n FROM cases.audit WHERE what LIKE 'case.%' AND what <> 'case.access-changed' GROUP BY 1, 2)
    SELECT 'case ' || id || ' ' || coalesce(type, 'unknown step') || ': ' || coalesce(step.n, 0) || ' steps, ' || coalesce(event.n, 0) || ' events, ' || coalesce(log.n, 0) || ' audit rows' AS found
      FROM step FULL JOIN event USING (id, type) FULL JOIN log USING (id, type)
     WHERE step.n IS DISTINCT FROM event.n OR step.n IS DISTINCT FROM log.n`, [eventOf]);
  return [...told, ...(await broken(evidence, 'I6', `
    SELECT 'case ' || c.id || ' has version ' || c.version || ', its last event ' || coalesce(max(o.version), 0) AS found
      FROM cases."case" c LEFT JOIN cases.outbox o ON o.aggregate_id = c.id::text GROUP BY c.id HAVING c.version IS DISTINCT FROM max(o.version)`))];
}

/** [I8] Every open case has a next action: its escalation or return is planned, or somebody works on it; and nothing planned was given up. */
export async function nextActionIsPlanned(evidence: Evidence): Promise<Violation[]> {
  return [
    ...(await broken(evidence, 'I8', `
      WITH scheme AS (SELECT DISTINCT ON (region) region, (SELECT array_agg(l->>'code') FROM jsonb_array_elements(value->'levels') l WHERE (l->>'escalates')::boolean) AS escalating
                        FROM cases.region_setting WHERE key = 'priority-scheme' AND unit IS NULL ORDER BY region, version DESC),
           steps AS (SELECT DISTINCT ON (region) region, jsonb_array_length(value) AS n FROM cases.region_setting WHERE key = 'escalation-steps' AND unit IS NULL ORDER BY region, version DESC),
           pause AS (SELECT DISTINCT ON (region) region, value FROM cases.region_setting WHERE key = 'take-timeout' AND unit IS NULL ORDER BY region, version DESC)
      SELECT 'case ' || c.id || ' of priority ' || c.priority || ' is ' || c.status || ' without ' || want.kind AS found
        FROM cases."case" c LEFT JOIN scheme ON scheme.region = c.region_id LEFT JOIN steps ON steps.region = c.region_id LEFT JOIN pause ON pause.region = c.region_id,
             LATERAL (SELECT CASE
               WHEN c.status = 'REQUESTED' AND c.due_at IS NULL AND (c.kind <> 'SCHEDULED' OR c.booked_at IS NOT NULL) THEN 'a deadline'
               WHEN c.status = 'REQUESTED' AND c.kind = 'DROP_IN' AND c.priority = ANY(scheme.escalating) AND NOT 'ADMIN' = ANY(c.tags) AND c.escalation_step < steps.n THEN 'case.escalate'
               WHEN c.status = 'ACCEPTED' AND pause.value ? c.priority THEN 'case.return-untouched'
               WHEN c.status IN ('ACCEPTED', 'IN_PROGRESS') AND c.taken_by IS NULL THEN 'a holder' END AS kind) AS want
       WHERE c.status = ANY($1) AND want.kind IS NOT NULL AND NOT EXISTS (SELECT 1 FROM cases.timer t WHERE t.aggregate_id = c.id::text AND t.kind = want.kind)`, [openStatuses])),
    ...(await broken(evidence, 'I8', `
      SELECT 'case ' || c.id || ' is at risk (' || c.risk_state || '), and no timer holds its clock' AS found FROM cases."case" c
       WHERE c.status = ANY($1) AND c.risk_next_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM cases.timer t WHERE t.aggregate_id = c.id::text AND t.kind = 'case.suicide-risk')`, [openStatuses])),
    // A message bears its case's flag, and the protocol itself where its case is over and has never had one (SAF-1).
    ...(await broken(evidence, 'I8', `
      SELECT 'case ' || c.id || ' is flagged, and no protocol has it' AS found FROM cases."case" c LEFT JOIN cases."case" l ON l.id = c.linked_case_id
       WHERE c.status = ANY($1) AND c.risk_state IS NULL AND c.tags @> ARRAY['SUICIDE_RISK_FLAGGED'] AND (c.kind <> 'MESSAGE' OR l.risk_state IS NULL)`, [openStatuses])),
    ...(await timersAreAlive(evidence)),
  ];
}

async function timersAreAlive(evidence: Evidence): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const service of evidence.services) {
    found.push(...(await broken(evidence, 'I8', `SELECT '${service}: timer ' || kind || ' of ' || aggregate_id || ' was given up: ' || reason AS found FROM ${service}.dead_timer`)));
  }
  return found;
}

/** [SAF-5] No open case is in nobody's list, by directory's own commissions rather than by what cases was told of them. */
export async function somebodySeesIt(evidence: Evidence): Promise<Violation[]> {
  return broken(evidence, 'SAF-5', `
    WITH commission AS (SELECT c.staff_id::text AS staff_id, u.unit_id::text AS unit_id, c.role FROM directory.commission c
                          JOIN directory.commission_unit u ON u.commission_id = c.id JOIN directory.staff_member s ON s.id = c.staff_id WHERE c.active AND s.active)
    SELECT 'case ' || c.id || ' at unit ' || c.unit_id || CASE WHEN c.taken_by IS NULL THEN ' is seen by nobody' ELSE ' is held by nobody who works' END AS found
      FROM cases."case" c
     WHERE c.status = ANY($1)
       AND NOT EXISTS (SELECT 1 FROM cases.case_visibility v JOIN commission s ON s.unit_id = v.unit_id AND s.role = ANY(v.roles) AND s.role <> 'UNIT_MANAGER'
                        WHERE v.case_id = c.id AND v.open AND c.taken_by IS NULL)
       AND NOT EXISTS (SELECT 1 FROM commission s WHERE s.staff_id = c.taken_by)`, [openStatuses]);
}
