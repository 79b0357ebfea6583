import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { noteSms } from '../operations/note-sms';

/** An SMS about a case is a line of its conversation (VIS-1). */
export async function onNotificationSent(tx: Tx, { data, regionId }: Envelope<'notification.sent'>): Promise<void> {
  const { channel, caseId, notificationId, sentAt } = data;
  if (channel === 'SMS' && caseId !== null) await noteSms(tx, { regionId, caseId, notificationId, sentAt: new Date(sentAt) });
}
