import type { StaffRole, SuicideRiskState } from './codes';

/**
 * Where a case's suicide risk waits for who may judge it, in all states of the protocol (SAF-1). Judged moderate, it wants a visit or a plan: then there is something to book, and whoever books may.
 */
const unjudged: Record<SuicideRiskState, boolean> = {
  FLAGGED: true, HANDOVER_REQUIRED: true, ASSESSING: true, NO_ANSWER_1: true, NO_ANSWER_2: true, NO_ANSWER_3: true, ACUTE_HANDOVER: true,
  ONLINE_CARE: false, PHYSICAL_VISIT: false, INDIVIDUAL_PLAN: false, FOLLOW_UP: false, CLOSED: false,
};

/** Whether nobody who may has judged the risk, or the patient goes to somebody else at once. */
export function isUnjudged(state: SuicideRiskState): boolean {
  return unjudged[state];
}

/** Whether the role may give a ticket to a patient whose risk is not judged: doctor and psychologist, who judge it (SAF-1). */
export function mayIssueUnjudged(role: StaffRole): boolean {
  return role === 'DOCTOR' || role === 'PSYCHOLOGIST';
}
