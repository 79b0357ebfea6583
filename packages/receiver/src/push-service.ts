import { createECDH, type ECDH, randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyTooLarge, readBody, sendJson } from '@vardgraf/service-kit/http';
import { decrypt } from 'http_ece';
import { z } from 'zod';
import { jsonOf } from './json-text';
import type { Parties } from './parties';
import { keep } from './sent';
import { vapidFault } from './vapid';

/** A browser's subscription, whose private key the receiver holds in the browser's place. */
export interface Subscription {
  id: string;
  keys: ECDH;
  auth: string;
  /** The sender's public key that it is bound to, as a browser binds it. */
  applicationServerKey: string | undefined;
  gone: boolean;
}

const bodyLimit = 4_096;
const asked = z.object({ applicationServerKey: z.string().optional() });

/** `POST /push-subscriptions`: what a browser's `pushManager.subscribe` gives, as JSON. */
export async function subscribe(parties: Parties, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = asked.safeParse(jsonOf((await readBody(request, bodyLimit)) || '{}'));
  if (!body.success) return sendJson(response, 400, { error: 'applicationServerKey: base64url' });
  const keys = createECDH('prime256v1');
  const p256dh = keys.generateKeys('base64url');
  const subscription: Subscription = { id: randomUUID(), keys, auth: randomBytes(16).toString('base64url'), applicationServerKey: body.data.applicationServerKey, gone: false };
  parties.subscriptions.set(subscription.id, subscription);
  sendJson(response, 201, { endpoint: `${originOf(request)}/push/${subscription.id}`, expirationTime: null, keys: { p256dh, auth: subscription.auth } });
}

/** `DELETE /push-subscriptions/{id}`: the person has taken the permission back; what is pushed is answered with 410. */
export function unsubscribe(parties: Parties, response: ServerResponse, id: string): void {
  const subscription = parties.subscriptions.get(id);
  if (!subscription) return sendJson(response, 404, { error: 'There is no such subscription.' });
  subscription.gone = true;
  response.writeHead(204).end();
}

/** `POST /push/{id}` as RFC 8030, 8291 and 8292 have it: 201; 400, 401 and 403 say what is wrong, 404 and 410 that there is nobody. */
export async function takePush(parties: Parties, request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
  const { push: mode } = parties.behaviour;
  if (mode === 'down') return void request.socket.destroy();
  if (mode === 'error') return sendJson(response, 500, { error: 'Something went wrong.' });
  const body = await bytesOf(request);
  const subscription = parties.subscriptions.get(id);
  if (!subscription) return sendJson(response, 404, { error: 'There is no such subscription.' });
  if (subscription.gone) return sendJson(response, 410, { error: 'The subscription is gone.' });
  const ttl = request.headers['ttl'];
  if (typeof ttl !== 'string' || !/^\d+$/.test(ttl)) return sendJson(response, 400, { error: 'TTL is missing.' });
  if (request.headers['content-encoding'] !== 'aes128gcm') return sendJson(response, 400, { error: 'Content-Encoding must be aes128gcm.' });
  const fault = await vapidFault(request.headers.authorization, originOf(request), subscription.applicationServerKey);
  if (fault) return sendJson(response, fault.status, { error: fault.error });
  const text = opened(body, subscription);
  const push = keep(parties.sent.pushes, { id: randomUUID(), at: new Date().toISOString(), subscription: id, ttl: Number(ttl), ciphertext: body.toString('base64url'), text });
  if (!(await parties.accepted(mode, request))) return;
  response.setHeader('location', `${originOf(request)}/push-messages/${push.id}`);
  response.setHeader('ttl', ttl);
  response.writeHead(201).end();
}

/** As the browser would; null when it could not read it either. */
function opened(body: Buffer, { keys, auth }: Subscription): string | null {
  try {
    return decrypt(body, { version: 'aes128gcm', privateKey: keys, authSecret: auth }).toString('utf8');
  } catch {
    return null;
  }
}

function originOf(request: IncomingMessage): string {
  return `http://${request.headers.host}`;
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimit) throw new BodyTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
