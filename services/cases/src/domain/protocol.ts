/** Checklists that a case may need before it may end (BEY-9): a silent patient, one who did not come, one who acts for somebody else, a visit about mental health. */
export const protocolKinds = ['SILENCE', 'NO_SHOW', 'WRONG_PERSON', 'SUICIDE_ASSESSMENT'] as const;
export type ProtocolKind = (typeof protocolKinds)[number];

export type ProtocolMover = 'CLINICIAN' | 'PATIENT' | 'CLOCK';

/** What of who looks, and of the case, decides whether a step can be done. */
export interface StepFacts {
  /** Gives care: nobody else is offered anything. */
  clinical: boolean;
  /** May assess suicide risk. */
  assessor: boolean;
  /** Suicide risk is, or has been, suspected or assessed in the case. */
  riskKnown: boolean;
  /** It is unassessed, or goes on. */
  riskOpen: boolean;
}

export const stepGuards = {
  'of who may assess suicide risk only once it is suspected or assessed: before that they assess': (f: StepFacts) => !f.assessor || f.riskKnown,
  'no suicide risk open': (f: StepFacts) => !f.riskOpen,
} as const satisfies Record<string, (f: StepFacts) => boolean>;

interface ProtocolRow {
  protocol: ProtocolKind;
  step: string;
  from: string | null;
  to: string;
  by: ProtocolMover;
  /** A person may pass over the step, with a reason. */
  skippable?: true;
  /** Who can do it, or when; to pass it over is another matter. */
  only?: keyof typeof stepGuards;
  /** It is done by an operation of its own. */
  through?: 'closeWrongPerson';
}

/** Every step of every checklist. */
export const protocolMoves = [
  // VIS-5: reminded by SMS, given time to answer; what the patient writes ends it.
  { protocol: 'SILENCE', step: 'BEGIN', from: null, to: 'SILENT', by: 'CLINICIAN' },
  { protocol: 'SILENCE', step: 'REMIND', from: 'SILENT', to: 'REMINDED', by: 'CLINICIAN', skippable: true },
  { protocol: 'SILENCE', step: 'WAIT', from: 'REMINDED', to: 'WAITED', by: 'CLOCK', skippable: true },
  { protocol: 'SILENCE', step: 'ANSWER', from: 'SILENT', to: 'ANSWERED', by: 'PATIENT' },
  { protocol: 'SILENCE', step: 'ANSWER', from: 'REMINDED', to: 'ANSWERED', by: 'PATIENT' },
  { protocol: 'SILENCE', step: 'ANSWER', from: 'WAITED', to: 'ANSWERED', by: 'PATIENT' },
  // BOO-4: the clinician of the visit phones at once, and what came of it is logged.
  { protocol: 'NO_SHOW', step: 'BEGIN', from: null, to: 'TO_PHONE', by: 'CLOCK' },
  { protocol: 'NO_SHOW', step: 'PHONE', from: 'TO_PHONE', to: 'PHONED', by: 'CLINICIAN', skippable: true },
  { protocol: 'NO_SHOW', step: 'ANSWER', from: 'TO_PHONE', to: 'ANSWERED', by: 'PATIENT' },
  { protocol: 'NO_SHOW', step: 'ANSWER', from: 'PHONED', to: 'ANSWERED', by: 'PATIENT' },
  // SAF-2: explained, the right patient asked to log in, closed; nothing else is written.
  { protocol: 'WRONG_PERSON', step: 'BEGIN', from: null, to: 'NOTICED', by: 'CLINICIAN' },
  { protocol: 'WRONG_PERSON', step: 'EXPLAIN', from: 'NOTICED', to: 'EXPLAINED', by: 'CLINICIAN', skippable: true },
  { protocol: 'WRONG_PERSON', step: 'ASK_TO_LOG_IN', from: 'EXPLAINED', to: 'ASKED', by: 'CLINICIAN', skippable: true },
  { protocol: 'WRONG_PERSON', step: 'CLOSE', from: 'ASKED', to: 'MARKED', by: 'CLINICIAN', only: 'no suicide risk open', through: 'closeWrongPerson' },
  // It was the right person after all.
  { protocol: 'WRONG_PERSON', step: 'DISMISS', from: 'NOTICED', to: 'DISMISSED', by: 'CLINICIAN' },
  { protocol: 'WRONG_PERSON', step: 'DISMISS', from: 'EXPLAINED', to: 'DISMISSED', by: 'CLINICIAN' },
  { protocol: 'WRONG_PERSON', step: 'DISMISS', from: 'ASKED', to: 'DISMISSED', by: 'CLINICIAN' },
  // SAF-1: begins with a visit about mental health. A doctor's or psychologist's assessment is the step; anybody else says that nothing is suspected, or flags it.
  { protocol: 'SUICIDE_ASSESSMENT', step: 'BEGIN', from: null, to: 'TO_CONSIDER', by: 'CLINICIAN' },
  {
    protocol: 'SUICIDE_ASSESSMENT', step: 'CONSIDER', from: 'TO_CONSIDER', to: 'CONSIDERED', by: 'CLINICIAN', skippable: true,
    only: 'of who may assess suicide risk only once it is suspected or assessed: before that they assess',
  },
] as const satisfies readonly ProtocolRow[];

