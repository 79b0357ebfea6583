import type { Tx } from '@vardgraf/service-kit/transaction';
import { type Alert, type AlertStatus, mayMoveAlert } from '../domain/alert';
import { saveAlert } from '../storage/alert-store';
import { timerKinds } from './timer-kinds';

const instants = { RAISED: undefined, DELIVERED: 'deliveredAt', ACKNOWLEDGED: 'acknowledgedAt', SILENT: 'silentAt', FAILED: 'failedAt', CLEARED: 'clearedAt' } as const;

/**
 * Moves a locked alert, tells the others, and keeps it in the log (BEY-4). A move that the table does not have changes nothing.
 * @returns the alert as it is now
 */
export async function recordAlertMove(tx: Tx, before: Alert, to: AlertStatus, change: Partial<Alert> = {}): Promise<Alert> {
  if (!mayMoveAlert(before.status, to) || to === 'RAISED') return before;
  const instant = instants[to];
  const moved: Alert = { ...before, ...change, status: to, version: before.version + 1, ...(instant && { [instant]: await tx.now() }) };
  await saveAlert(tx, before, moved);
  emitChanged(tx, moved, to);
  if (to !== 'DELIVERED') tx.cancelTimers(moved.id, timerKinds.silence);
  tx.audit({ action: 'changeAlert', what: `alert/${to}`, reason: moved.reason ?? undefined, caseId: moved.caseId, unitId: moved.unitId, regionId: moved.regionId });
  return moved;
}

function emitChanged(tx: Tx, a: Alert, status: Exclude<AlertStatus, 'RAISED'>): void {
  tx.emit({
    type: 'alert.changed', aggregateId: a.id, version: a.version, regionId: a.regionId,
    data: { alertId: a.id, caseId: a.caseId, unitId: a.unitId, why: a.cause, status },
  });
}
