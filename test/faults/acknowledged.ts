import type { Acknowledged, Journal } from '../actors/journal';
import { broken, type Evidence, type Violation } from './violation';

type Act = Acknowledged['act'];

/** Whether a promise `p` is kept by the rows of its room. What has to be counted stands below. */
const kept: Partial<Record<Act, { room: string; by: string }>> = {
  FINISH: { room: 'cases', by: `p->>'caseId' IS NULL OR EXISTS (SELECT 1 FROM cases."case" c WHERE c.id::text = p->>'caseId' AND c.session_id = p->>'sessionId')` },
  // Also where the same person's answer in a question had started it a moment before: then that is the same yes.
  START: {
    room: 'cases',
    by: `EXISTS (SELECT 1 FROM cases.outbox o WHERE o.aggregate_id = p->>'caseId' AND o.type = 'case.started' AND o.data->>'staffId' = p->>'by' AND (o.data->>'startedAt')::timestamptz = (p->>'at')::timestamptz)`,
  },
  SEE: { room: 'cases', by: `EXISTS (SELECT 1 FROM cases.audit a WHERE a.case_id = p->>'caseId' AND a.actor_id = p->>'by' AND a.action = 'openCase')` },
  LOOK: { room: 'oversight', by: `EXISTS (SELECT 1 FROM oversight.audit_entry e WHERE e.request_id = p->>'requestId' AND e.actor_id = p->>'by' AND e.service = 'cases')` },
  HOLD: { room: 'cases', by: `EXISTS (SELECT 1 FROM cases.case_history h WHERE h.case_id::text = p->>'caseId' AND h.action = 'HOLD' AND h.by_id = p->>'by')` },
  ASK_HANDOVER: {
    room: 'cases', by: `EXISTS (SELECT 1 FROM cases.handover h WHERE h.id::text = p->>'handoverId' AND h.case_id::text = p->>'caseId' AND h.asked_by = p->>'by' AND h.client_id = p->>'clientId')`,
  },
  ACCEPT_HANDOVER: { room: 'cases', by: `EXISTS (SELECT 1 FROM cases.handover h WHERE h.id::text = p->>'handoverId' AND h.status = 'ACCEPTED' AND h.answered_by = p->>'by')` },
  REFUSE_HANDOVER: { room: 'cases', by: `EXISTS (SELECT 1 FROM cases.handover h WHERE h.id::text = p->>'handoverId' AND h.status = 'REFUSED' AND h.answered_by = p->>'by')` },
  WITHDRAW_HANDOVER: { room: 'cases', by: `EXISTS (SELECT 1 FROM cases.handover h WHERE h.id::text = p->>'handoverId' AND h.status = 'WITHDRAWN' AND h.asked_by = p->>'by')` },
  FORWARD: {
    room: 'cases', by: `EXISTS (SELECT 1 FROM cases.outbox o WHERE o.aggregate_id = p->>'caseId' AND o.type = 'case.forwarded' AND o.data->>'staffId' = p->>'by' AND o.data->>'unitId' = p->>'toUnitId')`,
  },
  CALL: { room: 'cases', by: `EXISTS (SELECT 1 FROM cases.contact_attempt a WHERE a.id::text = p->>'attemptId' AND a.case_id::text = p->>'caseId' AND a.by_id = p->>'by' AND a.client_id = p->>'clientId')` },
  BEGIN_LIST: { room: 'cases', by: `EXISTS (SELECT 1 FROM cases.protocol l WHERE l.case_id::text = p->>'caseId' AND l.kind = p->>'kind')` },
  LIST_STEP: {
    room: 'cases',
    by: `EXISTS (SELECT 1 FROM cases.protocol_step s JOIN cases.protocol l ON l.id = s.protocol_id WHERE l.case_id::text = p->>'caseId' AND l.kind = p->>'kind' AND s.step = p->>'step' AND s.by_id = p->>'by')`,
  },
  FLAG_RISK: { room: 'cases', by: `EXISTS (SELECT 1 FROM cases."case" c WHERE c.id::text = p->>'caseId' AND (c.risk_state IS NOT NULL OR c.kind = 'MESSAGE' AND c.tags @> ARRAY['SUICIDE_RISK_FLAGGED']))` },
  ASSESS_RISK: {
    room: 'cases',
    by: `EXISTS (SELECT 1 FROM cases.suicide_risk_assessment a WHERE a.case_id::text = p->>'caseId' AND a.by_id = p->>'by' AND a.client_id = p->>'clientId' AND a.level = p->>'level')`,
  },
  RISK_STEP: { room: 'cases', by: `EXISTS (SELECT 1 FROM cases.suicide_risk_step s WHERE s.case_id::text = p->>'caseId' AND s.event = p->>'event' AND s.by_id = p->>'by')` },
  ASK_COLLEAGUE: { room: 'cases', by: `EXISTS (SELECT 1 FROM cases.staff_consultation q WHERE q.id::text = p->>'consultationId' AND q.asked_by = p->>'by' AND q.client_id = p->>'clientId')` },
  END_QUESTION: { room: 'cases', by: `EXISTS (SELECT 1 FROM cases.staff_consultation q WHERE q.id::text = p->>'consultationId' AND q.outcome = p->>'outcome')` },
  ASK_SIGN_OFF: {
    room: 'cases', by: `EXISTS (SELECT 1 FROM cases.sign_off s WHERE s.id::text = p->>'signOffId' AND s.record_id = p->>'recordId' AND s.asked_by = p->>'by' AND s.client_id = p->>'clientId')`,
  },
  SIGN_OFF: { room: 'cases', by: `EXISTS (SELECT 1 FROM cases.sign_off s WHERE s.id::text = p->>'signOffId' AND s.status = 'SIGNED' AND s.answered_by = p->>'by')` },
  RETURN_SIGN_OFF: { room: 'cases', by: `EXISTS (SELECT 1 FROM cases.sign_off s WHERE s.id::text = p->>'signOffId' AND s.status = 'RETURNED' AND s.answered_by = p->>'by')` },
  COME: { room: 'cases', by: `EXISTS (SELECT 1 FROM cases.shift s WHERE s.id::text = p->>'shiftId' AND s.staff_id = p->>'by' AND s.unit_id = p->>'unitId')` },
  GO: { room: 'cases', by: `EXISTS (SELECT 1 FROM cases.shift s WHERE s.id::text = p->>'shiftId' AND s.staff_id = p->>'by' AND s.ended_at IS NOT NULL)` },
  PUBLISH: {
    room: 'booking',
    by: `jsonb_array_length(p->'slotIds') = (SELECT count(*) FROM booking.slot s JOIN booking.publication b ON b.id = s.publication_id
          WHERE b.client_id = p->>'clientId' AND b.staff_id = p->>'by' AND p->'slotIds' ? s.id::text)`,
  },
  ISSUE: { room: 'booking', by: `EXISTS (SELECT 1 FROM booking.ticket t WHERE t.id::text = p->>'ticketId' AND t.issued_by = p->>'by' AND t.client_id = p->>'clientId')` },
  BOOK: {
    room: 'booking',
    by: `EXISTS (SELECT 1 FROM booking.booking b JOIN booking.outbox o ON o.aggregate_id = b.id::text AND o.type = 'booking.made'
          WHERE b.id::text = p->>'bookingId' AND b.booked_by = p->>'by' AND b.client_id = p->>'clientId' AND b.ticket_id::text = p->>'ticketId' AND o.data->>'slotId' = p->>'slotId')`,
  },
  REBOOK: { room: 'booking', by: `EXISTS (SELECT 1 FROM booking.outbox o WHERE o.aggregate_id = p->>'bookingId' AND o.type IN ('booking.made', 'booking.rebooked') AND o.data->>'slotId' = p->>'slotId')` },
  CANCEL: { room: 'booking', by: `EXISTS (SELECT 1 FROM booking.booking b WHERE b.id::text = p->>'bookingId' AND b.status = 'CANCELLED')` },
  ASK_TIME: { room: 'booking', by: `EXISTS (SELECT 1 FROM booking.ticket t WHERE t.id::text = p->>'ticketId' AND t.case_id::text = p->>'caseId')` },
  POST: {
    room: 'messaging',
    by: `EXISTS (SELECT 1 FROM messaging.message m WHERE m.id::text = p->>'messageId' AND m.thread_id::text = p->>'threadId' AND m.seq = (p->>'seq')::int AND m.sender_id = p->>'by' AND m.client_id::text = p->>'clientId')`,
  },
  SUBMIT: {
    room: 'cases',
    by: `EXISTS (SELECT 1 FROM cases.submission s WHERE s.id::text = p->>'submissionId' AND s.reference = p->>'reference' AND s.ticket_id::text IS NOT DISTINCT FROM p->>'ticketId'
          AND (s.became = 'TICKET' OR s.case_id::text = p->>'caseId'))`,
  },
};
const atItsTime = `EXISTS (SELECT 1 FROM cases.case_history h WHERE h.case_id::text = p->>'caseId' AND h.action = p->>'act' AND h.by_id = p->>'by' AND h.at = (p->>'at')::timestamptz)`;
for (const act of ['TAKE', 'END'] as const) kept[act] = { room: 'cases', by: atItsTime };

