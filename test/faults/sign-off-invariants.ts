import { brokenAny, type Evidence, type Violation } from './violation';

/** [I2] One request a client id and one that stands a record, answered once at most. */
export async function signOffsHappenOnce(evidence: Evidence): Promise<Violation[]> {
  return brokenAny(evidence, ['cases'], 'I2', [
    `SELECT 'client id ' || client_id || ' asked for ' || count(*) || ' sign-offs' AS found FROM cases.sign_off GROUP BY asked_by, client_id HAVING count(*) > 1`,
    `SELECT record_kind || ' ' || record_id || ' has ' || count(*) || ' requests that stand' AS found FROM cases.sign_off WHERE status <> 'RETURNED' GROUP BY record_kind, record_id HAVING count(*) > 1`,
    `SELECT 'sign-off ' || aggregate_id || ' was answered ' || count(*) || ' times' AS found FROM cases.outbox
      WHERE type = 'sign-off.changed' AND data->>'status' <> 'WAITING' GROUP BY aggregate_id HAVING count(*) > 1`,
  ]);
}

/** [I6] A request was told when it was asked and when it was answered, as it stands, with its audit rows; and what it asks about was written by who asks. */
export async function signOffsAreTold(evidence: Evidence): Promise<Violation[]> {
  return brokenAny(evidence, ['cases'], 'I6', [
    `SELECT 'sign-off ' || coalesce(s.id::text, o.id) || ' is ' || coalesce(s.status, 'not there') || ', told ' || coalesce(o.asked, 0) || ' times as asked, ' || coalesce(o.answered, 0) || ' as answered' AS found
       FROM cases.sign_off s FULL JOIN (SELECT aggregate_id AS id, count(*) FILTER (WHERE data->>'status' = 'WAITING') AS asked, count(*) FILTER (WHERE data->>'status' <> 'WAITING') AS answered,
                                               (array_agg(data->>'status' ORDER BY version DESC))[1] AS status, (array_agg(data->>'signerId' ORDER BY version DESC))[1] AS signer
                                          FROM cases.outbox WHERE type = 'sign-off.changed' GROUP BY 1) o ON o.id = s.id::text
      WHERE s.id IS NULL OR o.id IS NULL OR o.asked <> 1 OR o.answered <> (s.status <> 'WAITING')::int OR o.status <> s.status OR o.signer IS DISTINCT FROM s.answered_by`,
    `WITH own AS (SELECT case_id::text AS id, 'askSignOff' AS action, count(*) AS n FROM cases.sign_off GROUP BY 1
                  UNION ALL SELECT case_id::text, CASE status WHEN 'SIGNED' THEN 'signOff' ELSE 'returnSignOff' END, count(*) FROM cases.sign_off WHERE status <> 'WAITING' GROUP BY 1, 2),
          log AS (SELECT case_id AS id, action, count(*) AS n FROM cases.audit WHERE action IN ('askSignOff', 'signOff', 'returnSignOff') GROUP BY 1, 2)
     SELECT 'case ' || id || ' ' || action || ': ' || coalesce(own.n, 0) || ' sign-offs, ' || coalesce(log.n, 0) || ' audit rows' AS found FROM own FULL JOIN log USING (id, action) WHERE own.n IS DISTINCT FROM log.n`,
    `WITH record AS (SELECT 'CONTACT_ATTEMPT' AS kind, id::text, case_id, by_id FROM cases.contact_attempt
                     UNION ALL SELECT 'SUICIDE_RISK_ASSESSMENT', id::text, case_id, by_id FROM cases.suicide_risk_assessment
                     UNION ALL SELECT CASE event WHEN 'PLAN' THEN 'INDIVIDUAL_PLAN' ELSE 'CLOSED_WITHOUT_CONTACT' END, id::text, case_id, by_id FROM cases.suicide_risk_step WHERE event IN ('PLAN', 'CLOSE_WITHOUT_CONTACT'))
     SELECT 'sign-off ' || s.id || ' is about ' || s.record_kind || ' ' || s.record_id || ', which ' || s.asked_by || ' has not written' AS found FROM cases.sign_off s
      WHERE NOT EXISTS (SELECT 1 FROM record r WHERE r.kind = s.record_kind AND r.id = s.record_id AND r.case_id = s.case_id AND r.by_id = s.asked_by)`,
  ]);
}

/** [I6] Whoever is asked has been told, is told no longer when somebody has answered, and then the author has been told. Nobody's commissions change in a run. */
export async function signOffsReachPeople(evidence: Evidence): Promise<Violation[]> {
  return brokenAny(evidence, ['cases', 'notify', 'directory'], 'I6', [
    `SELECT 'sign-off ' || s.id || ' is asked of ' || who.id || ', who was not told' AS found
       FROM cases.sign_off s, LATERAL (SELECT s.to_staff_id AS id WHERE s.to_staff_id IS NOT NULL
                                       UNION SELECT c.staff_id::text FROM directory.commission c JOIN directory.commission_unit u ON u.commission_id = c.id JOIN directory.staff_member m ON m.id = c.staff_id
                                              WHERE c.active AND m.active AND c.role = s.to_role AND u.unit_id::text = s.to_unit_id) who
      WHERE who.id <> s.asked_by AND NOT EXISTS (SELECT 1 FROM notify.staff_notice n WHERE n.staff_id = who.id AND n.business_key = 'sign-off:' || s.id)`,
    `SELECT 'sign-off ' || s.id || ' is ' || s.status || ' and ' || CASE WHEN n.settled_at IS NULL THEN 'still waits' ELSE 'waits no longer' END || ' for ' || n.staff_id AS found
       FROM cases.sign_off s JOIN notify.staff_notice n ON n.business_key = 'sign-off:' || s.id WHERE (n.settled_at IS NULL) <> (s.status = 'WAITING')`,
    `SELECT 'sign-off ' || s.id || ' is ' || s.status || ', which its author was not told' AS found FROM cases.sign_off s
      WHERE s.status <> 'WAITING' AND NOT EXISTS (SELECT 1 FROM notify.staff_notice n WHERE n.staff_id = s.asked_by AND n.business_key = 'sign-off-answered:' || s.id AND n.kind = 'SIGN_OFF_' || s.status)`,
  ]);
}
