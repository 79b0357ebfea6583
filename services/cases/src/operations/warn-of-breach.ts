import type { Tx } from '@vardgraf/service-kit/transaction';
import { warnsAt } from '../domain/breach-warning';
import { settingsByUnit } from '../settings/region-settings';
import { loadFreeCases, visibilityOfCases } from '../storage/case-store';
import { saveBreachWarnings } from '../storage/fact-store';
import { bumpUnits } from './record-change';
import { scheduleBreachWarning } from './schedule-timers';

/**
 * Marks waiting cards whose handling time is about to pass, and hints it to everybody who sees them (EXP-2); once for a due time. The cases themselves have
 * not changed: no number, no event, no ringing. Called when timers say so, and decides anew under the cases' locks.
 * @returns the cases that somebody else holds, to be looked at again
 */
export async function warnOfBreaches(tx: Tx, regionId: string, caseIds: readonly string[]): Promise<string[]> {
  const { free, held } = await loadFreeCases(tx, regionId, caseIds);
  const [settingsOf, now] = [settingsByUnit(tx, regionId), await tx.now()];
  const passed: { id: string; dueAt: Date }[] = [];
  for (const found of free) {
    const { breachWarning } = await settingsOf(found.unitId);
    const at = warnsAt(found, breachWarning);
    if (at && at > now) scheduleBreachWarning(tx, found, breachWarning);
    else if (at) passed.push({ id: found.id, dueAt: found.dueAt! });
  }
  const warned = await saveBreachWarnings(tx, passed);
  const seenBy = await visibilityOfCases(tx, warned);
  for (const id of warned) bumpUnits(tx, id, seenBy.get(id) ?? [], seenBy.get(id) ?? []);
  return held;
}
