import { type Case, suicideRiskOpen } from './case';
import { type CaseStatus, caseStatuses, clinicalRoles, type StaffRole, suicideRiskAssessors } from './codes';

/** Who makes a move. A holder is the clinician who has taken the case. */
export type Mover = 'INTAKE' | 'CLINICIAN' | 'HOLDER' | 'PATIENT' | 'CLOCK';

/** Conditions of a move besides state and mover. */
export const guards = {
  'a doctor or psychologist when suicide risk is flagged': (c: Pick<Case, 'tags'>, role: StaffRole | undefined) =>
    !suicideRiskOpen(c) || suicideRiskAssessors.some((assessor) => assessor === role),
  'no suicide risk flagged': (c: Pick<Case, 'tags'>) => !suicideRiskOpen(c),
} as const satisfies Record<string, (c: Pick<Case, 'tags'>, role: StaffRole | undefined) => boolean>;

interface TransitionRow {
  action: string;
  from: CaseStatus | null;
  to: CaseStatus;
  by: Mover;
  guard?: keyof typeof guards;
  emits: `case.${string}`;
}

/** What can happen to a case, from its first to its last state (QUE-12). Offered actions, open and final states and SQL filters are read from here. */
export const transitions = [
  // An accepted session becomes a case, whatever the unit's state.
  { action: 'RECEIVE', from: null, to: 'REQUESTED', by: 'INTAKE', emits: 'case.opened' },
  // Waiting: more people see it as time goes, and one takes it.
  { action: 'ESCALATE', from: 'REQUESTED', to: 'REQUESTED', by: 'CLOCK', emits: 'case.escalated' },
  { action: 'REPRIORITISE', from: 'REQUESTED', to: 'REQUESTED', by: 'CLINICIAN', emits: 'case.reprioritised' },
  { action: 'TAKE', from: 'REQUESTED', to: 'ACCEPTED', by: 'CLINICIAN', emits: 'case.taken' },
  { action: 'WITHDRAW', from: 'REQUESTED', to: 'CANCELLED', by: 'PATIENT', guard: 'no suicide risk flagged', emits: 'case.withdrawn' },
  // Taken: started soon, or back to the pool by the holder or the clock.
  { action: 'REPRIORITISE', from: 'ACCEPTED', to: 'ACCEPTED', by: 'CLINICIAN', emits: 'case.reprioritised' },
  { action: 'RELEASE', from: 'ACCEPTED', to: 'REQUESTED', by: 'HOLDER', emits: 'case.released' },
  { action: 'RETURN', from: 'ACCEPTED', to: 'REQUESTED', by: 'CLOCK', emits: 'case.released' },
  { action: 'START', from: 'ACCEPTED', to: 'IN_PROGRESS', by: 'HOLDER', emits: 'case.started' },
  { action: 'WITHDRAW', from: 'ACCEPTED', to: 'CANCELLED', by: 'PATIENT', guard: 'no suicide risk flagged', emits: 'case.withdrawn' },
  // Started: ended, or given back by who cannot go on, such as a nurse who finds suicide risk.
  { action: 'REPRIORITISE', from: 'IN_PROGRESS', to: 'IN_PROGRESS', by: 'CLINICIAN', emits: 'case.reprioritised' },
  { action: 'RELEASE', from: 'IN_PROGRESS', to: 'REQUESTED', by: 'HOLDER', emits: 'case.released' },
  {
    action: 'END', from: 'IN_PROGRESS', to: 'COMPLETED', by: 'HOLDER',
    guard: 'a doctor or psychologist when suicide risk is flagged', emits: 'case.ended',
  },
] as const satisfies readonly TransitionRow[];

export type Action = (typeof transitions)[number]['action'];
export type Transition = TransitionRow & { action: Action };

const rows: readonly Transition[] = transitions;

/** States in which a case is over. */
export const finalStatuses: readonly CaseStatus[] = ['COMPLETED', 'CANCELLED', 'ENTERED_IN_ERROR'];
/** States in which a case is somebody's to do. */
export const openStatuses: readonly CaseStatus[] = caseStatuses.filter((status) => !finalStatuses.includes(status));

/** The move that the action is in the state; undefined when there is none. */
export function moveOf(action: Action, from: CaseStatus | null): Transition | undefined {
  return rows.find((row) => row.action === action && row.from === from);
}

/** Whether the role gives care, and so may act on a case that it sees. */
export function isClinical(role: StaffRole): boolean {
  return clinicalRoles.some((clinical) => clinical === role);
}

/** Whether the move's guard lets the role through. */
export function guardHolds(move: Transition, c: Pick<Case, 'tags'>, role: StaffRole | undefined): boolean {
  return !move.guard || guards[move.guard](c, role);
}

const staffActions = ['OPEN', 'TAKE', 'RELEASE', 'START', 'END', 'REPRIORITISE'] as const;
export type StaffAction = (typeof staffActions)[number];

/** What the role may do with the case in its state (QUE-12). Whether it is one's own is for the reader to see in `takenBy`. */
export function allowedActions(role: StaffRole, c: Pick<Case, 'status' | 'tags'>): StaffAction[] {
  return staffActions.filter((action) => {
    if (action === 'OPEN') return true;
    const move = moveOf(action, c.status);
    return move !== undefined && isClinical(role) && guardHolds(move, c, role);
  });
}

/** Whether the patient may withdraw the case now (QUE-8). */
export function mayWithdraw(c: Pick<Case, 'status' | 'tags'>): boolean {
  const move = moveOf('WITHDRAW', c.status);
  return move !== undefined && guardHolds(move, c, undefined);
}
