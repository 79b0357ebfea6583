import { brokenAny, type Evidence, type Violation } from './violation';

/** [I2] One submission a partner's reference, told once. */
export async function submissionsHappenOnce(evidence: Evidence): Promise<Violation[]> {
  return brokenAny(evidence, ['cases'], 'I2', [
    `SELECT 'reference ' || reference || ' of ' || partner_id || ' is there ' || count(*) || ' times' AS found FROM cases.submission GROUP BY region_id, partner_id, reference HAVING count(*) > 1`,
    `SELECT 'submission ' || aggregate_id || ' was told ' || count(*) || ' times' AS found FROM cases.outbox WHERE type = 'consultation.submitted' GROUP BY aggregate_id HAVING count(*) > 1`,
    `SELECT 'client id ' || client_id || ' asked for ' || count(*) || ' hand-overs' AS found FROM cases.handover GROUP BY asked_by, client_id HAVING count(*) > 1`,
    `SELECT 'case ' || case_id || ' has ' || count(*) || ' open hand-overs' AS found FROM cases.handover WHERE status = 'REQUESTED' GROUP BY case_id HAVING count(*) > 1`,
  ]);
}

/** [I6] A submission is a case or a ticket, stands where that stands, and has its content, its events and its audit row. */
export async function submissionsAreTold(evidence: Evidence): Promise<Violation[]> {
  const own = await brokenAny(evidence, ['cases'], 'I6', [
    `SELECT 'submission ' || s.id || ' has version ' || s.version || ', told ' || count(o.id) || ', last ' || coalesce((array_agg(o.data->>'status' ORDER BY o.version DESC))[1], 'RECEIVED') || ' and is ' || s.status AS found
       FROM cases.submission s LEFT JOIN cases.outbox o ON o.aggregate_id = s.id::text GROUP BY s.id
     HAVING s.version <> count(o.id) OR count(*) FILTER (WHERE o.type = 'consultation.submitted') <> 1 OR coalesce((array_agg(o.data->>'status' ORDER BY o.version DESC))[1], 'RECEIVED') <> s.status`,
    `SELECT 'submission ' || s.id || ' has no content' AS found FROM cases.submission s WHERE NOT EXISTS (SELECT 1 FROM cases.consultation c WHERE c.submission_id = s.id)`,
    `WITH own AS (SELECT patient_id AS id, count(*) AS n FROM cases.submission GROUP BY 1), log AS (SELECT patient_id AS id, count(*) AS n FROM cases.audit WHERE what = 'consultation.submitted' GROUP BY 1)
     SELECT 'patient ' || id || ': ' || coalesce(own.n, 0) || ' submissions, ' || coalesce(log.n, 0) || ' audit rows' AS found FROM own FULL JOIN log USING (id) WHERE own.n IS DISTINCT FROM log.n`,
    `SELECT 'submission ' || s.id || ' is ' || s.became || ' ' || s.status || ', its case ' || coalesce(s.case_id::text, 'none') || ' is ' || coalesce(c.status, 'not there') AS found
       FROM cases.submission s LEFT JOIN cases."case" c ON c.id = s.case_id
      WHERE (s.case_id IS NULL) <> (c.id IS NULL) OR c.id IS NOT NULL AND (c.patient_id <> s.patient_id OR c.unit_id <> s.unit_id OR s.status <> CASE
              WHEN c.status IN ('REQUESTED', 'ACCEPTED') THEN 'PENDING' WHEN c.status IN ('IN_PROGRESS', 'ON_HOLD') THEN 'IN_PROGRESS' WHEN c.status = 'COMPLETED' THEN 'COMPLETED' ELSE 'CANCELLED' END)`,
    `SELECT 'case ' || c.id || ' came from telephone triage, and nobody submitted it' AS found FROM cases."case" c
      WHERE c.entry_channel = 'TELEPHONE_TRIAGE' AND NOT EXISTS (SELECT 1 FROM cases.submission s WHERE s.case_id = c.id)`,
  ]);
  return [...own, ...(await brokenAny(evidence, ['cases', 'booking'], 'I6', [
    `SELECT 'submission ' || s.id || ' is a ticket, and ' || s.ticket_id || ' does not exist' AS found FROM cases.submission s
      WHERE s.became = 'TICKET' AND NOT EXISTS (SELECT 1 FROM booking.ticket t WHERE t.id = s.ticket_id AND t.source = 'TELEPHONE_TRIAGE' AND t.patient_id = s.patient_id)`,
    `SELECT 'ticket ' || t.id || ' came from telephone triage, and nobody submitted it' AS found FROM booking.ticket t
      WHERE t.source = 'TELEPHONE_TRIAGE' AND NOT EXISTS (SELECT 1 FROM cases.submission s WHERE s.ticket_id = t.id)`,
  ]))];
}

/** [I4] Until a hand-over is accepted its giver's unit is responsible; the events are those of the rows. */
export async function handoversAreTold(evidence: Evidence): Promise<Violation[]> {
  return [
    ...(await brokenAny(evidence, ['cases'], 'I4', [
      `SELECT 'hand-over ' || h.id || ' of case ' || h.case_id || ' is asked by ' || h.from_unit_id || ', and the case is ' || c.status || ' at ' || c.unit_id AS found
         FROM cases.handover h JOIN cases."case" c ON c.id = h.case_id
        WHERE h.status = 'REQUESTED' AND (c.status NOT IN ('ACCEPTED', 'IN_PROGRESS') OR c.unit_id <> h.from_unit_id OR c.taken_by IS DISTINCT FROM h.asked_by)`,
    ])),
    ...(await brokenAny(evidence, ['cases'], 'I6', [
      `WITH own AS (SELECT case_id::text AS id, 'case.handover-requested' AS type, count(*) AS n FROM cases.handover GROUP BY 1
                    UNION ALL SELECT case_id::text, 'case.handover-' || lower(status), count(*) FROM cases.handover WHERE status <> 'REQUESTED' GROUP BY 1, 2
                    UNION ALL SELECT case_id::text, 'case.handover-overdue', count(*) FROM cases.handover WHERE overdue_at IS NOT NULL GROUP BY 1),
            event AS (SELECT aggregate_id AS id, type, count(*) AS n FROM cases.outbox WHERE type LIKE 'case.handover-%' GROUP BY 1, 2)
       SELECT 'case ' || id || ' ' || type || ': ' || coalesce(own.n, 0) || ' rows, ' || coalesce(event.n, 0) || ' events' AS found FROM own FULL JOIN event USING (id, type) WHERE own.n IS DISTINCT FROM event.n`,
    ])),
    ...(await brokenAny(evidence, ['cases'], 'I8', [
      `SELECT 'hand-over ' || h.id || ' waits and nobody is reminded' AS found FROM cases.handover h
        WHERE h.status = 'REQUESTED' AND h.overdue_at IS NULL AND NOT EXISTS (SELECT 1 FROM cases.timer x WHERE x.aggregate_id = h.case_id::text AND x.kind = 'case.remind-handover')`,
    ])),
  ];
}
