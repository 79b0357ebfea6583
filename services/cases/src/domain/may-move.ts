import type { Case } from './case';
import type { CaseStatus, StaffRole } from './codes';
import type { RefusedAs } from './outcome';
import { type Action, checklistHolds, guardHolds, isClinical, isMoveOfKind, moveOf, openStatuses, transitions } from './transitions';

/** A staff member in one commission. */
export interface ActingStaff {
  personId: string;
  role: StaffRole;
  unitIds: readonly string[];
}

type RowsOf<A extends Action> = Extract<(typeof transitions)[number], { action: A }>;

/** The refusals that the action's rows can lead to: read from the table, so that an operation handles exactly those. */
type MoveRefused<A extends Action> = A extends Action
  ? | RefusedAs<'NOT_PERMITTED' | 'CASE_NOT_OPEN'>
    | (RowsOf<A>['by'] extends 'HOLDER' ? RefusedAs<'NOT_TAKEN_BY_YOU'> : never)
    | (RowsOf<A> extends { guard: string } ? RefusedAs<'SUICIDE_RISK_OPEN'> : never)
    | (RowsOf<A> extends { checklist: true } ? RefusedAs<'PROTOCOL_STEPS_LEFT'> : never)
  : never;

/** Reads the transition table for a staff member: the state that the action leads to, or why not. */
export function staffMove<A extends Action>(action: A, c: Case, by: ActingStaff): { is: 'MOVE'; to: CaseStatus } | MoveRefused<A> {
  return answer(action, c, by) as { is: 'MOVE'; to: CaseStatus } | MoveRefused<A>;
}

function answer(action: Action, c: Case, by: ActingStaff): { is: 'MOVE'; to: CaseStatus } | MoveRefused<Action> {
  if (!isClinical(by.role) || !isMoveOfKind(action, c.kind)) return { is: 'NOT_PERMITTED' };
  const forHolder = transitions.some((row) => row.action === action && row.by === 'HOLDER');
  if (forHolder && openStatuses.includes(c.status) && c.takenBy !== by.personId) return { is: 'NOT_TAKEN_BY_YOU', takenBy: c.takenBy };
  const move = moveOf(action, c.status);
  if (!move) return { is: 'CASE_NOT_OPEN', status: c.status };
  if (!guardHolds(move, c, by.role)) return { is: 'SUICIDE_RISK_OPEN' };
  if (!checklistHolds(move, c)) return { is: 'PROTOCOL_STEPS_LEFT', protocols: c.openProtocols };
  return { is: 'MOVE', to: move.to };
}
