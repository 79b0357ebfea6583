import type { Tx } from '@vardgraf/service-kit/transaction';
import { type Case, rolesAt, type Visibility, widened } from '../domain/case';
import { settled } from '../domain/next-action';
import { type Action, openStatuses } from '../domain/transitions';
import { addHistories, addHistory, addVisibility, closeVisibility, type HistoryEntry, replaceVisibility, saveCases } from '../storage/case-store';
import { openHandoverOf, saveAnswer } from '../storage/handover-store';
import { clearAllLooking } from '../storage/looking-store';
import { endProtocols } from '../storage/protocol-store';
import { scheduleAssigningAfter } from './assigning-timer';
import { bumpPatients } from './bump-patients';
import { accessChanged, type CaseEvent } from './case-events';
import { cancelHandoverReminder, timerKinds } from './schedule-timers';
import { handoverWithdrawn } from './handover-events';
import { followSubmission } from './follow-submission';
import { recordRisk, type RiskChange, type RiskFollowed, riskFollowing } from './record-risk';
import { takenAway } from './taken-away';

/** One change of a case, as an operation decided it. */
export interface Change {
  before: Case;
  after: Case;
  /** Who saw it before. */
  visibility: readonly Visibility[];
  /** Who sees it besides, from now on. */
  added?: readonly Visibility[];
  /** Exactly who sees it from now on, where somebody no longer does. */
  seenBy?: readonly Visibility[];
  /** The move, or what else happened to it; SAFETY is told by its own steps. */
  action: Action | 'STAFFING' | 'UNBOOKED' | 'SAFETY' | 'CONTACT_ATTEMPT' | 'PROTOCOL';
  /** Who moves it, where that is not the actor of the transaction. */
  by?: Pick<HistoryEntry, 'byKind' | 'byId'>;
  reason?: string;
  /** The operation's verb, for the log. */
  verb: string;
  /** Unit at which the actor acts, for the log. */
  actingUnitId?: string;
  /** Request that asked for it, for the log. */
  requestId?: string;
  /** The patient about whose case a question asks, for the log. */
  aboutPatientId?: string | undefined;
  /** What the move tells the others; access-changed is added where access changed. */
  event?: CaseEvent;
  /** Steps of the suicide-risk protocol that the operation has decided; what follows from the move itself is added here (SAF-1). */
  risk?: RiskChange;
}

/**
 * Stores a change with everything that must accompany it (I6): the row, its history, its numbered events, the counters of every unit that sees
 * it before or after and of the patient's side (QUE-12, LIV-1, LIV-2), and the audit row (AUD-1).
 * @returns the case as stored
 */
export async function recordChange(tx: Tx, change: Change): Promise<Case> {
  return (await recordChanges(tx, [change]))[0]!;
}

/** The same for changes of several cases: what all of them need is one statement for all. */
export async function recordChanges(tx: Tx, changes: readonly Change[]): Promise<Case[]> {
  const followed: Followed[] = [];
  for (const change of changes) followed.push(await follow(tx, change));
  await saveCases(tx, followed.map(({ change, after }) => ({ before: change.before, after })));
  // What is added to a unit for two reasons is one row.
  await addVisibility(tx, followed.flatMap(({ change, after, exactly }) => (exactly ? [] : widened([], change.added ?? []).map((v) => ({ caseId: after.id, ...v })))));
  for (const one of followed) await letGoOf(tx, one);
  await addHistories(tx, await lines(tx, followed));
  for (const { change, after, risk, events, seenBy } of followed) {
    const { before, visibility } = change;
    await recordRisk(tx, before, after, risk, { ...(change.by ?? mover(tx)), verb: change.verb, unitId: change.actingUnitId ?? after.unitId, requestId: change.requestId });
    emitNumbered(tx, after, before.version, events);
    bumpUnits(tx, after.id, isOpen(before) ? visibility : [], isOpen(after) ? seenBy : []);
  }
  await bumpPatients(tx, followed.map(({ after }) => after));
  for (const { change, after, risk } of followed) {
    await followSubmission(tx, change.before, after);
    await scheduleAssigningAfter(tx, change.before, after);
    if (change.event || risk.steps.length === 0) auditChange(tx, change, after);
  }
  return followed.map(({ after }) => after);
}

/** A change with what follows from it. */
interface Followed {
  change: Change;
  /** The case as it is stored. */
  after: Case;
  risk: RiskFollowed;
  events: CaseEvent[];
  seenBy: readonly Visibility[];
  /** Whether `seenBy` is the whole list, not only longer. */
  exactly: boolean;
}

async function follow(tx: Tx, change: Change): Promise<Followed> {
  const { before, visibility } = change;
  const risk = await riskFollowing(tx, change, !isOpen(change.after));
  // What has become more urgent waits for nobody (RDG-5).
  change = { ...change, after: risk.after.urgencyRank < before.urgencyRank ? { ...risk.after, reservedUntil: null } : risk.after };
  const letGo = lets(before, change.after) ? await letHandoverGo(tx, change) : undefined;
  const seenBy = change.seenBy ?? letGo?.seenBy ?? widened(visibility, change.added ?? []);
  const events = [letGo?.event, change.event, ...risk.events, accessDiffers(change, seenBy) ? accessChanged(change.after, seenBy) : undefined].filter((event) => event !== undefined);
  const after: Case = { ...settled(change.after), version: before.version + events.length };
  return { change, after, risk, events, seenBy, exactly: letGo !== undefined || change.seenBy !== undefined };
}

