import { broken, type Evidence, type Violation } from './violation';

/** A mutation that was answered with yes, as its caller saw it. */
export type Acknowledged =
  | { act: 'SESSION'; clientId: string; sessionId: string }
  | { act: 'FINISH'; sessionId: string; caseId: string | null }
  | { act: 'TAKE' | 'START' | 'END'; caseId: string; by: string; at: string }
  | { act: 'HOLD' | 'RELEASE' | 'SEE'; caseId: string; by: string }
  | { act: 'ASK_HANDOVER'; clientId: string; handoverId: string; caseId: string; by: string }
  | { act: 'ACCEPT_HANDOVER' | 'REFUSE_HANDOVER' | 'WITHDRAW_HANDOVER'; handoverId: string; by: string }
  | { act: 'PUBLISH'; clientId: string; slotIds: string[]; by: string }
  | { act: 'ISSUE'; clientId: string; ticketId: string; by: string }
  | { act: 'BOOK'; clientId: string; bookingId: string; ticketId: string; slotId: string; by: string }
  | { act: 'REBOOK'; bookingId: string; slotId: string }
  | { act: 'CANCEL'; bookingId: string }
  | { act: 'ASK_TIME'; ticketId: string; caseId: string }
  | { act: 'POST'; clientId: string; threadId: string; messageId: string; seq: number; by: string }
  | { act: 'SUBMIT'; reference: string; submissionId: string; caseId: string | null; ticketId: string | null };

type Act = Acknowledged['act'];

/** What callers were promised; the load writes it, I1 reads it. */
export interface Journal {
  acknowledged: Acknowledged[];
}

/** Whether a promise `p` is kept by the rows of its room. What has to be counted stands below. */
const kept: Partial<Record<Act, { room: string; by: string }>> = {
  FINISH: { room: 'cases', by: `p->>'caseId' IS NULL OR EXISTS (SELECT 1 FROM cases."case" c WHERE c.id::text = p->>'caseId' AND c.session_id = p->>'sessionId')` },
  SEE: { room: 'cases', by: `EXISTS (SELECT 1 FROM cases.audit a WHERE a.case_id = p->>'caseId' AND a.actor_id = p->>'by' AND a.action = 'openCase')` },
  HOLD: { room: 'cases', by: `EXISTS (SELECT 1 FROM cases.case_history h WHERE h.case_id::text = p->>'caseId' AND h.action = 'HOLD' AND h.by_id = p->>'by')` },
  ASK_HANDOVER: {
    room: 'cases', by: `EXISTS (SELECT 1 FROM cases.handover h WHERE h.id::text = p->>'handoverId' AND h.case_id::text = p->>'caseId' AND h.asked_by = p->>'by' AND h.client_id = p->>'clientId')`,
  },
  ACCEPT_HANDOVER: { room: 'cases', by: `EXISTS (SELECT 1 FROM cases.handover h WHERE h.id::text = p->>'handoverId' AND h.status = 'ACCEPTED' AND h.answered_by = p->>'by')` },
  REFUSE_HANDOVER: { room: 'cases', by: `EXISTS (SELECT 1 FROM cases.handover h WHERE h.id::text = p->>'handoverId' AND h.status = 'REFUSED' AND h.answered_by = p->>'by')` },
  WITHDRAW_HANDOVER: { room: 'cases', by: `EXISTS (SELECT 1 FROM cases.handover h WHERE h.id::text = p->>'handoverId' AND h.status = 'WITHDRAWN' AND h.asked_by = p->>'by')` },
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
for (const act of ['TAKE', 'START', 'END'] as const) kept[act] = { room: 'cases', by: atItsTime };

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
