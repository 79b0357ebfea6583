import type { Tx } from '@vardgraf/service-kit/transaction';
import { type Case, widened } from '../domain/case';
import { escalateCase as decide, type Escalation } from '../domain/escalate-case';
import { regionSettings } from '../settings/region-settings';
import { loadCaseForUpdate, visibilityOf } from '../storage/case-store';
import { neighboursOf } from '../storage/unit-store';
import { afterwards, type CaseEvent } from './case-events';
import { scheduleNextStep } from './escalation-timers';
import { recordChange } from './record-change';

/**
 * Takes every escalation step of an untaken case that is due now, in order, and sets the timer of the next (QUE-6, RDG-2). Called when a timer
 * says so, and decides anew under the case's lock: the case may be taken, over, reprioritised, or have taken the step already.
 */
export async function escalateCase(tx: Tx, regionId: string, caseId: string): Promise<void> {
  const found = await loadCaseForUpdate(tx, regionId, caseId);
  if (!found) return;
  const rules = await regionSettings(tx, regionId, found.unitId);
  const neighbours = await neighboursOf(tx, regionId, found.unitId);
  const now = await tx.now();
  let [before, visibility] = [found, await visibilityOf(tx, caseId)];
  for (let fired = decide(before, rules, { visibility, neighbours }, now); fired; fired = decide(before, rules, { visibility, neighbours }, now)) {
    const after: Case = { ...before, escalationStep: fired.step, reasonTrace: [...before.reasonTrace, fired.rule] };
    before = await recordChange(tx, {
      before, after, visibility, added: fired.added, action: 'ESCALATE', reason: fired.rule, verb: 'escalate', event: escalated(after, fired),
    });
    visibility = widened(visibility, fired.added);
  }
  scheduleNextStep(tx, before, rules);
}

function escalated(after: Case, fired: Escalation): CaseEvent {
  const { step, rule, addedRoles, addedUnitIds, alert } = fired;
  return { type: 'case.escalated', data: { ...afterwards(after), step, rule, addedRoles, addedUnitIds, alert } };
}
