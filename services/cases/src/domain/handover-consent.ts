import { type Case, suicideRiskOpen } from './case';
import type { HandoverConsent, HandoverReason, StaffRole } from './codes';
import type { RefusedAs } from './outcome';
import { mayAssess } from './suicide-risk';

/** When a region wants the patient's consent to a hand-over (HND-2, CFG). */
export const consentRules = {
  NONE: 'Never.',
  ROLE_OR_UNIT: 'When another role or another unit takes over.',
  UNIT: 'When another unit takes over.',
  ROLE_OR_PERSON: 'When another role or another person takes over: always.',
} as const;
export type ConsentRule = keyof typeof consentRules;

/** From where to where a case would go. A receiver whose role is not said is another role. */
export interface Crossing {
  fromUnitId: string;
  fromRole: StaffRole | null;
  toUnitId: string;
  toRoles: readonly StaffRole[];
}

/** Whether the rule asks for the patient's consent here. */
export function consentNeeded(rule: ConsentRule, x: Crossing): boolean {
  const sameRole = x.toRoles.length === 1 && x.toRoles[0] === x.fromRole;
  switch (rule) {
    case 'NONE':
      return false;
    case 'UNIT':
      return x.fromUnitId !== x.toUnitId;
    case 'ROLE_OR_UNIT':
      return x.fromUnitId !== x.toUnitId || !sameRole;
    case 'ROLE_OR_PERSON':
      return true;
  }
}

/** What stands as the reason of an exception that nobody had to give. */
export const urgentForSuicideRisk = 'SUICIDE_RISK';

/**
 * Whether the hand-over is the suicide-risk protocol's own: because of the risk, or by who has a patient at risk and may not assess. It is due at once,
 * so that it waits for nobody's consent; the exception's reason is the risk (SAF-1, HND-2).
 */
export function isForSuicideRisk(c: Pick<Case, 'tags' | 'kind' | 'riskState' | 'takenByRole'>, reason: HandoverReason): boolean {
  return reason === 'SUICIDE_RISK' || (suicideRiskOpen(c) && !mayAssess(c.takenByRole));
}

/** What is recorded of the patient's consent: a yes, why nobody could ask, or that nobody had to. @param urgent whether it is too urgent to ask, whatever was said */
export function consentOf(needed: boolean, said: { given: boolean; urgentReason: string | null } | null, urgent = false): HandoverConsent | RefusedAs<'CONSENT_NEEDED'> {
  if (said?.given) return 'GIVEN';
  if (!needed) return 'NOT_NEEDED';
  return urgent || said?.urgentReason ? 'URGENT_EXCEPTION' : { is: 'CONSENT_NEEDED' };
}

/** The reason that is kept with it: the giver's own words before the protocol's. */
export function urgentReasonOf(consent: HandoverConsent, said: { urgentReason: string | null } | null): string | null {
  return consent === 'URGENT_EXCEPTION' ? (said?.urgentReason ?? urgentForSuicideRisk) : null;
}
