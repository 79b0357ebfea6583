import type { Tx } from '@vardgraf/service-kit/transaction';
import { planNotifications } from './plan-notifications';

/** A reminder this old reminds nobody. */
const staleMs = 3_600_000;

/** Reminds a patient who is silent in a visit (VIS-5): that there is something to read, and neither where nor about what. Once a press of the button. */
export async function planReminder(tx: Tx, r: { regionId: string; caseId: string; patientId: string; version: number; at: Date }): Promise<void> {
  if ((await tx.now()).getTime() - r.at.getTime() > staleMs) return;
  const about = { regionId: r.regionId, patientId: r.patientId, caseId: r.caseId, bookingId: null, threadId: null, unitId: null, startsAt: null };
  await planNotifications(tx, { key: `reminder:${r.caseId}:${r.version}`, ...about }, [{ template: 'message-posted', dueAt: r.at, usefulUntil: null }]);
}
