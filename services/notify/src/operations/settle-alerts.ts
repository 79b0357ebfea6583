import type { Tx } from '@vardgraf/service-kit/transaction';
import type { AlertCause } from '../domain/alert';
import { regionSettings } from '../settings/region-settings';
import { lockOpenAlerts, saveAlert } from '../storage/alert-store';
import { attendAlertAt } from './raise-alerts';
import { recordAlertMove } from './record-alert-move';

export const allCauses: readonly AlertCause[] = ['OPENED', 'ESCALATED', 'HANDOVER_OVERDUE'];

/**
 * The case is taken or over, or its hand-over answered: the alerts about that are over, too (BEY-4). Looks again until there is none: one that was
 * given up while this waited for its lock has alerted the next unit.
 */
export async function clearAlerts(tx: Tx, regionId: string, caseId: string, causes: readonly AlertCause[]): Promise<void> {
  const about = async () => (await lockOpenAlerts(tx, regionId, caseId)).filter((a) => causes.includes(a.cause));
  for (let open = await about(); open.length > 0; open = await about()) {
    for (const a of open) attendAlertAt(tx, await recordAlertMove(tx, a, 'CLEARED'), await tx.now());
  }
}

/** The case has another urgency: the alarm system hears of it, or that it is over where the new one alerts nobody (RDG-2). */
export async function changeAlertUrgency(tx: Tx, regionId: string, caseId: string, urgencyRank: number): Promise<void> {
  const { alerts } = await regionSettings(tx, regionId);
  if (urgencyRank > alerts.lowestRank) return clearAlerts(tx, regionId, caseId, ['OPENED', 'ESCALATED']);
  for (const a of await lockOpenAlerts(tx, regionId, caseId)) {
    await saveAlert(tx, a, { ...a, urgencyRank });
    attendAlertAt(tx, a, await tx.now());
  }
}
