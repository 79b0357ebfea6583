import type { WebhookEventType } from './webhook-event';

export type WebhookState = 'ACTIVE' | 'PAUSED' | 'DISABLED';
/** Why an endpoint was disabled: it said 410, or it has failed for too long. */
export type DisabledReason = 'GONE' | 'FAILING';

/** Where a partner is told. */
export interface WebhookEndpoint {
  id: string;
  regionId: string;
  partnerId: string;
  clientId: string;
  url: string;
  /** Null: all, also those to come. */
  eventTypes: WebhookEventType[] | null;
  state: WebhookState;
  disabledReason: DisabledReason | null;
  /** Sealed. */
  secret: string;
  /** The one before, sealed, and until when it signs too. */
  previousSecret: string | null;
  previousUntil: Date | null;
  /** The client's id of the last change of secret. */
  rotatedBy: string | null;
  /** Since when nothing has come through; null: it works, or was never tried. */
  failingSince: Date | null;
  /** When the minute began in which its last call was, and how many it has had in that. */
  minuteFrom: Date | null;
  minuteCalls: number;
  registeredAt: Date;
}

/** A partner's endpoints in one region. */
export const mostEndpoints = 10;
/** How many calls one endpoint has at once. */
export const callsAtOnce = 4;

/** The endpoint's running minute, which begins with a call, and how many calls it may still have in it. @param perMinute how many in a whole one */
export function minuteOf(e: Pick<WebhookEndpoint, 'minuteFrom' | 'minuteCalls'>, now: Date, perMinute: number): { from: Date; until: Date; calls: number; left: number } {
  const age = e.minuteFrom === null ? Infinity : now.getTime() - e.minuteFrom.getTime();
  const [from, calls] = e.minuteFrom !== null && age >= 0 && age < 60_000 ? [e.minuteFrom, e.minuteCalls] : [now, 0];
  return { from, until: new Date(from.getTime() + 60_000), calls, left: Math.max(0, perMinute - calls) };
}

/** The sealed secrets that sign now: the newest first, and the one before while it holds. */
export function signingSecrets(e: Pick<WebhookEndpoint, 'secret' | 'previousSecret' | 'previousUntil'>, now: Date): string[] {
  return e.previousSecret !== null && e.previousUntil !== null && e.previousUntil > now ? [e.secret, e.previousSecret] : [e.secret];
}

/** Whether the address has a form that may be called: https, or http to this machine where `loopback` allows it. Where it leads is not known by its form. */
export function hasCallableForm(address: string, loopback: boolean): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || url.username || url.password || url.hash) return false;
  if (url.protocol === 'http:') return loopback && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:';
}
