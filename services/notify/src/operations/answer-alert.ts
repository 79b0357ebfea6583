import { systemActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { lockAlert } from '../storage/alert-store';
import { raiseNext } from './raise-alerts';
import { recordAlertMove } from './record-alert-move';

/** What an alarm system says of an alarm: it is on the phones, somebody takes it, somebody cannot. */
export type AlarmNews = 'delivered' | 'acknowledged' | 'rejected';

/** Takes a call-back of the alarm system; one that comes twice or late changes nothing (BEY-4). @returns false when there is no such alert */
export async function answerAlert(db: Database, regionId: string, id: string, news: AlarmNews): Promise<boolean> {
  return transact(db, { ...systemActor(db.service), regionId }, async (tx) => {
    const a = await lockAlert(tx, regionId, id);
    if (!a) return false;
    if (news === 'delivered') await recordAlertMove(tx, a, 'DELIVERED');
    if (news === 'acknowledged') await recordAlertMove(tx, a, 'ACKNOWLEDGED', { reason: null });
    if (news === 'rejected') {
      const silent = await recordAlertMove(tx, a, 'SILENT', { reason: 'CANNOT' });
      if (silent !== a) await raiseNext(tx, silent);
    }
    return true;
  });
}
