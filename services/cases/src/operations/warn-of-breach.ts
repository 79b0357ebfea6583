import type { Tx } from '@vardgraf/service-kit/transaction';
import { warnsAt } from '../domain/breach-warning';
import { regionSettings } from '../settings/region-settings';
import { loadCaseForUpdate, visibilityOf } from '../storage/case-store';
import { saveBreachWarning } from '../storage/fact-store';
import { scheduleBreachWarning } from './escalation-timers';
import { bumpUnits } from './record-change';

/**
 * Marks a waiting card whose handling time is about to pass, and hints it to everybody who sees it (EXP-2); once for a due time. The case itself has
 * not changed: no number, no event, no ringing. Called when a timer says so, and decides anew under the case's lock.
 */
export async function warnOfBreach(tx: Tx, regionId: string, caseId: string): Promise<void> {
  const found = await loadCaseForUpdate(tx, regionId, caseId);
  if (!found) return;
  const { breachWarning } = await regionSettings(tx, regionId, found.unitId);
  const at = warnsAt(found, breachWarning);
  if (!at) return;
  if (at > (await tx.now())) return scheduleBreachWarning(tx, found, breachWarning);
  if (!(await saveBreachWarning(tx, caseId, found.dueAt!))) return;
  const seenBy = await visibilityOf(tx, caseId);
  bumpUnits(tx, caseId, seenBy, seenBy);
}