/** What of the journal is looked for in the database. */
export const actsKept: readonly Act[] = [...(Object.keys(kept) as Act[]), 'RELEASE'];

/** [I1] Everything that was answered with yes is stored, as what was answered; [I2] and the same client id was never given two answers. */
export async function acknowledgedIsStored(evidence: Evidence, { acknowledged }: Journal): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const [act, { room, by }] of Object.entries(kept)) {
    const promised = acknowledged.filter((each) => each.act === act);
    if (promised.length === 0 || !evidence.services.includes(room)) continue;
    found.push(...(await broken(evidence, 'I1', `SELECT p::text || ' was answered with yes and is not stored' AS found FROM jsonb_array_elements($1::jsonb) AS p WHERE NOT (${by})`, [JSON.stringify(promised)])));
  }
  return [...found, ...(await releasesAreStored(evidence, acknowledged)), ...answeredOnce(acknowledged), ...(await sessionsAreStored(evidence, acknowledged))];
}

async function releasesAreStored(evidence: Evidence, acknowledged: readonly Acknowledged[]): Promise<Violation[]> {
  return broken(evidence, 'I1', `
    WITH promised AS (SELECT p->>'caseId' AS id, p->>'by' AS by_id, count(*) AS n FROM jsonb_array_elements($1::jsonb) AS p GROUP BY 1, 2)
    SELECT 'case ' || id || ' was released ' || n || ' times by ' || by_id || ', stored are fewer' AS found FROM promised
     WHERE n > (SELECT count(*) FROM cases.case_history h WHERE h.case_id::text = promised.id AND (h.action = 'RETURN' OR h.action = 'RELEASE' AND h.by_id = promised.by_id))`,
    [JSON.stringify(acknowledged.filter((each) => each.act === 'RELEASE'))]);
}

