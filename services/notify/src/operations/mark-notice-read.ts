import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import type { StaffNotice } from '../domain/staff-notice';
import { lockNotice, saveRead } from '../storage/staff-notice-store';
import { bumpReaders } from './tell-staff';

export type MarkedRead = { is: 'DONE'; notice: StaffNotice } | { is: 'NOT_FOUND' };

/** The caller has seen a notice of their own; twice is the same yes, and the first time stands (NOT-5). */
export async function markNoticeRead(db: Database, actor: StaffActor, noticeId: string, requestId?: string): Promise<MarkedRead> {
  return transact(db, actor, async (tx): Promise<MarkedRead> => {
    const { regionId, personId } = actor;
    const notice = await lockNotice(tx, regionId, personId, noticeId);
    if (!notice) return { is: 'NOT_FOUND' };
    if (notice.readAt) return { is: 'DONE', notice };
    const read = { ...notice, readAt: await tx.now() };
    await saveRead(tx, read);
    bumpReaders(tx, [read]);
    tx.audit({ action: 'markNoticeRead', what: `staff-notice/${notice.id}`, caseId: notice.caseId ?? undefined, regionId, requestId });
    return { is: 'DONE', notice: read };
  });
}
