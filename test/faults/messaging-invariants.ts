import { broken, brokenAny, type Evidence, sameRows, type Violation } from './violation';

/** [I2] One message a client id, one line a cause, one conversation a case. */
export async function messagesHappenOnce(evidence: Evidence): Promise<Violation[]> {
  return brokenAny(evidence, ['messaging'], 'I2', [
    `SELECT 'client id ' || client_id || ' wrote ' || count(*) || ' messages in thread ' || thread_id AS found FROM messaging.message
      WHERE client_id IS NOT NULL GROUP BY thread_id, sender_id, client_id HAVING count(*) > 1`,
    `SELECT 'thread ' || thread_id || ' tells ' || count(*) || ' times of ' || cause AS found FROM messaging.message WHERE cause IS NOT NULL GROUP BY thread_id, cause HAVING count(*) > 1`,
    `SELECT 'case ' || case_id || ' has ' || count(*) || ' threads' AS found FROM messaging.thread GROUP BY case_id HAVING count(*) > 1`,
  ]);
}

/** [I6] A thread's messages are numbered 1, 2, 3 … up to what its row and its live counter say, each with its event, and what people wrote with its audit row. */
export async function messagesAreTold(evidence: Evidence): Promise<Violation[]> {
  if (!evidence.services.includes('messaging')) return [];
  return [
    ...(await broken(evidence, 'I6', `
      SELECT 'thread ' || t.id || ': ' || count(m.id) || ' messages up to ' || coalesce(max(m.seq), 0) || ', its row says ' || t.last_seq || ', its counter ' || coalesce(max(l.seq), 0) AS found
        FROM messaging.thread t LEFT JOIN messaging.message m ON m.thread_id = t.id LEFT JOIN messaging.live_counter l ON l.key = 'thread.' || t.id
       GROUP BY t.id HAVING count(m.id) <> t.last_seq OR coalesce(max(m.seq), 0) <> t.last_seq OR coalesce(min(m.seq), 1) <> 1 OR coalesce(max(l.seq), 0) <> t.last_seq`)),
    ...(await sameRows(evidence, 'I6', 'messages and their events',
      `SELECT thread_id::text, id::text, seq, sender_kind, sender_id FROM messaging.message`,
      `SELECT aggregate_id, data->>'messageId', (data->>'seq')::int, data->>'senderKind', data->>'senderId' FROM messaging.outbox WHERE type = 'message.posted'`)),
    ...(await broken(evidence, 'I6', `
      WITH own AS (SELECT t.case_id::text AS id, count(*) AS n FROM messaging.message m JOIN messaging.thread t ON t.id = m.thread_id WHERE m.kind = 'TEXT' GROUP BY 1),
           log AS (SELECT case_id AS id, count(*) AS n FROM messaging.audit WHERE action = 'postMessage' AND what = 'message.posted' GROUP BY 1)
      SELECT 'case ' || id || ': ' || coalesce(own.n, 0) || ' messages, ' || coalesce(log.n, 0) || ' audit rows' AS found FROM own FULL JOIN log USING (id) WHERE own.n IS DISTINCT FROM log.n`)),
    ...(await broken(evidence, 'I6', `
      SELECT 'thread ' || t.id || ' has version ' || t.version || ', told ' || count(o.id) AS found
        FROM messaging.thread t LEFT JOIN messaging.outbox o ON o.aggregate_id = t.id::text GROUP BY t.id HAVING t.version <> count(o.id) OR count(*) FILTER (WHERE o.type = 'thread.opened') <> 1`)),
  ];
}

