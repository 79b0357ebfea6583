import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BodyTooLarge, readBody, type Running, sendJson } from '@vardgraf/service-kit/http';
import { createLog, type Log } from '@vardgraf/service-kit/log';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { behaviourChange, goodBehaviour } from './behaviour';
import { createCallBacks } from './call-backs';
import type { ReceiverEnv } from './env';
import { jsonOf } from './json-text';
import { type MailServer, startMailServer } from './mail-server';
import { page, pagePolicy } from './page';
import { createParties, type Parties } from './parties';
import { subscribe, takePush, unsubscribe } from './push-service';
import { nothingSent } from './sent';
import { takeSms } from './sms-operator';
import { pageLanguage } from './texts';
import { answerAlarm, takeAlarm } from './unite';
import { keepSecret, takeWebhook } from './webhooks';

/** A started receiver. */
export interface Receiver extends Running {
  /** Where its SMTP server listens. */
  smtpPort: number;
}

/**
 * The outside parties of development: an SMS operator, an alarm system, a mail server, a push service and partners' webhooks that show what was sent.
 * @throws Error in production, and when a port is taken
 */
export async function startReceiver(env: ReceiverEnv, options: { log?: Log } = {}): Promise<Receiver> {
  if ((env.NODE_ENV as string) === 'production') throw new Error('The receiver of sent messages does not start in production.');
  const log = options.log ?? createLog('receiver', env.LOG_LEVEL);
  const callBacks = createCallBacks({ afterMs: env.RECEIPT_AFTER_MS, retryMs: env.CALL_BACK_RETRY_MS, log });
  const parties = createParties(env, callBacks);
  const registry = new Registry();
  registry.setDefaultLabels({ service: 'receiver' });
  collectDefaultMetrics({ register: registry });

  const server = createServer((request, response) => {
    answer(parties, registry, request, response).catch((error: unknown) => {
      if (error instanceof BodyTooLarge) return sendJson(response, 413, { error: 'The body is too large.' });
      if (request.socket.destroyed) return;
      log.error({ err: error }, 'request failed');
      if (!response.headersSent) sendJson(response, 500, { error: 'Something went wrong.' });
    });
  });
  server.keepAliveTimeout = 65_000; // as services have it: one that closes sooner may close what is just being asked
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(env.PORT, env.HOST, resolve));
  let mail: MailServer;
  try {
    mail = await startMailServer(parties, log);
  } catch (error) {
    server.close();
    throw error;
  }
  const host = env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST;
  const url = `http://${host}:${(server.address() as AddressInfo).port}`;
  log.info({ url, smtpPort: mail.port }, 'receiver answers');

  return {
    url, smtpPort: mail.port,
    async stop() {
      await callBacks.stop();
      await mail.stop();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 1_000).unref();
      });
    },
  };
}

async function answer(parties: Parties, registry: Registry, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method } = request;
  const path = (request.url ?? '/').split('?', 1)[0]!;
  const [room, id, verb] = path.split('/').slice(1);
  if (path.toLowerCase() === '/a1/sms' && method === 'POST') return takeSms(parties, request, response);
  if (path === '/unite/alarms' || path.startsWith('/unite/alarms/')) return takeAlarm(parties, request, response, path.split('/')[3]);
  if (room === 'push' && method === 'POST') return takePush(parties, request, response, id!);
  if (room === 'push-subscriptions' && method === 'DELETE') return unsubscribe(parties, response, id!);
  if (room === 'webhooks' && id && method === 'POST') return takeWebhook(parties, request, response, id);
  if (room === 'webhook-boxes' && id && method === 'PUT') return keepSecret(parties, request, response, id);
  if (room === 'alarms' && method === 'POST' && (verb === 'acknowledge' || verb === 'cannot')) return pressButton(parties, response, id!, verb);
  switch (`${method} ${path}`) {
    case 'GET /':
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': pagePolicy, 'x-content-type-options': 'nosniff' });
      response.end(page(parties.sent, pageLanguage(request.headers['accept-language'])));
      return;
    case 'GET /sent.json':
      return sendJson(response, 200, parties.sent);
    case 'DELETE /sent.json':
      forget(parties);
      response.writeHead(204).end();
      return;
    case 'POST /forget':
      forget(parties);
      return backToPage(response);
    case 'POST /push-subscriptions':
      return subscribe(parties, request, response);
    case 'GET /faults':
      return sendJson(response, 200, parties.behaviour);
    case 'POST /faults':
      return changeBehaviour(parties, request, response);
    case 'DELETE /faults':
      parties.behaviour = goodBehaviour();
      return sendJson(response, 200, parties.behaviour);
    case 'GET /health/live':
      return sendJson(response, 200, { live: true });
    case 'GET /health/ready':
      return sendJson(response, 200, { ready: true, reasons: [] });
    case 'GET /metrics':
      response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics());
      return;
    default:
      return sendJson(response, 404, { error: 'There is nothing here.' });
  }
}

function pressButton(parties: Parties, response: ServerResponse, id: string, verb: 'acknowledge' | 'cannot'): void {
  const alarm = parties.sent.alarms.find((each) => each.id === id);
  if (!alarm) return sendJson(response, 404, { error: 'There is no such alarm.' });
  answerAlarm(parties, alarm, verb === 'acknowledge' ? 'acknowledged' : 'rejected');
  backToPage(response);
}

async function changeBehaviour(parties: Parties, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parsed = behaviourChange.safeParse(jsonOf(await readBody(request, 4_096)));
  if (!parsed.success) return sendJson(response, 400, { error: parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; ') });
  Object.assign(parties.behaviour, parsed.data);
  sendJson(response, 200, parties.behaviour);
}

/** What was sent, and what was to be told of it. */
function forget(parties: Parties): void {
  parties.callBacks.forget();
  parties.sent = nothingSent();
}

function backToPage(response: ServerResponse): void {
  response.writeHead(303, { location: '/' }).end();
}
