import type { Tx } from '@vardgraf/service-kit/transaction';
import { type Case, rolesAt, type Visibility, widened } from '../domain/case';
import { type Action, openStatuses } from '../domain/transitions';
import { addHistory, addVisibility, closeVisibility, saveCase } from '../storage/case-store';
import { accessChanged, type CaseEvent } from './case-events';

/** One change of a case, as an operation decided it. */
export interface Change {
  before: Case;
  after: Case;
  /** Who saw it before. */
  visibility: readonly Visibility[];
  /** Who sees it besides, from now on. */
  added?: readonly Visibility[];
  /** The move, or what else happened to it. */
  action: Action | 'STAFFING';
  reason?: string;
  /** The operation's verb, for the log. */
  verb: string;
  /** Unit at which the actor acts, for the log. */
  actingUnitId?: string;
  /** Request that asked for it, for the log. */
  requestId?: string;
  /** What the move tells the others; access-changed is added where access changed. */
  event?: CaseEvent;
}

/**
 * Stores a change with everything that must accompany it (I6): the row, its history, its numbered events, the counters of every unit that sees
 * it before or after (QUE-12, LIV-1), and the audit row (AUD-1).
 * @returns the case as stored
 */
export async function recordChange(tx: Tx, change: Change): Promise<Case> {
  const { before, visibility } = change;
  const seenBy = widened(visibility, change.added ?? []);
  const events = [change.event, accessDiffers(change, seenBy) ? accessChanged(change.after, seenBy) : undefined].filter((event) => event !== undefined);
  const after: Case = { ...change.after, version: before.version + events.length };
  await saveCase(tx, before, after);
  await addVisibility(tx, after.id, change.added ?? []);
  if (isOpen(before) && !isOpen(after)) await closeVisibility(tx, after.id);
  if (change.action !== 'STAFFING') {
    await addHistory(tx, after.id, { at: await tx.now(), action: change.action, from: before.status, to: after.status, ...mover(tx), reason: change.reason ?? null });
  }
  emitNumbered(tx, after, before.version, events);
  bumpUnits(tx, after.id, isOpen(before) ? visibility : [], isOpen(after) ? seenBy : []);
  tx.audit({
    action: change.verb, what: change.event?.type ?? 'case.access-changed', patientId: after.patientId, caseId: after.id, regionId: after.regionId,
    unitId: change.actingUnitId ?? after.unitId, reason: change.reason, requestId: change.requestId,
  });
  return after;
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
