import { type Allowed, wordMessage, type Worded } from './word-message';
import type { Channel, Language, Notification, NotificationState, PrivacyClass } from './notification';
import { type Placeholder, template, type Wording } from './templates';

/** Where the person is reached now, as directory says. */
export interface Contact {
  mobile: string | null;
  email: string | null;
  language: Language;
  protectedIdentity: boolean;
}

/** What an operator's answer means for what was handed over. UNKNOWN: it may have been taken. */
export type OperatorAnswer =
  | { is: 'ACCEPTED'; externalId: string | null }
  | { is: 'REFUSED'; reason: string }
  | { is: 'TRY_LATER'; reason: string }
  | { is: 'UNKNOWN' };

/** How much messages may tell: to most people, and to those with protected identity (SAF-3). */
export interface PrivacySetting {
  ordinary: PrivacyClass;
  protectedIdentity: Exclude<Allowed, 'UNIT'>;
}

/** What is done with a message whose time has come. */
export type Attempt =
  | { is: 'SEND'; to: string; language: Language; worded: Worded }
  | { is: 'CANCEL'; reason: 'TOO_LATE' | 'MAY_NOT_BE_TOLD' | 'NO_ADDRESS' | 'NO_DEVICE' }
  | { is: 'FAIL'; reason: 'NO_NUMBER' };

/** Why a message failed whose device the push service does not know any more; the device is removed. */
export const deviceGone = 'DEVICE_GONE';

/** Seconds that a push service keeps a message for a browser that is away: while it is true, at most a day. */
export function keptSeconds(usefulUntil: Date | null, now: Date): number {
  const day = 86_400;
  return usefulUntil === null ? day : Math.max(0, Math.min(day, Math.floor((usefulUntil.getTime() - now.getTime()) / 1_000)));
}

/** Minutes before the second, third, … try; after the last of them it has failed (NOT-1). */
export const retryMinutes = [1, 5, 15, 60] as const;

/** When a message may go: now, or when the quiet hours are over; also now, when it would be of no use by then. */
export function sendAt(n: Pick<Notification, 'template' | 'usefulUntil'>, now: Date, quietUntil: Date | undefined): Date {
  if (!quietUntil || !template(n.template).waitsInQuietHours) return now;
  return n.usefulUntil && n.usefulUntil <= quietUntil ? now : quietUntil;
}

/** Decides, with the contact asked for a moment ago, whether and in which words the message goes out (BEY-8, SAF-3). */
export function attempt(
  n: Notification, contact: Contact | undefined, around: { privacy: PrivacySetting; known: Partial<Record<Placeholder, string>>; wordings: Partial<Record<string, Wording>>; endpoint?: string }, now: Date,
): Attempt {
  if (n.usefulUntil && n.usefulUntil <= now) return { is: 'CANCEL', reason: 'TOO_LATE' };
  const to = contact && (n.channel === 'WEB_PUSH' ? around.endpoint : addressOf(contact, n.channel));
  if (!contact || !to) return unreachable(n.channel);
  const allowed = contact.protectedIdentity ? around.privacy.protectedIdentity : around.privacy.ordinary;
  const worded = wordMessage(n.template, { allowed, language: contact.language }, around.known, around.wordings);
  return worded ? { is: 'SEND', to, language: contact.language, worded } : { is: 'CANCEL', reason: 'MAY_NOT_BE_TOLD' };
}

/** What a message has become by its operator's answer; `again` is minutes to the next try. */
export function afterAnswer(answer: OperatorAnswer, attempts: number): { state: NotificationState; reason: string | null; again?: number } {
  switch (answer.is) {
    case 'ACCEPTED':
      return { state: 'SENT', reason: null };
    case 'REFUSED':
      return { state: 'FAILED', reason: answer.reason };
    case 'UNKNOWN':
      return { state: 'UNKNOWN', reason: 'UNKNOWN_OUTCOME' };
    case 'TRY_LATER': {
      const again = retryMinutes[attempts - 1];
      return again === undefined ? { state: 'FAILED', reason: answer.reason } : { state: 'PLANNED', reason: answer.reason, again };
    }
  }
}

function unreachable(channel: Channel): Attempt {
  if (channel === 'SMS') return { is: 'FAIL', reason: 'NO_NUMBER' };
  return { is: 'CANCEL', reason: channel === 'WEB_PUSH' ? 'NO_DEVICE' : 'NO_ADDRESS' };
}

function addressOf(contact: Contact, channel: Channel): string | null {
  return channel === 'EMAIL' ? contact.email : contact.mobile;
}
