import type { Tx } from '@vardgraf/service-kit/transaction';
import { type Case, type Visibility, widened } from '../domain/case';
import { escalateCase as decide, type Escalation, type EscalationRules, type Neighbours } from '../domain/escalate-case';
import { settingsByUnit } from '../settings/region-settings';
import { loadFreeCases, visibilityOfCases } from '../storage/case-store';
import { neighboursOf } from '../storage/unit-store';
import { afterwards, type CaseEvent } from './case-events';
import { type Change, recordChanges } from './record-change';
import { scheduleNextStep } from './schedule-timers';

/** A case with what decides about its next step. */
interface Escalating {
  found: Case;
  visibility: readonly Visibility[];
  rules: EscalationRules;
  neighbours: Neighbours;
}

/**
 * Takes every escalation step of untaken cases that is due now, in order, and sets the timers of the next (QUE-6, RDG-2). Called when timers say so, and
 * decides anew under the cases' locks: a case may be taken, over, reprioritised, or have taken the step already.
 * @returns the cases that somebody else holds, to be looked at again
 */
export async function escalateCases(tx: Tx, regionId: string, caseIds: readonly string[]): Promise<string[]> {
  const { free, held } = await loadFreeCases(tx, regionId, caseIds);
  const [settingsOf, now] = [settingsByUnit(tx, regionId), await tx.now()];
  const neighbours = new Map<string, Neighbours>();
  for (const unitId of new Set(free.map((c) => c.unitId))) neighbours.set(unitId, await neighboursOf(tx, regionId, unitId));
  const seenBy = await visibilityOfCases(tx, free.map((c) => c.id));
  let left: Escalating[] = [];
  for (const found of free) left.push({ found, visibility: seenBy.get(found.id) ?? [], rules: await settingsOf(found.unitId), neighbours: neighbours.get(found.unitId)! });
  // A round takes one step of each case: after an hour without a scheduler a case may have several behind it.
  while (left.length > 0) {
    const round = left.map((one) => ({ ...one, fired: decide(one.found, one.rules, one, now) }));
    for (const { found, rules, fired } of round) if (!fired) scheduleNextStep(tx, found, rules);
    const due = round.flatMap(({ fired, ...one }) => (fired ? [{ one, fired }] : []));
    const stored = due.length > 0 ? await recordChanges(tx, due.map(({ one, fired }) => stepOf(one, fired))) : [];
    left = due.map(({ one, fired }, i) => ({ ...one, found: stored[i]!, visibility: widened(one.visibility, fired.added) }));
  }
  return held;
}

function stepOf({ found, visibility }: Escalating, fired: Escalation): Change {
  const after: Case = { ...found, escalationStep: fired.step, reasonTrace: [...found.reasonTrace, fired.rule] };
  return { before: found, after, visibility, added: fired.added, action: 'ESCALATE', reason: fired.rule, verb: 'escalate', event: escalated(after, fired) };
}

function escalated(after: Case, fired: Escalation): CaseEvent {
  const { step, rule, addedRoles, addedUnitIds, alert } = fired;
  const added = fired.added.map(({ unitId, roles }) => ({ unitId, roles }));
  return { type: 'case.escalated', data: { ...afterwards(after), step, rule, addedRoles, addedUnitIds, alert, added } };
}
