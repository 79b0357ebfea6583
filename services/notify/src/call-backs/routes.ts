import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Handler, readBody, sendJson } from '@vardgraf/service-kit/http';
import type { Database } from '@vardgraf/service-kit/postgres';
import { z } from 'zod';
import { answerAlert } from '../operations/answer-alert';
import { recordReceipt } from '../operations/record-receipt';
import { callBackPaths } from '../operators/call-back-url';

const bodyLimit = 16 * 1024;
const id = z.uuid();
const receipt = z.object({ id: z.string().min(1).max(200), status: z.enum(['created', 'sent', 'delivered', 'failed']) });
const news = z.object({ reference: id, status: z.enum(['delivered', 'acknowledged', 'rejected']) });

/**
 * Where operators tell what became of messages and alarms. The key in the query keeps others out; it is not in the path, which is logged. The same
 * call-back again is the same 204. @param told called for each that can be read
 */
export function callBackRoutes(db: Database, key: string, told: (about: 'message' | 'alarm', status: string) => void): Record<string, Handler> {
  return {
    [callBackPaths.sms]: guarded(key, async (query, body) => {
      const parsed = receipt.safeParse(Object.fromEntries(new URLSearchParams(body)));
      const notification = id.safeParse(query.get('notification'));
      if (!parsed.success || !notification.success) return 400;
      told('message', parsed.data.status);
      if (parsed.data.status === 'created') return 204;
      return (await recordReceipt(db, query.get('region') ?? '', notification.data, parsed.data.status, parsed.data.id)) ? 204 : 404;
    }),
    [callBackPaths.alarms]: guarded(key, async (query, body) => {
      const parsed = news.safeParse(json(body));
      if (!parsed.success) return 400;
      told('alarm', parsed.data.status);
      return (await answerAlert(db, query.get('region') ?? '', parsed.data.reference, parsed.data.status)) ? 204 : 404;
    }),
  };
}

function guarded(key: string, take: (query: URLSearchParams, body: string) => Promise<number>): Handler {
  return async (request, response) => {
    const query = queryOf(request);
    if (request.method !== 'POST' || !same(query.get('key') ?? '', key)) return sendJson(response, 404, { error: 'There is nothing here.' });
    const status = await take(query, await readBody(request, bodyLimit));
    if (status === 204) response.writeHead(204).end();
    else sendJson(response, status, { error: status === 400 ? 'This is no call-back.' : 'There is no such thing.' });
  };
}

function queryOf(request: IncomingMessage): URLSearchParams {
  return new URLSearchParams((request.url ?? '').split('?')[1] ?? '');
}

/** Takes as long whatever the key is. */
function same(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
