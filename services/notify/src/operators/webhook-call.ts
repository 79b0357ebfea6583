import { lookup } from 'node:dns/promises';
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { Webhook } from 'standardwebhooks';
import type { WebhookAnswer } from '../domain/webhook-delivery';
import { hasCallableForm } from '../domain/webhook-endpoint';
import type { OutgoingWebhook, WebhookPartners } from '../operations/deliver-webhook';
import { mayBeReached } from './public-address';

const agents = { http: new HttpAgent({ keepAlive: false }), https: new HttpsAgent({ keepAlive: false }) };

interface Reached {
  address: string;
  family: number;
}

/**
 * Calls partners as Standard Webhooks has it. A name is resolved once for each call and the connection goes to the very address that was found to be
 * allowed, so that a name cannot lead elsewhere between the look and the call. Redirects are not followed; of an answer nothing but its status is read.
 */
export function webhookPartners(o: { loopback: boolean; timeoutMs: number }): WebhookPartners {
  return {
    async addressFault(url) {
      if (!hasCallableForm(url, o.loopback)) return 'FORM';
      const found = await withinMs(reachedBy(url, o.loopback), 5_000);
      return found === 'timeout' || found === 'unknown' ? 'UNKNOWN_HOST' : found === 'refused' ? 'PRIVATE' : undefined;
    },
    async send(message) {
      const until = Date.now() + o.timeoutMs;
      const found = hasCallableForm(message.url, o.loopback) ? await withinMs(reachedBy(message.url, o.loopback), o.timeoutMs) : 'refused';
      if (found === 'refused') return { is: 'NOTHING', failure: 'ADDRESS_NOT_ALLOWED' };
      if (found === 'unknown') return { is: 'NOTHING', failure: 'NO_CONNECTION' };
      if (found === 'timeout') return { is: 'NOTHING', failure: 'TIMED_OUT' };
      return post(message, found, until - Date.now());
    },
  };
}

/** The addresses behind a url; refused when a single one of them may not be reached: a name that leads both ways is a trick. */
async function reachedBy(url: string, loopback: boolean): Promise<Reached[] | 'refused' | 'unknown'> {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  const found: Reached[] = isIP(host) ? [{ address: host, family: isIP(host) }] : await lookup(host, { all: true }).catch(() => []);
  if (found.length === 0) return 'unknown';
  return found.every(({ address }) => mayBeReached(address, loopback)) ? found : 'refused';
}

function post(message: OutgoingWebhook, reached: Reached[], timeoutMs: number): Promise<WebhookAnswer> {
  return new Promise((resolve) => {
    const secure = message.url.startsWith('https:');
    let connected = false;
    const outgoing = (secure ? httpsRequest : httpRequest)(message.url, {
      method: 'POST', headers: headersOf(message), agent: secure ? agents.https : agents.http, lookup: only(reached),
    });
    const finish = (answer: WebhookAnswer): void => {
      clearTimeout(timer);
      resolve(answer);
      outgoing.destroy();
    };
    const timer = setTimeout(() => finish({ is: 'NOTHING', failure: 'TIMED_OUT' }), Math.max(timeoutMs, 1));
    outgoing.on('socket', (socket) => socket.once(secure ? 'secureConnect' : 'connect', () => { connected = true; }));
    outgoing.on('error', () => finish({ is: 'NOTHING', failure: connected ? 'NO_ANSWER' : (outgoing.socket as TLSSocket | null)?.authorizationError ? 'BAD_CERTIFICATE' : 'NO_CONNECTION' }));
    outgoing.on('response', (response) => finish({ is: 'ANSWER', status: response.statusCode ?? 0, ...retryAfterOf(response) }));
    outgoing.end(message.body);
  });
}

/** In place of asking for the name again: the addresses that were looked at. */
function only(reached: Reached[]): LookupFunction {
  return (_host, options, done) => {
    if (options.all) return done(null, reached);
    done(null, reached[0]!.address, reached[0]!.family);
  };
}

/** The machine's own time: receivers hold a signature's time against their own clock. */
function headersOf({ id, body, secrets }: OutgoingWebhook): Record<string, string> {
  const now = new Date();
  return {
    'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), 'user-agent': 'vardgraf-webhooks/1',
    'webhook-id': id, 'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)), 'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(' '),
  };
}

function retryAfterOf({ headers }: IncomingMessage): { retryAfterSeconds?: number } {
  const said = headers['retry-after'];
  return said !== undefined && /^\d{1,6}$/.test(said) ? { retryAfterSeconds: Number(said) } : {};
}

async function withinMs<T>(work: Promise<T>, ms: number): Promise<T | 'timeout'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'timeout'>((resolve) => { timer = setTimeout(() => resolve('timeout'), ms); });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
