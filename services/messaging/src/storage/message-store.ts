import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Message } from '../domain/message';

type Reading = Pick<Tx, 'query'>;

const facts = `m.id, m.thread_id AS "threadId", m.seq, m.kind, m.event, m.sender_kind AS "senderKind", m.sender_id AS "senderId", m.staff_id AS "staffId",
  m.client_id AS "clientId", m.text, m.cause, m.sent_at AS "sentAt"`;

/** A greeting keeps the names it was said with; one that was not known then is the one known now. */
const greeting = `CASE WHEN m.greeting IS NULL THEN NULL ELSE m.greeting || jsonb_build_object(
    'serviceName', COALESCE(m.greeting->>'serviceName', (SELECT r.service_name FROM region r WHERE r.id = t.region_id)),
    'staffName', COALESCE(m.greeting->>'staffName', (SELECT s.display_name FROM staff s WHERE s.id = m.staff_id))) END AS greeting`;

const from = `${facts}, ${greeting} FROM message m JOIN thread t ON t.id = m.thread_id`;

/** Adds messages at their places. */
export async function insertMessages(tx: Tx, messages: readonly Message[]): Promise<void> {
  await tx.query(
    `INSERT INTO message (id, thread_id, seq, kind, event, sender_kind, sender_id, staff_id, client_id, text, greeting, cause, sent_at)
     SELECT id, "threadId", seq, kind, event, "senderKind", "senderId", "staffId", "clientId", text, greeting, cause, "sentAt"
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "threadId" uuid, seq int, kind text, event text, "senderKind" text, "senderId" text, "staffId" text,
            "clientId" uuid, text text, greeting jsonb, cause text, "sentAt" timestamptz) ORDER BY seq`,
    [JSON.stringify(messages.map((message) => ({ ...message, greeting: message.greeting ?? undefined })))]);
}

/** What the person wrote in the thread under the client id. */
export async function messageOfClient(tx: Tx, key: { threadId: string; senderId: string; clientId: string }): Promise<Message | undefined> {
  const [found] = await tx.query<Message & Record<string, unknown>>(
    `SELECT ${from} WHERE m.thread_id = $1 AND m.sender_id = $2 AND m.client_id = $3`, [key.threadId, key.senderId, key.clientId]);
  return found;
}

/** Whether the thread tells already of what caused the line. */
export async function tellsOf(tx: Tx, threadId: string, cause: string): Promise<boolean> {
  return (await tx.query('SELECT 1 FROM message WHERE thread_id = $1 AND cause = $2', [threadId, cause])).length > 0;
}

/** The messages of the region with the ids. */
export async function messagesById(reading: Reading, regionId: string, ids: readonly string[]): Promise<Message[]> {
  return reading.query<Message & Record<string, unknown>>(`SELECT ${from} WHERE t.region_id = $1 AND m.id = ANY($2::uuid[])`, [regionId, ids]);
}

/** The last `last` messages before a place (null: the end) of each thread, oldest first. */
export async function messagesBefore(reading: Reading, regionId: string, pages: readonly { threadId: string; last: number; before: number | null }[]): Promise<(Message & { page: number })[]> {
  return reading.query<Message & { page: number } & Record<string, unknown>>(
    `SELECT page.*, asked.n::int - 1 AS page
       FROM unnest($2::uuid[], $3::int[], $4::int[]) WITH ORDINALITY AS asked(thread_id, last, before, n)
       CROSS JOIN LATERAL (SELECT ${from} WHERE t.region_id = $1 AND m.thread_id = asked.thread_id AND (asked.before IS NULL OR m.seq < asked.before)
                            ORDER BY m.seq DESC LIMIT asked.last) AS page
      ORDER BY asked.n, page.seq`,
    [regionId, pages.map((page) => page.threadId), pages.map((page) => page.last), pages.map((page) => page.before)]);
}

/** What is unread on each side after the marks. */
export async function unreadAfter(tx: Tx, marks: { id: string; readByStaff: number; readByPatient: number }): Promise<{ unreadByStaff: number; unreadByPatient: number }> {
  const [row] = await tx.query<{ unreadByStaff: number; unreadByPatient: number }>(
    `SELECT count(*) FILTER (WHERE seq > $2 AND sender_kind IN ('PATIENT', 'PROXY', 'ASKER'))::int AS "unreadByStaff", count(*) FILTER (WHERE seq > $3 AND sender_kind = 'STAFF')::int AS "unreadByPatient"
       FROM message WHERE thread_id = $1 AND seq > least($2::int, $3::int)`,
    [marks.id, marks.readByStaff, marks.readByPatient]);
  return row!;
}
