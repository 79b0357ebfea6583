import type { LiveActor, StaffActor } from '@vardgraf/service-kit/actor';
import { auditEvent, auditRow, insertAudit } from '@vardgraf/service-kit/audit-rows';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { patientsOf } from '../storage/case-store';

/** One viewer's live queue, or live case, beginning or ending, as the gateway saw it. */
export interface LiveViewing {
  staffId: string;
  commissionId: string;
  phase: 'BEGAN' | 'ENDED';
  fromSeq: number;
  toSeq: number;
  /** The case that is watched; absent for the unit's queue. */
  caseId?: string | undefined;
}

/** Audit rows of live queues and cases, all or none (AUD-1, LIV-1, LIV-2). The row's actor is the viewer; region, unit and role are the live token's. */
export async function recordLiveViewing(db: Database, actor: LiveActor, viewings: readonly LiveViewing[], requestId: string): Promise<void> {
  if (viewings.length === 0) return;
  await transact(db, actor, async (tx) => {
    const at = await tx.now();
    const patients = await patientsOf(tx, actor.regionId, viewings.flatMap((v) => v.caseId ?? []));
    const rows = viewings.map((v) => auditRow(viewerOf(actor, v), {
      ...(v.caseId === undefined ? { action: 'liveQueue' } : { action: 'liveCase', caseId: v.caseId, patientId: patients.get(v.caseId) }),
      what: `${v.caseId === undefined ? 'case-cards' : 'case'}/${v.phase === 'BEGAN' ? 'began' : 'ended'}/${v.fromSeq}-${v.toSeq}`, unitId: actor.unitId, requestId,
    }));
    for (const row of rows) tx.emit(auditEvent('cases', row, at));
    await tx.query(...insertAudit(rows, at));
  });
}

function viewerOf(actor: LiveActor, v: LiveViewing): StaffActor {
  const { regionId, unitId, role, language } = actor;
  return { kind: 'STAFF', personId: v.staffId, regionId, commission: { id: v.commissionId, unitIds: [unitId], role }, language };
}
