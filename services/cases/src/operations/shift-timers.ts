import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Shift } from '../domain/shift';
import { timerKinds } from './schedule-timers';

/** Sets the timer that ends a shift nobody has ended. */
export function scheduleShiftEnd(tx: Tx, s: Shift): void {
  tx.schedule({ kind: timerKinds.endShift, aggregateId: s.id, dueAt: s.endsAt, urgency: 6, payload: { regionId: s.regionId } });
}

/** Takes it away: the shift is over. */
export function cancelShiftEnd(tx: Tx, s: Shift): void {
  tx.cancelTimers(s.id, timerKinds.endShift);
}

/** Has the unit's open cases looked at for who is on duty, as soon as this transaction is committed (QUE-7). */
export async function scheduleLookAtDuty(tx: Tx, regionId: string, unitId: string): Promise<void> {
  tx.cancelTimers(unitId, timerKinds.lookAtDuty);
  tx.schedule({ kind: timerKinds.lookAtDuty, aggregateId: unitId, dueAt: await tx.now(), urgency: 5, payload: { regionId } });
}
