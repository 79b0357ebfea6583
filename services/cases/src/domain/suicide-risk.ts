import type { StaffRole } from './codes';

/** Where the care of a patient at risk of suicide stands (SAF-1). Null on a case: nothing has been suspected. */
export const riskStates = [
  'FLAGGED', 'HANDOVER_REQUIRED', 'ASSESSING', 'ONLINE_CARE', 'PHYSICAL_VISIT', 'INDIVIDUAL_PLAN', 'FOLLOW_UP', 'NO_ANSWER_1', 'NO_ANSWER_2', 'NO_ANSWER_3', 'ACUTE_HANDOVER', 'CLOSED',
] as const;
export type RiskState = (typeof riskStates)[number];

/** What a doctor or psychologist judges; the program never does. */
export const riskLevels = ['NONE_OR_LOW', 'MODERATE', 'HIGH_OR_ACUTE'] as const;
export type RiskLevel = (typeof riskLevels)[number];

/**
 * Who moves it. ANYBODY is a form, or any clinician; OTHER a clinician who is neither doctor nor psychologist; ASSESSOR one who is; PATIENT what the
 * patient writes, or says when reached.
 */
export type RiskMover = 'ANYBODY' | 'OTHER' | 'ASSESSOR' | 'PATIENT' | 'CLOCK';

/** What decides besides state and mover. */
export interface RiskFacts {
  riskLevel: RiskLevel | null;
  /** Whether a doctor or psychologist has the case. */
  heldByAssessor: boolean;
  /** Whether the phone attempts that the region asks for have been made. */
  attemptsMade: boolean;
  /** Whether the visit is over and the patient may go on writing. */
  onHold: boolean;
}

export const riskGuards = {
  'a doctor or psychologist has the case': (f: RiskFacts) => f.heldByAssessor,
  'no doctor or psychologist has the case': (f: RiskFacts) => !f.heldByAssessor,
  'never judged at least moderate, and the phone attempts are made': (f: RiskFacts) => !atLeastModerate(f.riskLevel) && f.attemptsMade,
  'the case is held: nobody can take it, or hand it over': (f: RiskFacts) => f.onHold,
} as const satisfies Record<string, (f: RiskFacts) => boolean>;

interface RiskMoveRow {
  event: string;
  from: RiskState | null;
  to: RiskState;
  by: RiskMover;
  only?: keyof typeof riskGuards;
}

