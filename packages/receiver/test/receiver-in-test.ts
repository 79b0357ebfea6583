import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLog } from '@vardgraf/service-kit/log';
import { receiverEnv } from '../src/env';
import type { Sent } from '../src/sent';
import { startReceiver } from '../src/start';

/** A receiver on free ports that does not make anybody wait. */
export async function receiver(env: Record<string, string> = {}) {
  const running = await startReceiver(receiverEnv.parse({ NODE_ENV: 'test', PORT: '0', SMTP_PORT: '0', RECEIPT_AFTER_MS: '10', CALL_BACK_RETRY_MS: '5', ...env }), { log: createLog('receiver', 'silent') });
  return {
    ...running,
    sent: async () => (await (await fetch(`${running.url}/sent.json`)).json()) as Sent,
    forget: async () => void (await fetch(`${running.url}/sent.json`, { method: 'DELETE' })),
    behave: async (change: object) => {
      const response = await fetch(`${running.url}/faults`, { method: 'POST', body: JSON.stringify(change) });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    sms: (form: Record<string, string>, authorization = `Basic ${Buffer.from('vardgraf:development').toString('base64')}`) =>
      fetch(`${running.url}/a1/sms`, { method: 'POST', body: new URLSearchParams(form), headers: { authorization } }),
    alarm: (body: object, method = 'POST', id?: string) =>
      fetch(`${running.url}/unite/alarms${id === undefined ? '' : `/${id}`}`, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    press: (id: string, button: 'acknowledge' | 'cannot') => fetch(`${running.url}/alarms/${id}/${button}`, { method: 'POST', redirect: 'manual' }),
  };
}
export type ReceiverInTest = Awaited<ReturnType<typeof receiver>>;

export interface Heard {
  path: string;
  type: string | undefined;
  authorization: string | undefined;
  body: string;
}

/** Whoever waits for call-backs; the first ones can be answered with a fault. */
export async function listener() {
  const heard: Heard[] = [];
  let faults: number[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    heard.push({ path: request.url!, type: request.headers['content-type'], authorization: request.headers.authorization, body });
    response.writeHead(faults.shift() ?? 204).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    answerFirst: (...statuses: number[]) => { faults = statuses; },
    stop: () => new Promise<void>((done) => { server.closeAllConnections(); server.close(() => done()); }),
  };
}
export type Listener = Awaited<ReturnType<typeof listener>>;

/** Waits for a condition; fails with what was there instead. */
export async function until<T>(ask: () => T | Promise<T>, good: (found: T) => boolean, withinMs = 10_000): Promise<T> {
  for (const deadline = Date.now() + withinMs; ; await sleep(10)) {
    const found = await ask();
    if (good(found)) return found;
    if (Date.now() > deadline) throw new Error(`it did not come about: ${JSON.stringify(found)}`);
  }
}
