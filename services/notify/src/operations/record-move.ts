import type { Tx } from '@vardgraf/service-kit/transaction';
import { mayMove, type Notification, type NotificationState } from '../domain/notification';
import { saveNotification } from '../storage/notification-store';

/**
 * Moves a locked message and tells the others what concerns them: sent, delivered, failed for good. A move that the table does not have changes nothing.
 * @returns the message as it is now
 */
export async function recordMove(tx: Tx, before: Notification, to: NotificationState, change: Partial<Notification> = {}): Promise<Notification> {
  if (!mayMove(before.state, to)) return before;
  const at = await tx.now();
  const moved: Notification = { ...before, ...change, state: to, version: tells(to) ? before.version + 1 : before.version };
  if (to === 'SENT') moved.sentAt ??= at;
  if (to === 'DELIVERED') moved.deliveredAt = at;
  await saveNotification(tx, before, moved);
  emit(tx, moved, at);
  return moved;
}

function tells(to: NotificationState): boolean {
  return to === 'SENT' || to === 'DELIVERED' || to === 'FAILED' || to === 'UNKNOWN';
}

function emit(tx: Tx, n: Notification, at: Date): void {
  const { patientId, channel, template, privacyClass, caseId, bookingId, attempts } = n;
  const about = { notificationId: n.id, patientId, channel, template, privacyClass, caseId, bookingId };
  const aggregate = { aggregateId: n.id, version: n.version, regionId: n.regionId };
  if (n.state === 'SENT') tx.emit({ type: 'notification.sent', ...aggregate, data: { ...about, sentAt: at.toISOString(), attempts } });
  if (n.state === 'DELIVERED') tx.emit({ type: 'notification.delivered', ...aggregate, data: { ...about, deliveredAt: at.toISOString() } });
  if (n.state === 'FAILED' || n.state === 'UNKNOWN') tx.emit({ type: 'notification.failed', ...aggregate, data: { ...about, reason: n.reason ?? 'UNKNOWN_OUTCOME', attempts } });
}
