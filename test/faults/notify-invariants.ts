import { broken, brokenAny, type Evidence, sameRows, type Violation } from './violation';

/** [I2] Nothing is said twice, and the same phones ring once for the same reason. */
export async function noticesHappenOnce(evidence: Evidence): Promise<Violation[]> {
  return brokenAny(evidence, ['notify'], 'I2', [
    `SELECT 'notification ' || business_key || ' is there ' || count(*) || ' times' AS found FROM notify.notification GROUP BY business_key HAVING count(*) > 1`,
    `SELECT 'case ' || case_id || ' has ' || count(*) || ' alerts ' || cause || ' ' || step || ' at unit ' || unit_id AS found FROM notify.alert GROUP BY case_id, unit_id, cause, step HAVING count(*) > 1`,
    `SELECT aggregate_id || ' was told ' || count(*) || ' times as ' || type AS found FROM notify.outbox
      WHERE type IN ('notification.sent', 'notification.delivered', 'alert.raised') GROUP BY aggregate_id, type HAVING count(*) > 1`,
  ]);
}

/** [I6] A notification and an alert have the events of their states and their audit rows. */
export async function noticesAreTold(evidence: Evidence): Promise<Violation[]> {
  return brokenAny(evidence, ['notify'], 'I6', [
    `SELECT 'notification ' || n.id || ' is ' || n.state || ' in version ' || n.version || ', told ' || count(o.id) || ', last ' || coalesce((array_agg(o.type ORDER BY o.version DESC))[1], 'nothing') AS found
       FROM notify.notification n LEFT JOIN notify.outbox o ON o.aggregate_id = n.id::text GROUP BY n.id
     HAVING n.version <> count(o.id) OR (array_agg(o.type ORDER BY o.version DESC))[1] IS DISTINCT FROM
            CASE n.state WHEN 'SENT' THEN 'notification.sent' WHEN 'DELIVERED' THEN 'notification.delivered' WHEN 'FAILED' THEN 'notification.failed' WHEN 'UNKNOWN' THEN 'notification.failed' END`,
    `SELECT 'alert ' || a.id || ' is ' || a.status || ' in version ' || a.version || ', told ' || count(o.id) AS found
       FROM notify.alert a LEFT JOIN notify.outbox o ON o.aggregate_id = a.id::text GROUP BY a.id
     HAVING a.version <> count(o.id) OR (array_agg(coalesce(o.data->>'status', 'RAISED') ORDER BY o.version DESC))[1] IS DISTINCT FROM a.status`,
    `WITH event AS (SELECT data->>'caseId' AS id, type, count(*) AS n FROM notify.outbox WHERE type LIKE 'alert.%' GROUP BY 1, 2),
          log AS (SELECT case_id AS id, CASE action WHEN 'raiseAlert' THEN 'alert.raised' ELSE 'alert.changed' END AS type, count(*) AS n FROM notify.audit WHERE action IN ('raiseAlert', 'changeAlert') GROUP BY 1, 2)
     SELECT 'case ' || id || ' ' || type || ': ' || coalesce(event.n, 0) || ' events, ' || coalesce(log.n, 0) || ' audit rows' AS found
       FROM event FULL JOIN log USING (id, type) WHERE event.n IS DISTINCT FROM log.n`,
    `WITH tried AS (SELECT patient_id AS id, sum(attempts) AS n FROM notify.notification GROUP BY 1 HAVING sum(attempts) > 0),
          log AS (SELECT patient_id AS id, count(*) AS n FROM notify.audit WHERE action = 'sendNotification' GROUP BY 1)
     SELECT 'patient ' || id || ': ' || coalesce(tried.n, 0) || ' messages handed over, ' || coalesce(log.n, 0) || ' audit rows' AS found FROM tried FULL JOIN log USING (id) WHERE tried.n IS DISTINCT FROM log.n`,
  ]);
}

/** Whether an event `o` of cases names units that are to ring. */
const alarmed = `(o.type IN ('case.suicide-risk-changed', 'case.assignment-overdue') AND o.data->'alarmUnitIds' <> '[]')`;
/** Whether alert `a` is one for which event `o` of its case asked. The first unit counts: others ring in its place when it is silent. */
const rings = `CASE o.type
              WHEN 'case.opened' THEN a.cause = 'OPENED' AND a.step = 0 AND a.first_unit_id = o.data->>'unitId' AND (o.data->>'alert')::boolean
              WHEN 'case.forwarded' THEN a.cause = 'OPENED' AND a.step = o.version AND a.first_unit_id = o.data->>'unitId' AND (o.data->>'alert')::boolean
              WHEN 'case.escalated' THEN a.cause = 'ESCALATED' AND a.step = (o.data->>'step')::int AND (o.data->>'alert')::boolean
              WHEN 'case.handover-overdue' THEN a.cause = 'HANDOVER_OVERDUE' AND a.step = o.version AND a.first_unit_id = o.data->>'toUnitId'
              ELSE a.cause = 'OPENED' AND a.step = o.version AND ${alarmed} AND o.data->'alarmUnitIds' ? a.first_unit_id END`;

