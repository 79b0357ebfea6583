import type { Case } from './case';
import type { ProtocolKind, ProtocolState } from './protocol';
import type { RiskState } from './suicide-risk';
import type { CaseStatus, HandoverStatus } from './codes';
import type { SignOffStatus } from './sign-off';
import type { Handover } from './handover';

/** Every no that an operation on a case can answer. */
export type Refused =
  | { is: 'NOT_FOUND' }
  | { is: 'NOT_PERMITTED' }
  | { is: 'CASE_NOT_OPEN'; status: CaseStatus }
  | { is: 'CASE_ALREADY_TAKEN'; takenBy: string; takenAt: Date }
  | { is: 'CASE_RESERVED'; fixedDoctorId: string; until: Date }
  | { is: 'AT_CAPACITY'; inHand: number; most: number }
  | { is: 'NOT_TAKEN_BY_YOU'; takenBy: string | null }
  | { is: 'SUICIDE_RISK_OPEN' }
  | { is: 'RISK_STATE_DIFFERS'; state: RiskState | null }
  | { is: 'CONTACT_NEEDED' }
  | { is: 'PROTOCOL_STEPS_LEFT'; protocols: ProtocolKind[] }
  | { is: 'STEP_NOT_OFFERED'; state: ProtocolState | null }
  | { is: 'PHONE_REASON_NEEDED' }
  | { is: 'OWN_CHANNEL_FIRST' }
  | { is: 'ONE_PATIENT_PER_VISIT' }
  | { is: 'TOO_EARLY'; from: Date }
  | { is: 'HANDOVER_PENDING'; handover: Handover }
  | { is: 'HANDOVER_NOT_OPEN'; status: HandoverStatus }
  | { is: 'CONSENT_NEEDED' }
  | { is: 'TRANSFER_NOT_ALLOWED' }
  | { is: 'VISITS_GO_ON'; caseIds: string[]; mayEndAnyway: boolean }
  | { is: 'NOT_AN_ASSIGNMENT' }
  | { is: 'SIGN_OFF_EXISTS'; status: SignOffStatus }
  | { is: 'SIGN_OFF_ANSWERED'; status: SignOffStatus }
  | { is: 'REASON_NEEDED' };

/** A yes: the case as it will be, or, when the same was done before, as it is. */
export type Decided = { is: 'CHANGED'; case: Case } | { is: 'SAME'; case: Case };

/** A yes as it is told: the case as stored. */
export type Done = { is: 'DONE'; case: Case };

export type RefusedAs<K extends Refused['is']> = Extract<Refused, { is: K }>;
export const notFound: RefusedAs<'NOT_FOUND'> = { is: 'NOT_FOUND' };
export const notPermitted: RefusedAs<'NOT_PERMITTED'> = { is: 'NOT_PERMITTED' };