/** What makes an answer the same one, whatever was repeated. */
function answeredOnce(acknowledged: readonly Acknowledged[]): Violation[] {
  const answers = new Map<string, Set<string>>();
  for (const each of acknowledged) {
    const [key, answer] = keyed(each);
    if (key) answers.set(key, (answers.get(key) ?? new Set()).add(answer));
  }
  return [...answers].filter(([, ids]) => ids.size > 1).map(([key, ids]): Violation => ({ invariant: 'I2', found: `${key} got ${ids.size} answers` }));
}

function keyed(each: Acknowledged): [key: string | undefined, answer: string] {
  switch (each.act) {
    case 'SESSION':
      return [`${each.act} with client id ${each.clientId}`, each.sessionId];
    case 'ASK_HANDOVER':
      return [`${each.act} with client id ${each.clientId}`, each.handoverId];
    case 'CALL':
      return [`${each.act} with client id ${each.clientId}`, each.attemptId];
    case 'ASK_COLLEAGUE':
      return [`${each.act} with client id ${each.clientId}`, each.consultationId];
    case 'ASK_SIGN_OFF':
      return [`${each.act} with client id ${each.clientId}`, each.signOffId];
    case 'PUBLISH':
      return [`${each.act} with client id ${each.clientId}`, [...each.slotIds].sort().join()];
    case 'ISSUE':
      return [`${each.act} with client id ${each.clientId}`, each.ticketId];
    case 'BOOK':
      return [`${each.act} with client id ${each.clientId}`, each.bookingId];
    case 'POST':
      return [`${each.act} with client id ${each.clientId}`, `${each.messageId} ${each.seq}`];
    case 'SUBMIT':
      return [`reference ${each.reference}`, each.submissionId];
    default:
      return [undefined, ''];
  }
}

/** A finished session told so once. */
async function sessionsAreStored(evidence: Evidence, acknowledged: readonly Acknowledged[]): Promise<Violation[]> {
  if (!evidence.services.includes('triage')) return [];
  return broken(evidence, 'I1', `
    SELECT 'session ' || (p->>'sessionId') || ' was finished with yes and told ' || count(o.id) || ' times' AS found
      FROM jsonb_array_elements($1::jsonb) AS p LEFT JOIN triage.outbox o ON o.aggregate_id = p->>'sessionId' AND o.type = 'session.finished'
     GROUP BY p->>'sessionId' HAVING count(DISTINCT o.id) <> 1`, [JSON.stringify(acknowledged.filter((each) => each.act === 'FINISH'))]);
}