/** [I6] What has happened elsewhere is said to the patient and to the phones it concerns, and nothing is said of what is over. */
export async function noticesFollow(evidence: Evidence): Promise<Violation[]> {
  const bookings = await brokenAny(evidence, ['notify', 'booking'], 'I6', [
    `SELECT o.type || ' of ' || o.aggregate_id || ' was not planned to be told' AS found FROM booking.outbox o
      WHERE o.type LIKE 'booking.%' AND (o.data->>'startsAt')::timestamptz > o.occurred_at
        AND NOT EXISTS (SELECT 1 FROM notify.notification n WHERE n.business_key = 'booking:' || o.aggregate_id || ':' || o.version || ':' || replace(o.type, '.', '-'))`,
    `SELECT 'notification ' || n.business_key || ' is planned, and the booking has another time or none' AS found FROM notify.notification n JOIN booking.booking b ON b.id::text = n.booking_id
      WHERE n.state = 'PLANNED' AND split_part(n.business_key, ':', 3)::int < b.version AND n.template NOT LIKE 'booking-cancelled%'`,
  ]);
  return [...bookings, ...(await brokenAny(evidence, ['notify', 'cases'], 'I6', [
    `SELECT o.type || ' of case ' || o.aggregate_id || ' in version ' || o.version || ' rang nowhere' AS found FROM cases.outbox o
      WHERE (o.type IN ('case.opened', 'case.escalated', 'case.forwarded') AND (o.data->>'alert')::boolean OR o.type = 'case.handover-overdue' OR ${alarmed})
        AND NOT EXISTS (SELECT 1 FROM notify.alert a WHERE a.case_id = o.aggregate_id AND ${rings})`,
    `SELECT 'alert ' || a.id || ' ' || a.cause || ' rang for case ' || a.case_id || ', which nobody asked for' AS found FROM notify.alert a
      WHERE NOT EXISTS (SELECT 1 FROM cases.outbox o WHERE o.aggregate_id = a.case_id AND ${rings})`,
    `SELECT 'alert ' || a.id || ' ' || a.cause || ' is ' || a.status || ', and case ' || a.case_id || ' is ' || c.status AS found FROM notify.alert a JOIN cases."case" c ON c.id::text = a.case_id
      WHERE a.status <> 'CLEARED' AND CASE a.cause
              WHEN 'HANDOVER_OVERDUE' THEN NOT EXISTS (SELECT 1 FROM cases.handover h WHERE h.case_id = c.id AND h.status = 'REQUESTED')
              ELSE c.status <> 'REQUESTED' AND (c.risk_state IS NULL OR c.risk_state IN ('ONLINE_CARE', 'PHYSICAL_VISIT', 'INDIVIDUAL_PLAN', 'FOLLOW_UP', 'CLOSED'))
                   AND NOT (c.status = 'ACCEPTED' AND EXISTS (SELECT 1 FROM cases.outbox o WHERE o.aggregate_id = a.case_id AND o.type = 'case.assignment-overdue' AND o.version = a.step)) END`,
  ]))];
}

/** [I7] A card's alert is its latest one, and notify knows who answers for which case. */
export async function alertsMatch(evidence: Evidence): Promise<Violation[]> {
  if (!evidence.services.includes('notify')) return [];
  return [
    ...(await sameRows(evidence, 'I7', 'alerts of cases', 'SELECT id::text, alert_state, alert_id FROM cases."case"', `
      SELECT c.id::text, CASE WHEN a.status IS NULL OR a.status = 'CLEARED' THEN 'NONE' ELSE a.status END, a.id
        FROM cases."case" c LEFT JOIN LATERAL (SELECT id::text, status FROM notify.alert WHERE case_id = c.id::text ORDER BY raised_at DESC, id::text DESC LIMIT 1) a ON true`)),
    ...(await sameRows(evidence, 'I7', 'notify.case_relation', 'SELECT case_id, region_id, patient_id, responsible_unit_id FROM notify.case_relation', 'SELECT id::text, region_id, patient_id, unit_id FROM cases."case" WHERE patient_id IS NOT NULL')),
  ];
}

/** [I8] What is to be sent is looked at again, and a phone that rings does not ring for ever. */
export async function noticesGoOn(evidence: Evidence): Promise<Violation[]> {
  if (!evidence.services.includes('notify')) return [];
  return broken(evidence, 'I8', `
    SELECT 'notification ' || n.id || ' is ' || n.state || ' and nobody looks at it' AS found FROM notify.notification n
     WHERE n.state IN ('PLANNED', 'SENDING') AND NOT EXISTS (SELECT 1 FROM notify.timer x WHERE x.aggregate_id = n.id::text AND x.kind = 'attend-notification')
    UNION ALL
    SELECT 'alert ' || a.id || ' is ' || a.status || ' and will never be silent' FROM notify.alert a
     WHERE a.status IN ('RAISED', 'DELIVERED') AND NOT EXISTS (SELECT 1 FROM notify.timer x WHERE x.aggregate_id = a.id::text AND x.kind = 'alert-silence')`);
}
