import { systemActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { webhookLimits } from '../settings/region-settings';
import { lockEndpoints } from '../storage/webhook-endpoint-store';
import { deleteOldEvents, deleteToldSubmissions, toldPartners } from '../storage/webhook-event-store';

const [day, mostAtOnce] = [24 * 3_600_000, 1_000];

/**
 * Deletes what partners were told longer ago than their region keeps it (docs/retention.md), the oldest first and some at a time, so that what is left has no gap.
 * What an active endpoint has not had yet stays, and all that came after it. A submission that has ended goes with its last event.
 */
export async function forgetWebhookEvents(db: Database): Promise<void> {
  for (const { regionId, partnerId } of await toldPartners(db)) {
    await transact(db, { ...systemActor(db.service), regionId }, async (tx) => {
      const { keepDays } = await webhookLimits(tx, regionId);
      await lockEndpoints(tx, regionId, partnerId);
      const before = new Date((await tx.now()).getTime() - keepDays * day);
      const submissionIds = await deleteOldEvents(tx, regionId, partnerId, before, mostAtOnce);
      if (submissionIds.length > 0) await deleteToldSubmissions(tx, submissionIds);
    });
  }
}
