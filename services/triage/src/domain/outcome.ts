import type { Text } from './pack';
import type { SessionStatus } from './session';

/** Every no that a careful user of triage can meet. */
export type Refused =
  | { is: 'NOT_FOUND' | 'NOT_OLD_ENOUGH' | 'PROTECTED_IDENTITY_NOT_HANDLED' | 'QUESTIONS_REMAIN' | 'NOT_SELF_CARE' }
  | { is: 'FUNCTION_OFF'; function: 'TRIAGE_CHAT' | 'DROP_IN' | 'TICKETS' }
  | { is: 'SESSION_NOT_OPEN'; status: SessionStatus }
  | { is: 'UNIT_CLOSED'; opensAt: Date | null; maySend: boolean; text: Text }
  | { is: 'UNIT_CHOICE_NEEDED'; choices: string[] }
  | { is: 'NOT_PERMITTED' | 'REASON_NEEDED' | 'SUICIDE_RISK_OPEN' }
  | { is: 'CASE_NOT_WAITING' | 'RECHECK_OVER' }
  | { is: 'TRIAGE_CONTENT_NOT_READY'; faults: string[] };

export interface Done<T> {
  is: 'DONE';
  it: T;
}

export const notFound = { is: 'NOT_FOUND' } as const;