/** Every step of the protocol. Only a doctor or psychologist leads towards its end; silence leads to NO_ANSWER, contact to assessment. */
export const riskMoves = [
  // Suspected: by the patient's answers, or by whoever meets the patient.
  { event: 'FLAG', from: null, to: 'FLAGGED', by: 'ANYBODY' },
  { event: 'FLAG', from: 'ONLINE_CARE', to: 'FLAGGED', by: 'ANYBODY' },
  { event: 'FLAG', from: 'FOLLOW_UP', to: 'FLAGGED', by: 'ANYBODY' },
  { event: 'FLAG', from: 'CLOSED', to: 'FLAGGED', by: 'ANYBODY' },
  { event: 'OPENED_BY_OTHER', from: 'FLAGGED', to: 'HANDOVER_REQUIRED', by: 'OTHER' },
  { event: 'TAKEN_OVER', from: 'FLAGGED', to: 'ASSESSING', by: 'ASSESSOR' },
  { event: 'TAKEN_OVER', from: 'HANDOVER_REQUIRED', to: 'ASSESSING', by: 'ASSESSOR' },
  // Assessed: at first, in any mental-health visit, and again whenever there is cause.
  { event: 'BEGIN_ASSESSMENT', from: null, to: 'ASSESSING', by: 'ASSESSOR' },
  { event: 'BEGIN_ASSESSMENT', from: 'HANDOVER_REQUIRED', to: 'ASSESSING', by: 'ASSESSOR', only: 'the case is held: nobody can take it, or hand it over' },
  { event: 'BEGIN_ASSESSMENT', from: 'ONLINE_CARE', to: 'ASSESSING', by: 'ASSESSOR' },
  { event: 'BEGIN_ASSESSMENT', from: 'PHYSICAL_VISIT', to: 'ASSESSING', by: 'ASSESSOR' },
  { event: 'BEGIN_ASSESSMENT', from: 'INDIVIDUAL_PLAN', to: 'ASSESSING', by: 'ASSESSOR' },
  { event: 'BEGIN_ASSESSMENT', from: 'FOLLOW_UP', to: 'ASSESSING', by: 'ASSESSOR' },
  { event: 'BEGIN_ASSESSMENT', from: 'CLOSED', to: 'ASSESSING', by: 'ASSESSOR' },
  { event: 'ASSESSED_LOW', from: 'ASSESSING', to: 'ONLINE_CARE', by: 'ASSESSOR' },
  { event: 'ASSESSED_UNSAFE_ONLINE', from: 'ASSESSING', to: 'PHYSICAL_VISIT', by: 'ASSESSOR' },
  { event: 'ASSESSED_MODERATE', from: 'ASSESSING', to: 'PHYSICAL_VISIT', by: 'ASSESSOR' },
  { event: 'ASSESSED_HIGH', from: 'ASSESSING', to: 'ACUTE_HANDOVER', by: 'ASSESSOR' },
  // Moderate: a physical visit, or a plan of one's own with reason and date.
  { event: 'VISIT', from: 'PHYSICAL_VISIT', to: 'FOLLOW_UP', by: 'ASSESSOR' },
  { event: 'VISIT', from: 'INDIVIDUAL_PLAN', to: 'FOLLOW_UP', by: 'ASSESSOR' },
  { event: 'PLAN', from: 'PHYSICAL_VISIT', to: 'INDIVIDUAL_PLAN', by: 'ASSESSOR' },
  { event: 'MISSED', from: 'PHYSICAL_VISIT', to: 'ASSESSING', by: 'CLOCK' },
  { event: 'MISSED', from: 'INDIVIDUAL_PLAN', to: 'ASSESSING', by: 'CLOCK' },
  // Silent: handed over, waited for, phoned.
  { event: 'SILENT', from: 'HANDOVER_REQUIRED', to: 'NO_ANSWER_1', by: 'ANYBODY' },
  { event: 'SILENT', from: 'ASSESSING', to: 'NO_ANSWER_1', by: 'ANYBODY' },
  { event: 'SET_INTERVAL', from: 'NO_ANSWER_1', to: 'NO_ANSWER_2', by: 'ASSESSOR' },
  { event: 'INTERVAL_OVER', from: 'NO_ANSWER_2', to: 'NO_ANSWER_3', by: 'CLOCK' },
  { event: 'ANSWERED', from: 'NO_ANSWER_1', to: 'ASSESSING', by: 'PATIENT', only: 'a doctor or psychologist has the case' },
  { event: 'ANSWERED', from: 'NO_ANSWER_1', to: 'HANDOVER_REQUIRED', by: 'PATIENT', only: 'no doctor or psychologist has the case' },
  { event: 'ANSWERED', from: 'NO_ANSWER_2', to: 'ASSESSING', by: 'PATIENT' },
  { event: 'ANSWERED', from: 'NO_ANSWER_3', to: 'ASSESSING', by: 'PATIENT' },
  { event: 'CLOSE_WITHOUT_CONTACT', from: 'NO_ANSWER_3', to: 'CLOSED', by: 'ASSESSOR', only: 'never judged at least moderate, and the phone attempts are made' },
  // Acute, or the last resort: on-call or 112, until they have said that they have the patient.
  { event: 'HAND_OVER_ACUTELY', from: 'ASSESSING', to: 'ACUTE_HANDOVER', by: 'ASSESSOR' },
  { event: 'HAND_OVER_ACUTELY', from: 'PHYSICAL_VISIT', to: 'ACUTE_HANDOVER', by: 'ASSESSOR' },
  { event: 'HAND_OVER_ACUTELY', from: 'INDIVIDUAL_PLAN', to: 'ACUTE_HANDOVER', by: 'ASSESSOR' },
  { event: 'HAND_OVER_ACUTELY', from: 'NO_ANSWER_1', to: 'ACUTE_HANDOVER', by: 'ASSESSOR' },
  { event: 'HAND_OVER_ACUTELY', from: 'NO_ANSWER_2', to: 'ACUTE_HANDOVER', by: 'ASSESSOR' },
  { event: 'HAND_OVER_ACUTELY', from: 'NO_ANSWER_3', to: 'ACUTE_HANDOVER', by: 'ASSESSOR' },
  { event: 'RECEIPT', from: 'ACUTE_HANDOVER', to: 'CLOSED', by: 'ASSESSOR' },
  // The case ends, and the protocol with it.
  { event: 'CASE_ENDED', from: 'ONLINE_CARE', to: 'CLOSED', by: 'ANYBODY' },
  { event: 'CASE_ENDED', from: 'FOLLOW_UP', to: 'CLOSED', by: 'ASSESSOR' },
] as const satisfies readonly RiskMoveRow[];