/** [I6] A started visit has its conversation in the case's own phase, and what a patient writes after the visit is somebody's work. */
export async function conversationsFollowCases(evidence: Evidence): Promise<Violation[]> {
  return brokenAny(evidence, ['messaging', 'cases'], 'I6', [
    `SELECT 'case ' || c.id || ' was started and has no conversation' AS found FROM cases."case" c
      WHERE c.first_started_at IS NOT NULL AND c.kind IN ('DROP_IN', 'SCHEDULED') AND NOT EXISTS (SELECT 1 FROM messaging.thread t WHERE t.case_id = c.id)`,
    `SELECT 'thread ' || t.id || ' is ' || t.phase || ' of case ' || t.case_id || ', which is ' || coalesce(c.status, 'not there') || ' at ' || coalesce(c.unit_id, '?') AS found
       FROM messaging.thread t LEFT JOIN cases."case" c ON c.id = t.case_id
      WHERE c.first_started_at IS NULL AND t.kind = 'VISIT' OR c.patient_id IS DISTINCT FROM t.patient_id OR c.unit_id <> t.unit_id OR (c.kind = 'CONSULTATION') <> (t.kind = 'CONSULTATION')
         OR t.phase IS DISTINCT FROM CASE WHEN c.status IN ('COMPLETED', 'CANCELLED', 'ENTERED_IN_ERROR') THEN 'CLOSED' WHEN c.status = 'ON_HOLD' THEN 'ASYNCHRONOUS' WHEN c.kind = 'CONSULTATION' THEN 'CONSULTATION' ELSE 'VISIT' END
         OR c.status = 'ON_HOLD' AND c.phase_ends_at <> t.phase_ends_at`,
    `SELECT 'consultation ' || c.id || ' has no conversation' AS found FROM cases."case" c WHERE c.kind = 'CONSULTATION' AND NOT EXISTS (SELECT 1 FROM messaging.thread t WHERE t.case_id = c.id)`,
    `SELECT 'message ' || (o.data->>'messageId') || ' was written after the visit and is nobody''s work' AS found FROM messaging.outbox o
      WHERE o.type = 'message.posted' AND o.data->>'phase' = 'ASYNCHRONOUS' AND o.data->>'senderKind' IN ('PATIENT', 'PROXY')
        AND NOT EXISTS (SELECT 1 FROM cases."case" c WHERE c.kind = 'MESSAGE' AND c.linked_case_id::text = o.data->>'caseId' AND (c.ended_at IS NULL OR c.ended_at >= (o.data->>'postedAt')::timestamptz))`,
    `SELECT 'case ' || c.id || ' is a message that nobody wrote' AS found FROM cases."case" c WHERE c.kind = 'MESSAGE'
        AND NOT EXISTS (SELECT 1 FROM messaging.message m JOIN messaging.thread t ON t.id = m.thread_id WHERE m.id = c.id AND t.case_id = c.linked_case_id)`,
  ]);
}

/** [I7] What a card says of unread messages is what its thread says. */
export async function unreadMatches(evidence: Evidence): Promise<Violation[]> {
  if (!evidence.services.includes('messaging')) return [];
  return sameRows(evidence, 'I7', 'unread messages of cases', 'SELECT id, unread_messages FROM cases."case"', `
    SELECT c.id, (SELECT count(*)::int FROM messaging.thread t JOIN messaging.message m ON m.thread_id = t.id
                   WHERE t.case_id = c.id AND m.seq > t.read_by_staff AND m.sender_kind IN ('PATIENT', 'PROXY', 'ASKER')) FROM cases."case" c`);
}

/** [I8] An asynchronous phase has its end planned. */
export async function phasesEnd(evidence: Evidence): Promise<Violation[]> {
  return brokenAny(evidence, ['messaging'], 'I8', [
    `SELECT 'thread ' || t.id || ' is asynchronous without an end' AS found FROM messaging.thread t
      WHERE t.phase = 'ASYNCHRONOUS' AND NOT EXISTS (SELECT 1 FROM messaging.timer x WHERE x.aggregate_id = t.id::text AND x.kind = 'thread.end-phase')`,
    `SELECT 'case ' || c.id || ' is held and nobody ends its phase' AS found FROM cases."case" c
      WHERE c.status = 'ON_HOLD' AND c.risk_state IS NULL AND NOT EXISTS (SELECT 1 FROM messaging.thread t WHERE t.case_id = c.id AND t.phase = 'ASYNCHRONOUS')`,
  ]);
}
