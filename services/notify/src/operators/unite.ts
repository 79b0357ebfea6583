import { z } from 'zod';
import type { AlarmAnswer } from '../domain/alert';
import type { AlarmSystem } from '../operations/tell-alarm-system';
import { callBackPaths, callBackUrl } from './call-back-url';
import { type CallOutcome, httpCall } from './http-call';

const named = z.object({ id: z.string().min(1) });
const timeoutMs = 10_000;

/** The Unite port: POST raises (one reference, one alarm), PUT updates, DELETE clears. The alarm system keeps the numbers of a group. */
export function unite(o: { url: string; publicUrl: () => string; key: string }): AlarmSystem {
  const call = (method: string, path: string, body?: object): Promise<CallOutcome> =>
    httpCall(`${o.url}/alarms${path}`, { method, headers: { 'content-type': 'application/json' }, timeoutMs, ...(body && { body: JSON.stringify(body) }) });
  return {
    async raise({ regionId, ...alarm }) {
      const callbackUrl = callBackUrl(o.publicUrl(), callBackPaths.alarms, { key: o.key, region: regionId });
      const outcome = await call('POST', '', { ...alarm, callbackUrl });
      const id = outcome.is === 'ANSWER' && outcome.status < 300 ? idIn(outcome.body) : undefined;
      return id === undefined ? failed(outcome) : { is: 'DONE', externalId: id };
    },
    update: async (externalId, alarm) => done(externalId, await call('PUT', `/${encodeURIComponent(externalId)}`, alarm)),
    clear: async (externalId) => done(externalId, await call('DELETE', `/${encodeURIComponent(externalId)}`)),
  };
}

function done(externalId: string, outcome: CallOutcome): AlarmAnswer {
  return outcome.is === 'ANSWER' && outcome.status < 300 ? { is: 'DONE', externalId } : failed(outcome);
}

function failed(outcome: CallOutcome): AlarmAnswer {
  if (outcome.is !== 'ANSWER') return { is: 'TRY_AGAIN', maybeThere: outcome.is === 'NO_ANSWER' };
  const { status } = outcome;
  if (status === 404 || status === 409 || status === 410) return { is: 'GONE' };
  return status >= 400 && status < 500 && status !== 401 && status !== 408 && status !== 429 ? { is: 'REFUSED' } : { is: 'TRY_AGAIN', maybeThere: status < 300 };
}

function idIn(body: string): string | undefined {
  try {
    const parsed = named.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data.id : undefined;
  } catch {
    return undefined;
  }
}
