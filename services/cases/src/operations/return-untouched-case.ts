import type { Tx } from '@vardgraf/service-kit/transaction';
import { returnUntouchedCase as decide } from '../domain/take-timeout';
import { regionSettings } from '../settings/region-settings';
import { loadCaseForUpdate, visibilityOf } from '../storage/case-store';
import { afterwards } from './case-events';
import { scheduleBreachWarning, scheduleNextStep, scheduleReturn } from './schedule-timers';
import { recordChange } from './record-change';

/**
 * Puts a case that was taken and not started in time back into the pool (RDG-4). Its clock has not stopped: the steps it missed while it was
 * taken are overdue, and fire at once. Called when a timer says so, and decides anew under the case's lock.
 */
export async function returnUntouchedCase(tx: Tx, regionId: string, caseId: string): Promise<void> {
  const before = await loadCaseForUpdate(tx, regionId, caseId);
  if (!before) return;
  const settings = await regionSettings(tx, regionId, before.unitId);
  const returned = decide(before, settings.takeTimeout, await tx.now());
  if (!returned) return scheduleReturn(tx, before, settings.takeTimeout);
  const recorded = await recordChange(tx, {
    before, after: returned.after, visibility: await visibilityOf(tx, caseId), action: 'RETURN', reason: 'NOT_STARTED', verb: 'return-untouched',
    event: { type: 'case.released', data: { ...afterwards(returned.after), staffId: returned.from, reason: 'NOT_STARTED' } },
  });
  scheduleNextStep(tx, recorded, settings);
  scheduleBreachWarning(tx, recorded, settings.breachWarning);
}
