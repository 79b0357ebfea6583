import type { LiveActor, StaffActor } from '@vardgraf/service-kit/actor';
import { auditEvent, auditRow, insertAudit } from '@vardgraf/service-kit/audit-rows';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';

/** One viewer's queue beginning or ending, as the gateway saw it. */
export interface LiveViewing {
  staffId: string;
  commissionId: string;
  phase: 'BEGAN' | 'ENDED';
  fromSeq: number;
  toSeq: number;
}

/** Audit rows of live queues, all or none (AUD-1, LIV-1). The row's actor is the viewer; region, unit and role are the live token's. */
export async function recordLiveViewing(db: Database, actor: LiveActor, viewings: readonly LiveViewing[], requestId: string): Promise<void> {
  if (viewings.length === 0) return;
  await transact(db, actor, async (tx) => {
    const at = await tx.now();
    const rows = viewings.map((v) => auditRow(viewerOf(actor, v), {
      action: 'liveQueue', what: `case-cards/${v.phase === 'BEGAN' ? 'began' : 'ended'}/${v.fromSeq}-${v.toSeq}`, unitId: actor.unitId, requestId,
    }));
    for (const row of rows) tx.emit(auditEvent('cases', row, at));
    await tx.query(...insertAudit(rows, at));
  });
}

function viewerOf(actor: LiveActor, v: LiveViewing): StaffActor {
  const { regionId, unitId, role, language } = actor;
  return { kind: 'STAFF', personId: v.staffId, regionId, commission: { id: v.commissionId, unitIds: [unitId], role }, language };
}
