import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, sendJson } from '@vardgraf/service-kit/http';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { jsonOf } from './json-text';
import type { Parties } from './parties';
import { keep } from './sent';

const bodyLimit = 65_536;
const asked = z.object({ secret: z.string().startsWith('whsec_') });

/** `PUT /webhook-boxes/{box}` `{secret}`: from now on the box checks signatures with it. */
export async function keepSecret(parties: Parties, request: IncomingMessage, response: ServerResponse, box: string): Promise<void> {
  const body = asked.safeParse(jsonOf(await readBody(request, 4_096)));
  if (!body.success) return sendJson(response, 400, { error: 'secret: whsec_ and base64' });
  parties.webhookSecrets.set(box, body.data.secret);
  response.writeHead(204).end();
}

/**
 * `POST /webhooks/{box}`, a partner's endpoint as Standard Webhooks has it: 204; 401 when the signature or its time does not hold, 404 while the box has no secret.
 * What comes twice under one webhook-id is kept once and counted.
 */
export async function takeWebhook(parties: Parties, request: IncomingMessage, response: ServerResponse, box: string): Promise<void> {
  const { webhooks: mode } = parties.behaviour;
  if (mode === 'down') return void request.socket.destroy();
  const body = await readBody(request, bodyLimit);
  if (mode === 'error') return sendJson(response, 500, { error: 'Something went wrong.' });
  if (mode === 'gone') return sendJson(response, 410, { error: 'Nobody is told here any more.' });
  if (mode === 'redirect') return void response.writeHead(307, { location: `http://${request.headers.host}/webhooks/${box}-elsewhere` }).end();
  const secret = parties.webhookSecrets.get(box);
  if (secret === undefined) return sendJson(response, 404, { error: 'The box has no secret yet.' });
  if (!holds(secret, body, request)) return sendJson(response, 401, { error: 'The signature does not hold.' });
  const webhookId = String(request.headers['webhook-id']);
  const before = parties.sent.webhooks.find((each) => each.box === box && each.webhookId === webhookId);
  if (before) before.times += 1;
  else keep(parties.sent.webhooks, { webhookId, at: new Date().toISOString(), box, times: 1, signatures: String(request.headers['webhook-signature']).split(' ').length, text: body });
  if (await parties.accepted(mode, request)) response.writeHead(204).end();
}

function holds(secret: string, body: string, { headers }: IncomingMessage): boolean {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}
