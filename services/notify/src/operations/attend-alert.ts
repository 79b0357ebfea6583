import type { Tx } from '@vardgraf/service-kit/transaction';
import { type Alert, errandOf } from '../domain/alert';
import { lockAlert, saveAlert } from '../storage/alert-store';
import type { Lanes } from './attend-notification';
import { attendAlertAt, destination, raiseNext } from './raise-alerts';
import { recordAlertMove } from './record-alert-move';
import { crowdedMs, guardMs } from './timer-kinds';

/** An alert's timer has come: what the alarm system does not know yet is handed to a lane after the commit. What a dead process left is done again, since an alarm with one reference is one alarm. */
export async function attendAlert(tx: Tx, lanes: Lanes, regionId: string, id: string): Promise<void> {
  const found = await lockAlert(tx, regionId, id);
  if (!found) return;
  const now = await tx.now();
  const later = (ms: number) => attendAlertAt(tx, found, new Date(now.getTime() + ms));
  const a = await withDestination(tx, found, now);
  if (!a) return later(crowdedMs);
  if (!errandOf(a)) return;
  if (lanes.has(id)) return later(guardMs);
  if (!lanes.hasRoom()) return later(crowdedMs);
  tx.afterCommit(() => lanes.take(id, regionId));
  later(guardMs);
}

/** The alert with the phones it goes to; undefined while directory has not told of the unit. */
async function withDestination(tx: Tx, a: Alert, now: Date): Promise<Alert | undefined> {
  if (a.groupId !== null || a.status === 'CLEARED' || a.reason === 'NO_DESTINATION') return a;
  const { unit, group } = await destination(tx, a.regionId, a.unitId, now);
  if (!unit) return undefined;
  if (group === null) {
    const failed = await recordAlertMove(tx, a, 'FAILED', { reason: 'NO_DESTINATION' });
    if (failed !== a) await raiseNext(tx, failed);
    return failed;
  }
  const known = { ...a, groupId: group };
  await saveAlert(tx, a, known);
  return known;
}