/** Takes away what a case no longer has: its reservation, who no longer sees it, and all that ends with it. */
async function letGoOf(tx: Tx, { change: { before }, after, seenBy, exactly }: Followed): Promise<void> {
  if (before.reservedUntil && !after.reservedUntil) tx.cancelTimers(after.id, timerKinds.reservationOver);
  if (exactly) await replaceVisibility(tx, after.id, seenBy);
  if (!isOpen(before) || isOpen(after)) return;
  await closeVisibility(tx, after.id);
  await clearAllLooking(tx, after.id);
  if (before.openProtocols.length > 0) await endProtocols(tx, after.id, await tx.now());
}

/** The changes' lines in their cases' histories. */
async function lines(tx: Tx, followed: readonly Followed[]): Promise<(HistoryEntry & { caseId: string })[]> {
  const told = followed.filter(({ change: { action } }) => action !== 'STAFFING' && action !== 'UNBOOKED' && action !== 'SAFETY');
  if (told.length === 0) return [];
  const at = await tx.now();
  return told.map(({ change, after }) => ({
    caseId: after.id, at, action: change.action, from: change.before.status, to: after.status, ...(change.by ?? mover(tx)), reason: change.reason ?? null,
  }));
}

function auditChange(tx: Tx, change: Change, after: Case): void {
  tx.audit({
    action: change.verb, what: change.event?.type ?? 'case.access-changed', patientId: after.patientId ?? change.aboutPatientId, caseId: after.id, regionId: after.regionId,
    unitId: change.actingUnitId ?? after.unitId, reason: change.reason, requestId: change.requestId,
  });
}

/** Whether the holder has the case before and nobody after: then a request to hand it over has nobody left who gives. */
function lets(before: Case, after: Case): boolean {
  const held = (c: Case): boolean => c.status === 'ACCEPTED' || c.status === 'IN_PROGRESS';
  return held(before) && !held(after);
}

/** Withdraws the open request of a case that its giver no longer has, if there is one, and takes away what it added. */
async function letHandoverGo(tx: Tx, change: Change): Promise<{ event: CaseEvent; seenBy: Visibility[] } | undefined> {
  const { before, after } = change;
  const open = await openHandoverOf(tx, before.id);
  if (!open) return undefined;
  await saveAnswer(tx, { ...open, status: 'WITHDRAWN', answeredAt: await tx.now(), answeredBy: null });
  cancelHandoverReminder(tx, before.id);
  await addHistory(tx, before.id, { at: await tx.now(), action: 'WITHDRAW_HANDOVER', from: before.status, to: before.status, ...(change.by ?? mover(tx)), reason: change.action });
  tx.audit({
    action: 'withdrawHandover', what: 'case.handover-withdrawn', patientId: before.patientId ?? undefined, caseId: before.id, regionId: before.regionId, unitId: before.unitId, reason: change.action,
    requestId: change.requestId,
  });
  const seenBy = change.seenBy ? [...change.seenBy] : await takenAway(tx, after, widened(change.visibility, change.added ?? []), open.added);
  // Told before the move that takes it from its giver: of the case as it stands until then (I4).
  return { event: handoverWithdrawn(before, open), seenBy };
}

/** Gives events the numbers after `version`, without a gap. */
export function emitNumbered(tx: Tx, c: Case, version: number, events: readonly CaseEvent[]): void {
  events.forEach((event, i) => tx.emit({ ...event, aggregateId: c.id, version: version + 1 + i, regionId: c.regionId }));
}

/** Counts the change in the case's own stream and in every unit that sees the case before or after, and hints who saw and who sees it (LIV-1, LIV-2). */
export function bumpUnits(tx: Tx, caseId: string, before: readonly Visibility[], after: readonly Visibility[]): void {
  tx.bumpCounter(`case.${caseId}`, (seq) => ({ seq, caseId }));
  const unitIds = new Set([...before, ...after].map((v) => v.unitId));
  for (const unitId of unitIds) {
    const [rolesBefore, rolesAfter] = [rolesAt(before, unitId), rolesAt(after, unitId)];
    tx.bumpCounter(`unit.${unitId}`, (seq) => ({ seq, caseId, rolesBefore, rolesAfter }));
  }
}

/** Who moves the case, for its history. */
export function mover(tx: Tx): { byKind: 'PATIENT' | 'STAFF' | 'SYSTEM'; byId: string | null } {
  const { actor } = tx;
  return actor.kind === 'PATIENT' || actor.kind === 'STAFF' ? { byKind: actor.kind, byId: actor.personId } : { byKind: 'SYSTEM', byId: null };
}

function isOpen(c: Case): boolean {
  return openStatuses.includes(c.status);
}

function accessDiffers(change: Change, seenBy: readonly Visibility[]): boolean {
  const truth = (c: Case, seen: readonly Visibility[]) =>
    JSON.stringify([isOpen(c), c.unitId, c.takenBy, [...c.participants].sort(), seen.map((v) => [v.unitId, [...v.roles].sort()]).sort()]);
  return truth(change.before, change.visibility) !== truth(change.after, seenBy);
}