export type RiskEvent = (typeof riskMoves)[number]['event'];
export type RiskMove = RiskMoveRow & { event: RiskEvent };

const rows: readonly RiskMove[] = riskMoves;

/** The step that the event is in the state; undefined when it is none there, or its condition does not hold. */
export function riskMoveOf(event: RiskEvent, from: RiskState | null, facts: RiskFacts): RiskMove | undefined {
  return rows.find((row) => row.event === event && row.from === from && (!row.only || riskGuards[row.only](facts)));
}

/** States in which nobody has to be kept safe: assessed as none or low, met after a moderate one, or over. */
export const settledRiskStates = ['ONLINE_CARE', 'FOLLOW_UP', 'CLOSED'] as const satisfies readonly RiskState[];
/** States in which the risk is unassessed or goes on: the case does not end. */
export const openRiskStates: readonly RiskState[] = riskStates.filter((state) => !settledRiskStates.some((settled) => settled === state));
/** States in which somebody must be found, or must act, within minutes. */
export const urgentRiskStates: readonly RiskState[] = ['FLAGGED', 'HANDOVER_REQUIRED', 'ASSESSING', 'NO_ANSWER_1', 'NO_ANSWER_3', 'ACUTE_HANDOVER'];

export function atLeastModerate(level: RiskLevel | null): boolean {
  return level === 'MODERATE' || level === 'HIGH_OR_ACUTE';
}

/** Whether the role may assess suicide risk: doctor and psychologist (SAF-1). */
export function mayAssess(role: StaffRole | null | undefined): boolean {
  return role === 'DOCTOR' || role === 'PSYCHOLOGIST';
}

/** What staff can do, and the events that it is: the graph's verbs. */
export const riskActions = {
  FLAG_SUICIDE_RISK: ['FLAG'],
  ASSESS_SUICIDE_RISK: ['BEGIN_ASSESSMENT', 'ASSESSED_LOW'],
  RECORD_PHYSICAL_VISIT: ['VISIT'],
  PLAN_INDIVIDUALLY: ['PLAN'],
  PROLONG_CONTACT: ['SET_INTERVAL'],
  CLOSE_WITHOUT_CONTACT: ['CLOSE_WITHOUT_CONTACT'],
  HAND_OVER_ACUTELY: ['HAND_OVER_ACUTELY'],
  RECORD_RECEIPT: ['RECEIPT'],
} as const satisfies Record<string, readonly RiskEvent[]>;
export type RiskAction = keyof typeof riskActions;

/** Whether the role may do it in the state: asked by the queue that offers, and by the operation that acts (QUE-12). */
export function mayActOnRisk(action: RiskAction, state: RiskState | null, facts: RiskFacts, role: StaffRole): boolean {
  return riskActions[action].some((event) => {
    const move = riskMoveOf(event, state, facts);
    return move !== undefined && (move.by !== 'ASSESSOR' || mayAssess(role));
  });
}
