import type { Tx } from '@vardgraf/service-kit/transaction';
import { regionSettings } from '../settings/region-settings';
import { hasBeenTold, lockPlannedOfThread } from '../storage/notification-store';
import { planNotifications } from './plan-notifications';
import { recordMove } from './record-move';
import { timerKinds } from './timer-kinds';

/** A message of staff in the asynchronous phase. */
export interface PostedMessage {
  regionId: string;
  threadId: string;
  messageId: string;
  caseId: string;
  patientId: string;
  postedAt: Date;
}

/** A message this old is news to nobody: the service has just been put up beside a running one, or was away for days. */
const staleMs = 86_400_000;

/** Tells the patient that there is a message, once in the region's pause however many are written (VIS-4). */
export async function planMessageNotice(tx: Tx, m: PostedMessage): Promise<void> {
  const now = await tx.now();
  if (now.getTime() - m.postedAt.getTime() > staleMs) return;
  const { messagePause } = await regionSettings(tx, m.regionId);
  if (await hasBeenTold(tx, m.regionId, m.threadId, new Date(m.postedAt.getTime() - messagePause.minutes * 60_000))) return;
  const about = { regionId: m.regionId, patientId: m.patientId, caseId: m.caseId, bookingId: null, threadId: m.threadId, unitId: null, startsAt: null };
  await planNotifications(tx, { key: `message:${m.messageId}`, ...about }, [{ template: 'message-posted', dueAt: m.postedAt, usefulUntil: null }]);
}

/** Whoever has read the thread is not told of it any more. */
export async function dropMessageNotice(tx: Tx, regionId: string, threadId: string): Promise<void> {
  for (const n of await lockPlannedOfThread(tx, regionId, threadId)) {
    await recordMove(tx, n, 'CANCELLED', { reason: 'READ' });
    tx.cancelTimers(n.id, timerKinds.attendNotification);
  }
}
