import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Shift } from '../domain/shift';

/** Tells that a shift has begun: its event, the number of the unit's list of colleagues, its row in the log. */
export function tellShiftStarted(tx: Tx, s: Shift, requestId?: string): void {
  const { id: shiftId, unitId, staffId, role } = s;
  const data = { shiftId, unitId, staffId, role, startedAt: s.startedAt.toISOString(), endsAt: s.endsAt.toISOString() };
  tx.emit({ type: 'shift.started', aggregateId: s.id, version: 1, regionId: s.regionId, data });
  tx.bumpCounter(`shift.${unitId}`, (seq) => ({ seq, staffId, onShift: true }));
  tx.audit({ action: 'startShift', what: 'shift.started', unitId, regionId: s.regionId, requestId });
}

/** The same for its end. */
export function tellShiftEnded(tx: Tx, s: Shift, requestId?: string): void {
  const { id: shiftId, unitId, staffId, role } = s;
  tx.emit({ type: 'shift.ended', aggregateId: s.id, version: 2, regionId: s.regionId, data: { shiftId, unitId, staffId, role, endedAt: s.endedAt!.toISOString(), by: s.endedBy! } });
  tx.bumpCounter(`shift.${unitId}`, (seq) => ({ seq, staffId, onShift: false }));
  tx.audit({ action: 'endShift', what: 'shift.ended', unitId, regionId: s.regionId, reason: s.endedBy!, requestId });
}
