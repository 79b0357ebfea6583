import { type Case, hasOwnProtocol, riskStateOf, suicideRiskOpen } from './case';
import type { RefusedAs } from './outcome';
import type { ActingStaff } from './may-move';
import { isClinical, openStatuses } from './transitions';
import { mayActOnRisk, mayAssess, type RiskAction, riskActions, type RiskEvent, type RiskFacts, riskMoveOf, type RiskState } from './suicide-risk';
import { riskDueAt, type SuicideRiskTimes, whenOver } from './suicide-risk-clock';

/** One step of the protocol as it is kept: an event, from where, to where. An alarm is none, and changes no state. */
export interface RiskStep {
  event: RiskEvent | 'ALARM';
  from: RiskState | null;
  to: RiskState;
}

/** A case after one or more steps. */
export interface RiskMoved {
  case: Case;
  steps: RiskStep[];
}

/** What a step needs besides the case. */
export interface RiskClockwork {
  times: SuicideRiskTimes;
  now: Date;
  /** The end of the new state, where a person sets it. */
  until?: Date;
}

/** What of a case the protocol's conditions ask for. */
export function riskFacts(c: Pick<Case, 'status'> & Partial<Pick<Case, 'riskLevel' | 'takenByRole' | 'attemptsMade'>>): RiskFacts {
  return { riskLevel: c.riskLevel ?? null, heldByAssessor: mayAssess(c.takenByRole), attemptsMade: c.attemptsMade ?? false, onHold: c.status === 'ON_HOLD' };
}

/** The case after the event; undefined when the event is none in its state. The clock of a hand-over that is only found necessary does not begin anew. */
export function stepRisk(c: Case, event: RiskEvent, w: RiskClockwork): RiskMoved | undefined {
  const from = riskStateOf(c);
  const move = riskMoveOf(event, from, riskFacts(c));
  if (!move) return undefined;
  const riskNextAt = event === 'OPENED_BY_OTHER' && c.riskNextAt ? c.riskNextAt : riskDueAt(move.to, c.priority, w.times, w.now, w.until);
  const tags = event === 'FLAG' ? flaggedTags(c) : c.tags;
  // A new suspicion after a closed one is a new story; until then no level is forgotten.
  const riskLevel = event === 'FLAG' && from === 'CLOSED' ? null : c.riskLevel;
  return { case: { ...c, tags, riskState: move.to, riskLevel, riskNextAt, attemptsMade: false }, steps: [{ event, from, to: move.to }] };
}

function flaggedTags(c: Case): Case['tags'] {
  return c.tags.includes('SUICIDE_RISK_FLAGGED') ? c.tags : [...c.tags, 'SUICIDE_RISK_FLAGGED'];
}

/** The same for several events in a row; one that is none in the state met is passed over. */
export function stepsOfRisk(c: Case, events: readonly RiskEvent[], w: RiskClockwork): RiskMoved {
  return events.reduce<RiskMoved>((so, event) => {
    const next = stepRisk(so.case, event, w);
    return next ? { case: next.case, steps: [...so.steps, ...next.steps] } : so;
  }, { case: c, steps: [] });
}

/**
 * Suicide risk is suspected: who has the case hands it over, or assesses (SAF-1). A suspicion of what is open already changes nothing. A message of the patient bears
 * the flag alone, since the protocol is its case's; where that case is over, nothing else could have a clock, and the protocol is the message's own.
 */
export function flagRisk(c: Case, w: RiskClockwork, caseOver = false): RiskMoved {
  if (!hasOwnProtocol(c) && !caseOver) return { case: { ...c, tags: flaggedTags(c) }, steps: [] };
  const flagged = stepRisk(c, 'FLAG', w);
  return flagged ? withHolder(flagged, w) : { case: c, steps: [] };
}

/** Whether a suspicion of the case begins anything: it is not open already, or is open only as the flag of a message whose case is over. */
export function isNewSuspicion(c: Case, caseOver: boolean): boolean {
  return !suicideRiskOpen(c) || (caseOver && !hasOwnProtocol(c));
}

