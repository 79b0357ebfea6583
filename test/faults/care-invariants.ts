import { openStatuses } from '@vardgraf/cases/domain/transitions';
import { broken, brokenAny, type Evidence, type Violation } from './violation';

/** [I2] One call, one assessment and one question a client id; nobody is on shift twice at a unit. */
export async function careHappensOnce(evidence: Evidence): Promise<Violation[]> {
  return brokenAny(evidence, ['cases'], 'I2', [
    `SELECT 'client id ' || client_id || ' logged ' || count(*) || ' calls' AS found FROM cases.contact_attempt GROUP BY by_id, client_id HAVING count(*) > 1`,
    `SELECT 'client id ' || client_id || ' made ' || count(*) || ' assessments' AS found FROM cases.suicide_risk_assessment GROUP BY by_id, client_id HAVING count(*) > 1`,
    `SELECT 'client id ' || client_id || ' asked ' || count(*) || ' questions' AS found FROM cases.staff_consultation GROUP BY asked_by, client_id HAVING count(*) > 1`,
    `SELECT staff_id || ' is on shift ' || count(*) || ' times at ' || unit_id AS found FROM cases.shift WHERE ended_at IS NULL GROUP BY unit_id, staff_id HAVING count(*) > 1`,
  ]);
}

/** [I6] Calls, steps of checklists and of the suicide-risk protocol have their lines in the case's history, and the case stands where its last step led. */
export async function careIsTold(evidence: Evidence): Promise<Violation[]> {
  return brokenAny(evidence, ['cases'], 'I6', [
    // A case may arrive flagged: then the flag is told by its opening.
    `WITH own AS (SELECT case_id, 'CONTACT_ATTEMPT' AS action, count(*) AS n FROM cases.contact_attempt GROUP BY 1
                  UNION ALL SELECT case_id, 'SUICIDE_RISK', count(*) FROM cases.suicide_risk_step WHERE event <> 'FLAG' GROUP BY 1
                  UNION ALL SELECT l.case_id, 'PROTOCOL', count(*) FROM cases.protocol_step s JOIN cases.protocol l ON l.id = s.protocol_id GROUP BY 1),
          line AS (SELECT case_id, action, count(*) AS n FROM cases.case_history WHERE action IN ('CONTACT_ATTEMPT', 'SUICIDE_RISK', 'PROTOCOL') AND NOT (action = 'SUICIDE_RISK' AND reason = 'FLAG') GROUP BY 1, 2)
     SELECT 'case ' || case_id || ' ' || action || ': ' || coalesce(own.n, 0) || ' rows, ' || coalesce(line.n, 0) || ' lines' AS found FROM own FULL JOIN line USING (case_id, action) WHERE own.n IS DISTINCT FROM line.n`,
    `SELECT 'case ' || c.id || ' is at risk (' || coalesce(c.risk_state, 'none') || '), its last step led to ' || coalesce(s.to_state, 'nothing') AS found
       FROM cases."case" c LEFT JOIN LATERAL (SELECT to_state FROM cases.suicide_risk_step WHERE case_id = c.id ORDER BY id DESC LIMIT 1) s ON true WHERE c.risk_state IS DISTINCT FROM s.to_state`,
    `SELECT 'checklist ' || l.kind || ' of case ' || l.case_id || ' is ' || l.state || ', its last step led to ' || coalesce(s.to_state, 'nothing') AS found
       FROM cases.protocol l LEFT JOIN LATERAL (SELECT to_state FROM cases.protocol_step WHERE protocol_id = l.id ORDER BY id DESC LIMIT 1) s ON true WHERE l.state IS DISTINCT FROM s.to_state`,
  ]);
}

/** [I6] A question from staff is a case, open as long as the question is, and one that ended as a hand-over is one. */
export async function questionsAreCases(evidence: Evidence): Promise<Violation[]> {
  return broken(evidence, 'I6', `
    SELECT 'question ' || coalesce(q.id, c.id) || ' is ' || CASE WHEN q.id IS NULL THEN 'a case that nobody asked' ELSE coalesce(q.outcome, 'open') || ', its case is ' || coalesce(c.status, 'not there') END AS found
      FROM cases.staff_consultation q FULL JOIN (SELECT * FROM cases."case" WHERE kind = 'CONSULTATION') c ON c.id = q.id
     WHERE q.id IS NULL OR c.id IS NULL OR (q.outcome IS NULL) <> (c.status = ANY($1))
        OR q.outcome = 'HANDED_OVER' AND NOT EXISTS (SELECT 1 FROM cases.handover h WHERE h.client_id = q.id::text AND h.case_id = c.linked_case_id AND h.status = 'ACCEPTED' AND h.answered_by = c.taken_by)`, [openStatuses]);
}

/** [I6] Who comes and goes is told so once, with its audit row. */
export async function shiftsAreTold(evidence: Evidence): Promise<Violation[]> {
  return brokenAny(evidence, ['cases'], 'I6', [
    `SELECT 'shift ' || coalesce(s.id::text, o.id) || CASE WHEN s.ended_at IS NULL THEN ' runs' ELSE ' is over' END || ', told ' || coalesce(o.began, 0) || ' times of its beginning, ' || coalesce(o.ended, 0) || ' of its end' AS found
       FROM cases.shift s FULL JOIN (SELECT aggregate_id AS id, count(*) FILTER (WHERE type = 'shift.started') AS began, count(*) FILTER (WHERE type = 'shift.ended') AS ended
                                       FROM cases.outbox WHERE type LIKE 'shift.%' GROUP BY 1) o ON o.id = s.id::text
      WHERE s.id IS NULL OR o.id IS NULL OR o.began <> 1 OR o.ended <> (s.ended_at IS NOT NULL)::int`,
    `WITH own AS (SELECT unit_id, 'shift.started' AS what, count(*) AS n FROM cases.shift GROUP BY 1 UNION ALL SELECT unit_id, 'shift.ended', count(*) FROM cases.shift WHERE ended_at IS NOT NULL GROUP BY 1),
          log AS (SELECT unit_id, what, count(*) AS n FROM cases.audit WHERE what LIKE 'shift.%' GROUP BY 1, 2)
     SELECT 'unit ' || unit_id || ' ' || what || ': ' || coalesce(own.n, 0) || ' shifts, ' || coalesce(log.n, 0) || ' audit rows' AS found FROM own FULL JOIN log USING (unit_id, what) WHERE own.n IS DISTINCT FROM log.n`,
  ]);
}

/** [I8] A checklist that waits for the clock has one, and so has a shift that nobody may end. */
export async function careGoesOn(evidence: Evidence): Promise<Violation[]> {
  return [
    ...(await broken(evidence, 'I8', `
      SELECT 'checklist ' || l.kind || ' of case ' || l.case_id || ' waits (' || l.state || '), and no timer holds its clock' AS found FROM cases.protocol l JOIN cases."case" c ON c.id = l.case_id
       WHERE c.status = ANY($1) AND l.over_at IS NULL AND l.state = 'REMINDED' AND NOT EXISTS (SELECT 1 FROM cases.timer t WHERE t.aggregate_id = c.id::text AND t.kind = 'case.protocol')`, [openStatuses])),
    ...(await brokenAny(evidence, ['cases'], 'I8', [
      `SELECT 'shift ' || s.id || ' runs and will never end' AS found FROM cases.shift s WHERE s.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM cases.timer t WHERE t.aggregate_id = s.id::text AND t.kind = 'shift.end')`,
    ])),
  ];
}
