import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, sendJson } from '@vardgraf/service-kit/http';
import { receiptsFor } from './behaviour';
import type { News } from './call-backs';
import type { Parties } from './parties';
import { keep, type Sms } from './sent';
import { smsParts } from './sms-parts';

const bodyLimit = 64 * 1024;
const number = /^\+[1-9]\d{6,14}$/;
/** A number, or a name of at most eleven letters and digits that begins with a letter. */
const sender = /^(\+[1-9]\d{6,14}|[A-Za-z][A-Za-z0-9]{2,10})$/;
/** Cost of one part, in ten-thousandths of a krona. */
const costOfPart = 5_200;

/** `POST /a1/sms` in 46elks' documented form: Basic authentication, a form, JSON back; 401 and 403 with a sentence. */
export async function takeSms(parties: Parties, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { sms: mode } = parties.behaviour;
  if (mode === 'down') return void request.socket.destroy();
  if (mode === 'error') return refuse(response, 500, 'Internal server error');
  const form = new URLSearchParams(await readBody(request, bodyLimit));
  if (!authorized(parties, request.headers.authorization)) {
    response.setHeader('www-authenticate', 'Basic realm="API access"');
    return refuse(response, 401, 'API access requires Basic HTTP authentication');
  }
  const wrong = faultOf(form);
  if (wrong) return refuse(response, 403, wrong);

  const [from, to, message] = [form.get('from')!, form.get('to')!, form.get('message')!];
  const at = new Date();
  const sms: Sms = { id: `s${randomBytes(16).toString('hex')}`, at: at.toISOString(), from, to, message, parts: smsParts(message), status: 'created', callBacks: [] };
  const cost = sms.parts * costOfPart;
  const answer = { status: 'created', direction: 'outgoing', from, created: microseconds(at), parts: sms.parts, to, ...(form.get('dontlog') !== 'message' && { message }) };
  if (form.get('dryrun') === 'yes') return sendJson(response, 200, { ...answer, estimated_cost: cost });
  keep(parties.sent.sms, sms);
  report(parties, sms, form.get('whendelivered') || undefined);
  if (!(await parties.accepted(mode, request))) return;
  sendJson(response, 200, { ...answer, cost, id: sms.id });
}

/** Tells of the two changes of a message's state: on its way, then delivered or failed. */
function report(parties: Parties, sms: Sms, url: string | undefined): void {
  const { outcome, receipts } = parties.behaviour;
  if (url === undefined) return void (sms.status = outcome);
  const delivered = outcome === 'delivered' ? { delivered: microseconds(new Date()) } : undefined;
  const news = (status: 'sent' | 'delivered' | 'failed', more?: Record<string, string>): News => ({ url, status, body: new URLSearchParams({ id: sms.id, status, ...more }) });
  parties.callBacks.post(receiptsFor(receipts, [news('sent'), news(outcome, delivered)]), (done) => {
    sms.callBacks.push(done);
    if (sms.status !== outcome) sms.status = done.status as Sms['status'];
  });
}

function authorized({ env }: Parties, header: string | undefined): boolean {
  return header === `Basic ${Buffer.from(`${env.SMS_USER}:${env.SMS_PASSWORD}`).toString('base64')}`;
}

function faultOf(form: URLSearchParams): string | undefined {
  const missing = ['from', 'to', 'message'].find((key) => !form.get(key));
  if (missing) return `Missing key ${missing}`;
  if (!sender.test(form.get('from')!)) return 'Invalid from: a number in E.164 format, or 3 to 11 letters and digits';
  if (!number.test(form.get('to')!)) return 'Invalid to number';
  const url = form.get('whendelivered');
  return url && !/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '') ? 'Invalid whendelivered' : undefined;
}

/** UTC without a zone, as the operator writes it. */
function microseconds(at: Date): string {
  return `${at.toISOString().slice(0, -1)}000`;
}

function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(sentence);
}
