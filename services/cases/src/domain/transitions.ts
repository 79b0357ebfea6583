import { type Case, hasOwnProtocol, riskStateOf, type RiskStanding, suicideRiskOpen } from './case';
import { type CaseKind, type CaseStatus, caseStatuses, clinicalRoles, type StaffRole } from './codes';
import { isAsked, type OpenHandover } from './handover';
import type { AskedCard } from './staff-consultation';
import { mayAssess, type RiskState } from './suicide-risk';

/**
 * Who makes a move. A holder is the clinician who has taken the case, a receiver the one who is asked to take it over. A booking moves and ends
 * its visit whoever changed it; a conversation ends its own phase, and its first answer is a consultation's. An asker is who has asked a colleague.
 */
export type Mover = 'INTAKE' | 'CLINICIAN' | 'HOLDER' | 'RECEIVER' | 'PATIENT' | 'CLOCK' | 'BOOKING' | 'CONVERSATION' | 'ASKER';

/** Conditions of a move besides state and mover: all are about suicide risk, and a role is undefined where no staff member moves. */
export const guards = {
  'no suicide risk open': (c: RiskStanding) => !suicideRiskOpen(c),
  'with suicide risk open a doctor or psychologist': (c: RiskStanding, role: StaffRole | undefined) => !suicideRiskOpen(c) || mayAssess(role),
  'once suicide risk is being assessed a doctor or psychologist': (c: RiskStanding, role: StaffRole | undefined) =>
    !suicideRiskOpen(c) || mayAssess(role) || waitsForAssessor(c),
  'no suicide risk unassessed or open; one that was moderate by a doctor or psychologist': (c: RiskStanding, role: StaffRole | undefined) =>
    !hasOwnProtocol(c) ? !suicideRiskOpen(c) || mayAssess(role) : !suicideRiskOpen(c) && (riskStateOf(c) !== 'FOLLOW_UP' || mayAssess(role)),
  'no suicide risk unassessed or acute; one that is open by a doctor or psychologist': (c: RiskStanding, role: StaffRole | undefined) =>
    riskStateOf(c) === null || riskStateOf(c) === 'ONLINE_CARE' || riskStateOf(c) === 'CLOSED' || (mayWaitWriting.some((state) => state === riskStateOf(c)) && mayAssess(role)),
} as const satisfies Record<string, (c: RiskStanding, role: StaffRole | undefined) => boolean>;

/** States of the protocol in which the patient may be left to write, until a visit, a plan's day or an interval. */
const mayWaitWriting = ['PHYSICAL_VISIT', 'INDIVIDUAL_PLAN', 'NO_ANSWER_2', 'FOLLOW_UP'] as const satisfies readonly RiskState[];

/** Nobody assesses yet: any clinician may take it, to hand it over. */
function waitsForAssessor(c: RiskStanding): boolean {
  const state = riskStateOf(c);
  return state === null || state === 'FLAGGED' || state === 'HANDOVER_REQUIRED';
}

interface TransitionRow {
  action: string;
  from: CaseStatus | null;
  to: CaseStatus;
  by: Mover;
  guard?: keyof typeof guards;
  /** Not before every step of the case's checklists is done or reasoned (BEY-9). */
  checklist?: true;
  emits: `case.${string}`;
}