/** The protocol of a case that bears the flag and has none yet, as an older instance leaves it (BEY-1). */
export function adoptFlag(c: Case, w: RiskClockwork): RiskMoved {
  const riskNextAt = riskDueAt('FLAGGED', c.priority, w.times, w.now);
  return withHolder({ case: { ...c, riskState: 'FLAGGED', riskNextAt }, steps: [{ event: 'FLAG', from: null, to: 'FLAGGED' }] }, w);
}

function withHolder(flagged: RiskMoved, w: RiskClockwork): RiskMoved {
  const held = stepsOfRisk(flagged.case, holderEvents(flagged.case), w);
  return { case: held.case, steps: [...flagged.steps, ...held.steps] };
}

/** Another priority brings the alarm nearer where it is more urgent, and never puts it off. */
function hurried(before: Case, after: Case, w: RiskClockwork): Case {
  const state = after.riskState;
  if (before.priority === after.priority || !state || whenOver(state) !== 'ALARM' || !after.riskNextAt) return after;
  const dueAt = riskDueAt(state, after.priority, w.times, w.now)!;
  return dueAt < after.riskNextAt ? { ...after, riskNextAt: dueAt } : after;
}

/**
 * What a move of the case does to the protocol: somebody else has it, or it has ended (SAF-1). Asked for every change of every case, so that no
 * operation can forget.
 */
export function followRisk(before: Case, after: Case, over: boolean, w: RiskClockwork): RiskMoved {
  if (over) return stepsOfRisk(after, ['CASE_ENDED'], w);
  if (after.takenBy === null || after.takenBy === before.takenBy) return { case: after, steps: [] };
  return stepsOfRisk(after, holderEvents(after), w);
}

/**
 * Everything that a change does to the protocol: what the operation decided, a suspicion, and what follows from who has the case now, or from its end.
 * The one way for every change of every case. Of a message `caseOver` says whether its case is.
 */
export function riskAfter(before: Case, after: Case, how: { steps?: readonly RiskStep[]; suspected?: boolean; over: boolean; caseOver?: boolean }, w: RiskClockwork): RiskMoved {
  const suspected: RiskMoved = how.suspected ? flagRisk(after, w, how.caseOver) : { case: hurried(before, after, w), steps: [] };
  const followed = followRisk(before, suspected.case, how.over, w);
  return { case: followed.case, steps: [...(how.steps ?? []), ...suspected.steps, ...followed.steps] };
}

/** A step that a staff member asks for, by the table from which it was offered. */
export function staffRiskStep(c: Case, by: ActingStaff, action: Exclude<RiskAction, 'ASSESS_SUICIDE_RISK' | 'FLAG_SUICIDE_RISK'>, w: RiskClockwork): ({ is: 'MOVED' } & RiskMoved) | RiskRefused {
  const refused = riskRefusal(c, by, action);
  return refused ?? { is: 'MOVED', ...stepsOfRisk(c, riskActions[action], w) };
}

export type RiskRefused = RefusedAs<'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'RISK_STATE_DIFFERS'>;

/** Why the staff member may not act so on the case's suicide risk now; undefined when they may. */
export function riskRefusal(c: Case, by: ActingStaff, action: RiskAction): RiskRefused | undefined {
  if (!isClinical(by.role) || (action !== 'FLAG_SUICIDE_RISK' && !mayAssess(by.role))) return { is: 'NOT_PERMITTED' };
  if (!openStatuses.includes(c.status)) return { is: 'CASE_NOT_OPEN', status: c.status };
  return mayActOnRisk(action, riskStateOf(c), riskFacts(c), by.role) ? undefined : { is: 'RISK_STATE_DIFFERS', state: riskStateOf(c) };
}

function holderEvents(c: Case): RiskEvent[] {
  if (c.takenBy === null) return [];
  return mayAssess(c.takenByRole) ? ['TAKEN_OVER'] : ['OPENED_BY_OTHER'];
}
