import type { HandoverConsent, StaffRole } from './codes';
import type { RefusedAs } from './outcome';

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

/** What is recorded of the patient's consent: a yes, why nobody could ask, or that nobody had to. */
export function consentOf(needed: boolean, said: { given: boolean; urgentReason: string | null } | null): HandoverConsent | RefusedAs<'CONSENT_NEEDED'> {
  if (said?.given) return 'GIVEN';
  if (!needed) return 'NOT_NEEDED';
  return said?.urgentReason ? 'URGENT_EXCEPTION' : { is: 'CONSENT_NEEDED' };
}
