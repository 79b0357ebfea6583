import { type Case, riskStateOf } from './case';
import type { ActingStaff } from './may-move';
import type { RefusedAs } from './outcome';
import { kindsWithConversation } from './phase';
import { isClinical, openStatuses } from './transitions';

/** How somebody was sought, and what came of it (EXP-7). */
export const contactChannels = ['PHONE', 'VIDEO', 'CHAT', 'RELATIVE'] as const;
export type ContactChannel = (typeof contactChannels)[number];
export const contactOutcomes = ['REACHED', 'NO_ANSWER', 'VOICEMAIL', 'WRONG_NUMBER', 'TECHNICAL_FAULT'] as const;
export type ContactOutcome = (typeof contactOutcomes)[number];
/** Why a digital visit is held by phone (VIS-6). */
export const phoneReasons = ['PATIENT_ASKED', 'TECHNICAL_FAULT', 'NO_ANSWER_IN_CHAT', 'DID_NOT_COME', 'SUICIDE_RISK', 'LANGUAGE', 'OTHER'] as const;
export type PhoneReason = (typeof phoneReasons)[number];

export interface ContactAttempt {
  channel: ContactChannel;
  outcome: ContactOutcome;
  /** Which of the patient's numbers, 1 for the first; phone only. */
  numberRank: number | null;
  /** The patient has no other number. */
  onlyNumber: boolean;
  reason: PhoneReason | null;
}

/** Whether the attempt takes the place of a digital visit: a call in a case in which patient and staff write to each other (VIS-6). */
export function replacesDigitalVisit(c: Pick<Case, 'kind'>, a: Pick<ContactAttempt, 'channel'>): boolean {
  return a.channel === 'PHONE' && kindsWithConversation.includes(c.kind);
}

/**
 * Whether the attempt may be logged now: by who has the case, or for a patient who may be at risk. A digital visit is held digitally: a call needs a reason, and the first contact goes by the patient's own
 * channel, unless the patient did not come or may be at risk (VIS-6).
 */
export function contactRefusal(
  c: Case, by: ActingStaff, a: ContactAttempt,
): RefusedAs<'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'PHONE_REASON_NEEDED' | 'OWN_CHANNEL_FIRST'> | undefined {
  if (!isClinical(by.role) || c.kind === 'CONSULTATION') return { is: 'NOT_PERMITTED' };
  const sought = c.status !== 'REQUESTED' || riskStateOf(c) !== null;
  if (!openStatuses.includes(c.status) || !sought) return { is: 'CASE_NOT_OPEN', status: c.status };
  if (!replacesDigitalVisit(c, a)) return undefined;
  if (a.reason === null) return { is: 'PHONE_REASON_NEEDED' };
  const begun = c.firstStartedAt !== null || riskStateOf(c) !== null || c.openProtocols.includes('NO_SHOW');
  return begun ? undefined : { is: 'OWN_CHANNEL_FIRST' };
}

/** Whether the attempts since the phoning began are enough to give up: so many calls, to so many numbers where there are as many (SAF-1). */
export function enoughAttempts(attempts: readonly Pick<ContactAttempt, 'channel' | 'numberRank' | 'onlyNumber'>[], asked: { atLeast: number; numbers: number }): boolean {
  const calls = attempts.filter((a) => a.channel === 'PHONE');
  const numbers = new Set(calls.map((a) => a.numberRank ?? 1)).size;
  return calls.length >= asked.atLeast && (numbers >= asked.numbers || calls.some((a) => a.onlyNumber));
}
