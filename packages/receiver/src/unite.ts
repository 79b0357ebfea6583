import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, sendJson } from '@vardgraf/service-kit/http';
import { z } from 'zod';
import { receiptsFor } from './behaviour';
import type { News } from './call-backs';
import { jsonOf } from './json-text';
import type { Parties } from './parties';
import { type Alarm, keep } from './sent';

const bodyLimit = 64 * 1024;

const raise = z.strictObject({
  reference: z.string().min(1).max(200),
  /** Name of a group of receivers; the alarm system keeps their numbers. */
  group: z.string().min(1).max(200),
  text: z.string().min(1).max(1_000),
  /** 1 is the most urgent. */
  priority: z.int().min(1).max(9),
  callbackUrl: z.url({ protocol: /^https?$/ }).optional(),
});
const update = raise.pick({ group: true, text: true, priority: true }).partial();

/** `POST /unite/alarms` raises, `PUT /unite/alarms/{id}` updates, `DELETE` clears; see README.md. */
export async function takeAlarm(parties: Parties, request: IncomingMessage, response: ServerResponse, id: string | undefined): Promise<void> {
  const { alarms: mode } = parties.behaviour;
  if (mode === 'down') return void request.socket.destroy();
  if (mode === 'error') return sendJson(response, 503, { error: 'The alarm system cannot take alarms now.' });
  const body = await readBody(request, bodyLimit);
  const [status, answer] = id === undefined ? raised(parties, request.method, body) : changed(parties, request.method, body, id);
  if (status < 300 && !(await parties.accepted(mode, request))) return;
  if (answer) sendJson(response, status, answer);
  else response.writeHead(status).end();
}

type Answer = [status: number, body?: object];

function raised(parties: Parties, method: string | undefined, body: string): Answer {
  if (method !== 'POST') return [405, { error: 'Alarms are raised with POST.' }];
  const parsed = raise.safeParse(jsonOf(body));
  if (!parsed.success) return [400, { error: sentence(parsed.error) }];
  const same = parties.sent.alarms.find((each) => each.reference === parsed.data.reference);
  if (same) {
    same.raised += 1;
    return [200, shown(same)];
  }
  const alarm: Alarm = { id: randomUUID(), at: new Date().toISOString(), ...parsed.data, callbackUrl: parsed.data.callbackUrl, status: 'raised', raised: 1, updated: 0, callBacks: [] };
  keep(parties.sent.alarms, alarm);
  if (parties.behaviour.outcome === 'failed') answerAlarm(parties, alarm, 'rejected');
  else if (parties.behaviour.receipts !== 'out-of-order') tell(parties, alarm, ['delivered']);
  return [201, shown(alarm)];
}

function changed(parties: Parties, method: string | undefined, body: string, id: string): Answer {
  const alarm = parties.sent.alarms.find((each) => each.id === id);
  if (!alarm) return [404, { error: 'There is no such alarm.' }];
  if (method === 'DELETE') {
    alarm.status = 'cleared';
    return [204];
  }
  if (method !== 'PUT') return [405, { error: 'An alarm is updated with PUT and cleared with DELETE.' }];
  if (alarm.status === 'cleared') return [409, { error: 'The alarm is cleared.' }];
  const parsed = update.safeParse(jsonOf(body));
  if (!parsed.success) return [400, { error: sentence(parsed.error) }];
  Object.assign(alarm, parsed.data);
  alarm.updated += 1;
  return [200, shown(alarm)];
}

/** Somebody of the group presses a button: takes the alarm, or cannot. Only the first answer of an open alarm counts. */
export function answerAlarm(parties: Parties, alarm: Alarm, answer: 'acknowledged' | 'rejected'): boolean {
  if (alarm.status !== 'raised' && alarm.status !== 'delivered') return false;
  alarm.status = answer;
  tell(parties, alarm, parties.behaviour.receipts === 'out-of-order' ? ['delivered', answer] : [answer]);
  return true;
}

function tell(parties: Parties, alarm: Alarm, states: ('delivered' | 'acknowledged' | 'rejected')[]): void {
  const { callbackUrl: url, id, reference } = alarm;
  if (states.includes('delivered') && alarm.status === 'raised') alarm.status = 'delivered';
  if (url === undefined) return;
  const news = states.map((status): News => ({ url, status, body: { id, reference, status, at: new Date().toISOString() } }));
  parties.callBacks.post(receiptsFor(parties.behaviour.receipts, news), (done) => alarm.callBacks.push(done));
}

function shown({ id, reference, group, text, priority, status }: Alarm): object {
  return { id, reference, group, text, priority, status };
}

/** Names the field at fault, never its value. */
function sentence(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; ');
}