type Rows = (typeof protocolMoves)[number];
export type ProtocolStep = Rows['step'];
export type ProtocolState = Rows['to'];
export type ProtocolMove = ProtocolRow & Pick<Rows, 'step' | 'to' | 'from'>;

const rows: readonly ProtocolMove[] = protocolMoves as readonly ProtocolMove[];

/** States in which every step is done or reasoned, so that the case may end. A wrong person's case ends only by closing it as such. */
export const finishedProtocolStates = ['WAITED', 'ANSWERED', 'PHONED', 'MARKED', 'DISMISSED', 'CONSIDERED'] as const satisfies readonly ProtocolState[];
/** States after which nothing of the checklist is left to happen. */
export const overProtocolStates = ['ANSWERED', 'MARKED', 'DISMISSED', 'CONSIDERED'] as const satisfies readonly ProtocolState[];

/** The move that the step is in the state; undefined when it is none there. */
export function protocolMoveOf(protocol: ProtocolKind, step: ProtocolStep, from: ProtocolState | null): ProtocolMove | undefined {
  return rows.find((row) => row.protocol === protocol && row.step === step && row.from === from);
}

/** A step as it is offered to somebody. */
export interface OfferedStep {
  step: ProtocolStep;
  /** They can do it; what only time does can only be passed over. */
  doable: boolean;
  /** They can pass it over with a reason. */
  skippable: boolean;
}

/** Steps that who looks can take, or pass over with a reason, in the state. */
export function stepsOffered(protocol: ProtocolKind, state: ProtocolState, f: StepFacts): OfferedStep[] {
  if (!f.clinical) return [];
  return rows.filter((row) => row.protocol === protocol && row.from === state)
    .map((row) => ({ step: row.step, doable: row.by === 'CLINICIAN' && (!row.only || stepGuards[row.only](f)), skippable: row.skippable === true }))
    .filter(({ doable, skippable }) => doable || skippable);
}

/** Whether they can take the step so as a step of the checklist: as it is offered, and by no operation of its own. */
export function mayTakeStep(protocol: ProtocolKind, state: ProtocolState, step: ProtocolStep, skipped: boolean, f: StepFacts): boolean {
  const offered = stepsOffered(protocol, state, f).find((one) => one.step === step);
  return offered !== undefined && (skipped ? offered.skippable : offered.doable && !protocolMoveOf(protocol, step, state)?.through);
}

export function isFinished(state: ProtocolState): boolean {
  return finishedProtocolStates.some((one) => one === state);
}

export function isOver(state: ProtocolState): boolean {
  return overProtocolStates.some((one) => one === state);
}

/** Configurable times, in minutes (VIS-5, BOO-4). */
export interface ProtocolTimes {
  /** How long a reminded patient has to answer. */
  answerReminder: number;
  /** After a booked visit's beginning, when nobody has come. */
  noShowAfter: number;
  /** How long the call may wait before it counts as late. */
  phoneWithin: number;
}

/** A checklist of a case as it stands. */
export interface Protocol {
  caseId: string;
  kind: ProtocolKind;
  state: ProtocolState;
  beganAt: Date;
  nextAt: Date | null;
}

/** When the state's time is over; null where it has no clock. */
export function protocolDueAt(state: ProtocolState, t: ProtocolTimes, now: Date): Date | null {
  const minutes = state === 'REMINDED' ? t.answerReminder : state === 'TO_PHONE' ? t.phoneWithin : undefined;
  return minutes === undefined ? null : new Date(now.getTime() + minutes * 60_000);
}

/** When a booked visit to which nobody has come becomes a task (BOO-4); null where there is no time, or the visit is over. */
export function noShowAt(c: { bookedAt: Date | null }, t: ProtocolTimes): Date | null {
  return c.bookedAt && new Date(c.bookedAt.getTime() + t.noShowAfter * 60_000);
}
