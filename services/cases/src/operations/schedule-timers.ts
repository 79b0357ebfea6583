import type { Tx } from '@vardgraf/service-kit/transaction';
import { tellsOverdueAt } from '../domain/assignment-overdue';
import { type BreachWarning, warnsAt } from '../domain/breach-warning';
import type { Case } from '../domain/case';
import { type EscalationRules, nextStep } from '../domain/escalate-case';
import { mayRecheck, pointsAround, type RecheckPoints } from '../domain/recheck';
import { returnsAt, type TakeTimeout } from '../domain/take-timeout';
import { regionSettings } from '../settings/region-settings';

/** Kinds of timer rows that cases schedules. */
export const timerKinds = {
  escalate: 'case.escalate', returnUntouched: 'case.return-untouched', remindHandover: 'case.remind-handover', endPhase: 'case.end-phase', suicideRisk: 'case.suicide-risk',
  suicideSilence: 'case.suicide-silence', protocol: 'case.protocol', noShow: 'case.no-show', assignmentOverdue: 'case.assignment-overdue', breachWarning: 'case.breach-warning', lookingOver: 'case.looking-over', recheck: 'case.recheck', sweep: 'cases.sweep',
  reservationOver: 'case.reservation-over', assign: 'unit.assign', endShift: 'shift.end', lookAtDuty: 'unit.look-at-duty',
} as const;

/** Sets the timers of the next escalation step, of the warning before it and of the next set point, in place of any other; none for who has none. Call after open, release and reprioritise (QUE-6, EXP-2, BEY-5). */
export async function scheduleEscalation(tx: Tx, c: Case): Promise<void> {
  const settings = await regionSettings(tx, c.regionId, c.unitId);
  scheduleNextStep(tx, c, settings);
  scheduleBreachWarning(tx, c, settings.breachWarning);
  scheduleRecheck(tx, c, settings.recheckPoints, await tx.now());
}

/** Sets the timer at which a waiting case is marked; none when it is not warned of (EXP-2). */
export function scheduleBreachWarning(tx: Tx, c: Case, rule: BreachWarning): void {
  replaceTimer(tx, c, timerKinds.breachWarning, warnsAt(c, rule));
}

/** Sets the timer at which the patient is next asked whether anything has changed; none when the case does not wait, or after the last (BEY-5). */
export function scheduleRecheck(tx: Tx, c: Case, points: RecheckPoints, now: Date): void {
  replaceTimer(tx, c, timerKinds.recheck, mayRecheck(c) ? pointsAround(c, points, now).next : null);
}

/** The same with settings that the transaction has read already. */
export function scheduleNextStep(tx: Tx, c: Case, rules: EscalationRules): void {
  replaceTimer(tx, c, timerKinds.escalate, nextStep(c, rules)?.dueAt ?? null);
}

/** Takes the escalation timers away: the case is taken, ended or withdrawn. One that is firing right now decides again after this transaction. */
export function cancelEscalation(tx: Tx, caseId: string): void {
  tx.cancelTimers(caseId, timerKinds.escalate);
  tx.cancelTimers(caseId, timerKinds.breachWarning);
}

/** Sets the timer after which a taken case that nobody started goes back to the pool; none when the level has no time-out. Call after take and reprioritise (RDG-4). */
export async function scheduleTakeTimeout(tx: Tx, c: Case): Promise<void> {
  const { takeTimeout } = await regionSettings(tx, c.regionId, c.unitId);
  scheduleReturn(tx, c, takeTimeout);
}

/** The same with a time-out that the transaction has read already. */
export function scheduleReturn(tx: Tx, c: Case, timeout: TakeTimeout): void {
  replaceTimer(tx, c, timerKinds.returnUntouched, returnsAt(c, timeout));
}

/** Takes the time-out away: the case is started, released or ended. */
export function cancelTakeTimeout(tx: Tx, caseId: string): void {
  tx.cancelTimers(caseId, timerKinds.returnUntouched);
}

/** Sets the timer after which an unanswered request is told to everybody (HND-1). */
export function scheduleHandoverReminder(tx: Tx, c: Case, answerBy: Date): void {
  replaceTimer(tx, c, timerKinds.remindHandover, answerBy);
}

/** Takes the reminder away: the request is answered or withdrawn. */
export function cancelHandoverReminder(tx: Tx, caseId: string): void {
  tx.cancelTimers(caseId, timerKinds.remindHandover);
}

/** Sets the timer after which a held case looks for itself whether its phase is over (VIS-4). */
export function schedulePhaseEnd(tx: Tx, c: Case, at: Date | null): void {
  replaceTimer(tx, c, timerKinds.endPhase, at);
}

/** Sets the timer at the end of the protocol's state; none where it has no clock (SAF-1). */
export function scheduleSuicideRisk(tx: Tx, c: Case): void {
  replaceTimer(tx, c, timerKinds.suicideRisk, c.riskNextAt);
}

/** Sets the timer after which a patient at risk counts as silent; null takes it away (SAF-1). */
export function scheduleSuicideSilence(tx: Tx, c: Case, at: Date | null): void {
  replaceTimer(tx, c, timerKinds.suicideSilence, at);
}

/** Sets the timer at the end of a checklist's state (BEY-9). */
export function scheduleProtocol(tx: Tx, c: Case, at: Date | null): void {
  replaceTimer(tx, c, timerKinds.protocol, at);
}

/** Sets the timer after which a booked visit counts as one to which nobody came (BOO-4). */
export function scheduleNoShow(tx: Tx, c: Case, at: Date | null): void {
  replaceTimer(tx, c, timerKinds.noShow, at);
}

/** Sets the timer at which an assignment that nobody has started is told of; none for other cases. Call after submission and reprioritise (BEY-2). */
export function scheduleAssignmentOverdue(tx: Tx, c: Case): void {
  replaceTimer(tx, c, timerKinds.assignmentOverdue, tellsOverdueAt(c));
}

/** Takes it away: a clinician has started. */
export function cancelAssignmentOverdue(tx: Tx, c: Pick<Case, 'id' | 'kind'>): void {
  if (c.kind === 'TELEPHONE_TRIAGE') tx.cancelTimers(c.id, timerKinds.assignmentOverdue);
}

/** Sets the timer after which the first of those who look at a case is gone; null takes it away (EXP-1). */
export function scheduleLookingOver(tx: Tx, c: Case, at: Date | null): void {
  replaceTimer(tx, c, timerKinds.lookingOver, at);
}

/** Sets the timer after which a case is no longer its patient's fixed doctor's alone (RDG-5). */
export function scheduleReservationOver(tx: Tx, c: Pick<Case, 'id' | 'regionId' | 'urgencyRank'>, at: Date | null): void {
  replaceTimer(tx, c, timerKinds.reservationOver, at);
}

const sweepEveryMs = 60_000;

/** Sets the sweeper's next round, in place of any other (BEY-1). */
export async function scheduleSweep(tx: Tx): Promise<void> {
  tx.cancelTimers('cases', timerKinds.sweep);
  tx.schedule({ kind: timerKinds.sweep, aggregateId: 'cases', dueAt: new Date((await tx.now()).getTime() + sweepEveryMs), urgency: 12 });
}

/** A second row for the same step would find it taken; replacing it spares the look. */
function replaceTimer(tx: Tx, c: Pick<Case, 'id' | 'regionId' | 'urgencyRank'>, kind: string, dueAt: Date | null): void {
  tx.cancelTimers(c.id, kind);
  if (dueAt) tx.schedule({ kind, aggregateId: c.id, dueAt, urgency: c.urgencyRank, payload: { regionId: c.regionId } });
}
