import type { WebhookEvent } from './webhook-event';
import type { DisabledReason } from './webhook-endpoint';

/** Why a try came to nothing. */
export type WebhookFailure = 'STATUS' | 'REDIRECT' | 'GONE' | 'TIMED_OUT' | 'NO_CONNECTION' | 'BAD_CERTIFICATE' | 'NO_ANSWER' | 'ADDRESS_NOT_ALLOWED' | 'NO_SECRET' | 'ENDPOINT_DISABLED';
export type DeliveryState = 'PENDING' | 'WAITING' | 'SENDING' | 'DELIVERED' | 'DEAD_LETTER';

/** One event on its way to one endpoint. WAITING: an earlier one of the same submission is not settled. */
export interface WebhookDelivery {
  id: string;
  endpointId: string;
  event: WebhookEvent;
  stream: string;
  state: DeliveryState;
  attempts: number;
  nextAttemptAt: Date | null;
  lastStatus: number | null;
  failure: WebhookFailure | null;
  createdAt: Date;
  lastAttemptAt: Date | null;
  deliveredAt: Date | null;
}

const [second, minute, hour] = [1_000, 60_000, 3_600_000];
/** Milliseconds after the first try, the second, …: the schedule that Standard Webhooks recommends. After the last there is no more. */
export const retryAfterMs: readonly number[] = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour];
/** The longest that an endpoint may ask to be left alone with Retry-After. */
const longestPauseMs = 24 * hour;

/** What came of a call, or why there was none. */
export type WebhookAnswer = { is: 'ANSWER'; status: number; retryAfterSeconds?: number } | { is: 'NOTHING'; failure: 'TIMED_OUT' | 'NO_CONNECTION' | 'BAD_CERTIFICATE' | 'NO_ANSWER' | 'ADDRESS_NOT_ALLOWED' | 'NO_SECRET' };

/** What becomes of the delivery, and of the endpoint. */
export interface Settled {
  state: 'DELIVERED' | 'PENDING' | 'DEAD_LETTER';
  failure: WebhookFailure | null;
  status: number | null;
  nextAt: Date | null;
  disable: DisabledReason | null;
  failingSince: Date | null;
}

/** @param attempts tries so far, this one included  @param failingSince since when the endpoint had failed before  @param disableAfterMs how long it may fail */
export function afterCall(answer: WebhookAnswer, attempts: number, now: Date, failingSince: Date | null, disableAfterMs: number): Settled {
  const status = answer.is === 'ANSWER' ? answer.status : null;
  const failure = failureOf(answer);
  if (failure === null) return { state: 'DELIVERED', failure, status, nextAt: null, disable: null, failingSince: null };
  const since = failingSince ?? now;
  if (failure === 'GONE') return { state: 'DEAD_LETTER', failure, status, nextAt: null, disable: 'GONE', failingSince: since };
  const disable = now.getTime() - since.getTime() >= disableAfterMs ? ('FAILING' as const) : null;
  const pause = retryAfterMs[attempts - 1];
  if (pause === undefined || disable) return { state: 'DEAD_LETTER', failure, status, nextAt: null, disable, failingSince: since };
  const asked = answer.is === 'ANSWER' ? Math.min((answer.retryAfterSeconds ?? 0) * second, longestPauseMs) : 0;
  return { state: 'PENDING', failure, status, nextAt: new Date(now.getTime() + Math.max(pause, asked)), disable: null, failingSince: since };
}

function failureOf(answer: WebhookAnswer): WebhookFailure | null {
  if (answer.is === 'NOTHING') return answer.failure;
  if (answer.status >= 200 && answer.status < 300) return null;
  if (answer.status === 410) return 'GONE';
  return answer.status >= 300 && answer.status < 400 ? 'REDIRECT' : 'STATUS';
}
