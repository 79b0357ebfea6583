import type { Tx } from '@vardgraf/service-kit/transaction';
import { type Case, rolesAt, type Visibility, widened } from '../domain/case';
import { settled } from '../domain/next-action';
import { type Action, openStatuses } from '../domain/transitions';
import { addHistory, addVisibility, closeVisibility, type HistoryEntry, replaceVisibility, saveCase } from '../storage/case-store';
import { openHandoverOf, saveAnswer } from '../storage/handover-store';
import { clearAllLooking } from '../storage/looking-store';
import { endProtocols } from '../storage/protocol-store';
import { accessChanged, type CaseEvent } from './case-events';
import { cancelHandoverReminder } from './escalation-timers';
import { handoverWithdrawn } from './handover-events';
import { followSubmission } from './follow-submission';
import { recordRisk, type RiskChange, riskFollowing } from './record-risk';
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
  /** What the move tells the others; access-changed is added where access changed. */
  event?: CaseEvent;
  /** Steps of the suicide-risk protocol that the operation has decided; what follows from the move itself is added here (SAF-1). */
  risk?: RiskChange;
}

/**
 * Stores a change with everything that must accompany it (I6): the row, its history, its numbered events, the counters of every unit that sees
 * it before or after (QUE-12, LIV-1), and the audit row (AUD-1).
 * @returns the case as stored
 */
export async function recordChange(tx: Tx, change: Change): Promise<Case> {
  const { before, visibility } = change;
  const risk = await riskFollowing(tx, change, !isOpen(change.after));
  change = { ...change, after: risk.after };
  const letGo = lets(before, change.after) ? await letHandoverGo(tx, change) : undefined;
  const seenBy = change.seenBy ?? letGo?.seenBy ?? widened(visibility, change.added ?? []);
  const events = [letGo?.event, change.event, ...risk.events, accessDiffers(change, seenBy) ? accessChanged(change.after, seenBy) : undefined].filter((event) => event !== undefined);
  const after: Case = { ...settled(change.after), version: before.version + events.length };
  await saveCase(tx, before, after);
  if (letGo || change.seenBy) await replaceVisibility(tx, after.id, seenBy);
  else await addVisibility(tx, after.id, change.added ?? []);
  if (isOpen(before) && !isOpen(after)) {
    await closeVisibility(tx, after.id);
    await clearAllLooking(tx, after.id);
    if (before.openProtocols.length > 0) await endProtocols(tx, after.id, await tx.now());
  }
  if (change.action !== 'STAFFING' && change.action !== 'UNBOOKED' && change.action !== 'SAFETY') {
    const line = { action: change.action, from: before.status, to: after.status, ...(change.by ?? mover(tx)), reason: change.reason ?? null };
    await addHistory(tx, after.id, { at: await tx.now(), ...line });
  }
  await recordRisk(tx, before, after, risk, { ...(change.by ?? mover(tx)), verb: change.verb, unitId: change.actingUnitId ?? after.unitId, requestId: change.requestId });
  emitNumbered(tx, after, before.version, events);
  bumpUnits(tx, after.id, isOpen(before) ? visibility : [], isOpen(after) ? seenBy : []);
  await followSubmission(tx, before, after);
  if (!change.event && risk.steps.length > 0) return after;
  tx.audit({
    action: change.verb, what: change.event?.type ?? 'case.access-changed', patientId: after.patientId, caseId: after.id, regionId: after.regionId,
    unitId: change.actingUnitId ?? after.unitId, reason: change.reason, requestId: change.requestId,
  });
  return after;
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
    action: 'withdrawHandover', what: 'case.handover-withdrawn', patientId: before.patientId, caseId: before.id, regionId: before.regionId, unitId: before.unitId, reason: change.action,
    requestId: change.requestId,
  });
  const seenBy = change.seenBy ? [...change.seenBy] : await takenAway(tx, after, widened(change.visibility, change.added ?? []), open.added);
  return { event: handoverWithdrawn(after, open), seenBy };
}

/** Gives events the numbers after `version`, without a gap. */
export function emitNumbered(tx: Tx, c: Case, version: number, events: readonly CaseEvent[]): void {
  events.forEach((event, i) => tx.emit({ ...event, aggregateId: c.id, version: version + 1 + i, regionId: c.regionId }));
}

/** Counts the change in every unit that sees the case before or after, and hints who saw and who sees it. */
export function bumpUnits(tx: Tx, caseId: string, before: readonly Visibility[], after: readonly Visibility[]): void {
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