/** What can happen to a case, from its first to its last state (QUE-12). Offered actions, open and final states and SQL filters are read from here. */
export const transitions = [
  // An accepted session becomes a case, whatever the unit's state.
  { action: 'RECEIVE', from: null, to: 'REQUESTED', by: 'INTAKE', emits: 'case.opened' },
  // Waiting: more people see it as time goes, and one takes it.
  { action: 'ESCALATE', from: 'REQUESTED', to: 'REQUESTED', by: 'CLOCK', emits: 'case.escalated' },
  { action: 'REPRIORITISE', from: 'REQUESTED', to: 'REQUESTED', by: 'CLINICIAN', emits: 'case.reprioritised' },
  // The patient says that it has become worse while waiting: raised, never lowered.
  { action: 'RAISE', from: 'REQUESTED', to: 'REQUESTED', by: 'PATIENT', emits: 'case.reprioritised' },
  { action: 'TAKE', from: 'REQUESTED', to: 'ACCEPTED', by: 'CLINICIAN', guard: 'once suicide risk is being assessed a doctor or psychologist', emits: 'case.taken' },
  { action: 'ASSIGN', from: 'REQUESTED', to: 'ACCEPTED', by: 'CLOCK', guard: 'with suicide risk open a doctor or psychologist', emits: 'case.taken' },
  { action: 'WITHDRAW', from: 'REQUESTED', to: 'CANCELLED', by: 'PATIENT', guard: 'no suicide risk open', emits: 'case.withdrawn' },
  { action: 'RESCHEDULE', from: 'REQUESTED', to: 'REQUESTED', by: 'BOOKING', emits: 'case.rescheduled' },
  { action: 'RELOCATE', from: 'REQUESTED', to: 'REQUESTED', by: 'BOOKING', emits: 'case.rescheduled' },
  { action: 'CANCEL', from: 'REQUESTED', to: 'CANCELLED', by: 'BOOKING', guard: 'no suicide risk open', emits: 'case.withdrawn' },
  // Taken: started soon, or back to the pool by the holder or the clock.
  { action: 'REPRIORITISE', from: 'ACCEPTED', to: 'ACCEPTED', by: 'CLINICIAN', emits: 'case.reprioritised' },
  { action: 'RAISE', from: 'ACCEPTED', to: 'ACCEPTED', by: 'PATIENT', emits: 'case.reprioritised' },
  { action: 'RELEASE', from: 'ACCEPTED', to: 'REQUESTED', by: 'HOLDER', emits: 'case.released' },
  { action: 'RETURN', from: 'ACCEPTED', to: 'REQUESTED', by: 'CLOCK', emits: 'case.released' },
  { action: 'START', from: 'ACCEPTED', to: 'IN_PROGRESS', by: 'HOLDER', emits: 'case.started' },
  { action: 'WITHDRAW', from: 'ACCEPTED', to: 'CANCELLED', by: 'PATIENT', guard: 'no suicide risk open', emits: 'case.withdrawn' },
  { action: 'RESCHEDULE', from: 'ACCEPTED', to: 'ACCEPTED', by: 'BOOKING', emits: 'case.rescheduled' },
  // Another unit or role meets the patient: the one who has it does not.
  { action: 'RELOCATE', from: 'ACCEPTED', to: 'REQUESTED', by: 'BOOKING', emits: 'case.rescheduled' },
  { action: 'CANCEL', from: 'ACCEPTED', to: 'CANCELLED', by: 'BOOKING', guard: 'no suicide risk open', emits: 'case.withdrawn' },
  // An assignment from telephone triage cannot be declined: who has it sends it onward, and it waits there.
  { action: 'FORWARD', from: 'ACCEPTED', to: 'REQUESTED', by: 'HOLDER', emits: 'case.forwarded' },
  { action: 'FORWARD', from: 'IN_PROGRESS', to: 'REQUESTED', by: 'HOLDER', emits: 'case.forwarded' },
  // Started: ended, or given back by who cannot go on, such as a nurse who finds suicide risk.
  { action: 'REPRIORITISE', from: 'IN_PROGRESS', to: 'IN_PROGRESS', by: 'CLINICIAN', emits: 'case.reprioritised' },
  { action: 'RELEASE', from: 'IN_PROGRESS', to: 'REQUESTED', by: 'HOLDER', emits: 'case.released' },
  {
    action: 'END', from: 'IN_PROGRESS', to: 'COMPLETED', by: 'HOLDER', checklist: true,
    guard: 'no suicide risk unassessed or open; one that was moderate by a doctor or psychologist', emits: 'case.ended',
  },
  {
    action: 'HOLD', from: 'IN_PROGRESS', to: 'ON_HOLD', by: 'HOLDER', checklist: true,
    guard: 'no suicide risk unassessed or acute; one that is open by a doctor or psychologist', emits: 'case.held',
  },
  // Held: the patient may go on writing until the phase ends, or until the holder ends it.
  {
    action: 'END', from: 'ON_HOLD', to: 'COMPLETED', by: 'HOLDER', checklist: true,
    guard: 'no suicide risk unassessed or open; one that was moderate by a doctor or psychologist', emits: 'case.ended',
  },
  { action: 'END_PHASE', from: 'ON_HOLD', to: 'COMPLETED', by: 'CONVERSATION', guard: 'no suicide risk open', emits: 'case.ended' },
  // Somebody else's matter: closed as such, with nothing else written.
  { action: 'CLOSE_WRONG_PERSON', from: 'IN_PROGRESS', to: 'ENTERED_IN_ERROR', by: 'HOLDER', guard: 'no suicide risk open', emits: 'case.ended' },
  { action: 'CLOSE_WRONG_PERSON', from: 'ON_HOLD', to: 'ENTERED_IN_ERROR', by: 'HOLDER', guard: 'no suicide risk open', emits: 'case.ended' },
  // Who has it works here no longer: back to the pool, so that nobody is dropped.
  { action: 'RECLAIM', from: 'ACCEPTED', to: 'REQUESTED', by: 'CLOCK', emits: 'case.released' },
  { action: 'RECLAIM', from: 'IN_PROGRESS', to: 'REQUESTED', by: 'CLOCK', emits: 'case.released' },
  { action: 'RECLAIM', from: 'ON_HOLD', to: 'REQUESTED', by: 'CLOCK', emits: 'case.released' },
  // An assignment from telephone triage whose time has passed before a clinician has started: told to unit, hub and submitter.
  { action: 'TELL_OVERDUE', from: 'REQUESTED', to: 'REQUESTED', by: 'CLOCK', emits: 'case.assignment-overdue' },
  { action: 'TELL_OVERDUE', from: 'ACCEPTED', to: 'ACCEPTED', by: 'CLOCK', emits: 'case.assignment-overdue' },
  // Handed over, taken or started: the giver has it until the receiver accepts, and no clock starts anew.
  { action: 'REQUEST_HANDOVER', from: 'ACCEPTED', to: 'ACCEPTED', by: 'HOLDER', emits: 'case.handover-requested' },
  { action: 'REQUEST_HANDOVER', from: 'IN_PROGRESS', to: 'IN_PROGRESS', by: 'HOLDER', emits: 'case.handover-requested' },
  { action: 'WITHDRAW_HANDOVER', from: 'ACCEPTED', to: 'ACCEPTED', by: 'HOLDER', emits: 'case.handover-withdrawn' },
  { action: 'WITHDRAW_HANDOVER', from: 'IN_PROGRESS', to: 'IN_PROGRESS', by: 'HOLDER', emits: 'case.handover-withdrawn' },
  { action: 'ACCEPT_HANDOVER', from: 'ACCEPTED', to: 'ACCEPTED', by: 'RECEIVER', guard: 'with suicide risk open a doctor or psychologist', emits: 'case.handover-accepted' },
  { action: 'ACCEPT_HANDOVER', from: 'IN_PROGRESS', to: 'IN_PROGRESS', by: 'RECEIVER', guard: 'with suicide risk open a doctor or psychologist', emits: 'case.handover-accepted' },
  { action: 'REFUSE_HANDOVER', from: 'ACCEPTED', to: 'ACCEPTED', by: 'RECEIVER', emits: 'case.handover-refused' },
  { action: 'REFUSE_HANDOVER', from: 'IN_PROGRESS', to: 'IN_PROGRESS', by: 'RECEIVER', emits: 'case.handover-refused' },
  { action: 'REMIND_HANDOVER', from: 'ACCEPTED', to: 'ACCEPTED', by: 'CLOCK', emits: 'case.handover-overdue' },
  { action: 'REMIND_HANDOVER', from: 'IN_PROGRESS', to: 'IN_PROGRESS', by: 'CLOCK', emits: 'case.handover-overdue' },
  // A question from staff: taken as a case is, answered in its thread, and over when who asks says so or it became a hand-over.
  { action: 'ANSWER_CONSULTATION', from: 'ACCEPTED', to: 'IN_PROGRESS', by: 'CONVERSATION', emits: 'case.started' },
  { action: 'DECLINE_CONSULTATION', from: 'ACCEPTED', to: 'CANCELLED', by: 'HOLDER', emits: 'case.ended' },
  { action: 'WITHDRAW_CONSULTATION', from: 'REQUESTED', to: 'CANCELLED', by: 'ASKER', emits: 'case.withdrawn' },
  { action: 'WITHDRAW_CONSULTATION', from: 'ACCEPTED', to: 'CANCELLED', by: 'ASKER', emits: 'case.withdrawn' },
  { action: 'CLOSE_CONSULTATION', from: 'IN_PROGRESS', to: 'COMPLETED', by: 'ASKER', emits: 'case.ended' },
  { action: 'ACCEPT_CONSULTED_CASE', from: 'ACCEPTED', to: 'COMPLETED', by: 'HOLDER', emits: 'case.ended' },
  { action: 'ACCEPT_CONSULTED_CASE', from: 'IN_PROGRESS', to: 'COMPLETED', by: 'HOLDER', emits: 'case.ended' },
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

/** Moves that only a question from staff makes, and those that it has in common with other cases (CON-1): it has no patient to visit, hold or hand over. */
const ofConsultations: readonly Action[] = ['ANSWER_CONSULTATION', 'DECLINE_CONSULTATION', 'WITHDRAW_CONSULTATION', 'CLOSE_CONSULTATION', 'ACCEPT_CONSULTED_CASE'];
const inCommon: readonly Action[] = ['RECEIVE', 'TAKE', 'RELEASE', 'RETURN', 'RECLAIM', 'REPRIORITISE'];

/** Whether the kind of case makes the move at all. */
export function isMoveOfKind(action: Action, kind: CaseKind | undefined): boolean {
  return inCommon.includes(action) || ofConsultations.includes(action) === (kind === 'CONSULTATION');
}

/** Whether the role gives care, and so may act on a case that it sees. */
export function isClinical(role: StaffRole): boolean {
  return clinicalRoles.some((clinical) => clinical === role);
}

/** Whether the move's guard lets the role through. */
export function guardHolds(move: Transition, c: RiskStanding, role: StaffRole | undefined): boolean {
  return !move.guard || guards[move.guard](c, role);
}

/** Whether the move may be made although checklists are open. */
export function checklistHolds(move: Transition, c: Partial<Pick<Case, 'openProtocols'>>): boolean {
  return !move.checklist || (c.openProtocols ?? []).length === 0;
}

export const staffActions = [
  'OPEN', 'TAKE', 'RELEASE', 'START', 'END', 'REPRIORITISE', 'REQUEST_HANDOVER', 'ACCEPT_HANDOVER', 'REFUSE_HANDOVER', 'WITHDRAW_HANDOVER',
  'FORWARD', 'CLOSE_WRONG_PERSON', 'DECLINE_CONSULTATION', 'WITHDRAW_CONSULTATION', 'CLOSE_CONSULTATION', 'ACCEPT_CONSULTED_CASE',
] as const;

export type StaffMove = (typeof staffActions)[number];

/** What of a case decides which actions are offered. */
export type OfferedCase = Pick<Case, 'status' | 'tags'> & Partial<Pick<Case, 'kind' | 'riskState' | 'riskLevel' | 'attemptsMade' | 'takenByRole' | 'openProtocols' | 'reservedUntil'>> & {
  handover?: Pick<OpenHandover, 'fromUnitId' | 'toUnitId' | 'answerRoles'> | null;
  asked?: Pick<AskedCard, 'fromUnitId' | 'wish'> | null;
};

/** What the role may do with the case in its state (QUE-12), at the units of one commission. Whether it is one's own is for the reader to see in `takenBy`. */
export function allowedMoves(role: StaffRole, c: OfferedCase, unitIds: readonly string[] = []): StaffMove[] {
  return staffActions.filter((action) => {
    if (action === 'OPEN') return true;
    const move = moveOf(action, c.status);
    return move !== undefined && isMoveOfKind(action, c.kind) && (isClinical(role) || move.by === 'ASKER') && guardHolds(move, c, role) && checklistHolds(move, c) && fits(action, c, role, unitIds);
  });
}

/** One request at a time; it is taken back where it was asked, and answered where it is asked. What waits for a fixed doctor is offered to doctors. */
function fits(action: StaffMove, c: OfferedCase, role: StaffRole, unitIds: readonly string[]): boolean {
  switch (action) {
    case 'TAKE':
      return !c.reservedUntil || role === 'DOCTOR';
    case 'REQUEST_HANDOVER':
      return !c.handover;
    case 'WITHDRAW_HANDOVER':
      return Boolean(c.handover && unitIds.includes(c.handover.fromUnitId));
    case 'ACCEPT_HANDOVER':
    case 'REFUSE_HANDOVER':
      return Boolean(c.handover && isAsked(c.handover, role, unitIds));
    case 'FORWARD':
      return c.kind === 'TELEPHONE_TRIAGE';
    case 'CLOSE_WRONG_PERSON':
      return (c.openProtocols ?? []).includes('WRONG_PERSON');
    case 'WITHDRAW_CONSULTATION':
    case 'CLOSE_CONSULTATION':
      return Boolean(c.asked && unitIds.includes(c.asked.fromUnitId));
    case 'ACCEPT_CONSULTED_CASE':
      return c.asked?.wish === 'TO_HAND_OVER';
    default:
      return true;
  }
}

/** Whether the patient may withdraw the case now (QUE-8). A booked visit is cancelled as a booking, which gives its time back. */
export function mayWithdraw(c: Pick<Case, 'status' | 'kind'> & RiskStanding): boolean {
  const move = moveOf('WITHDRAW', c.status);
  return move !== undefined && c.kind !== 'SCHEDULED' && guardHolds(move, c, undefined);
}
