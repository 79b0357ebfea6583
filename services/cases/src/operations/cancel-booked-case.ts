import type { Tx } from '@vardgraf/service-kit/transaction';
import { cancelBookedCase as decide } from '../domain/booked-case';
import { loadCaseForUpdate, visibilityOf } from '../storage/case-store';
import { afterwards } from './case-events';
import { scheduleTakeTimeout } from './schedule-timers';
import { type Change, recordChange } from './record-change';

/**
 * The booking is cancelled, and so is its case, unless the visit has begun: then it is being held. With suicide risk flagged the case stays,
 * without a time, and can be taken and started at once (SAF-1).
 */
export async function cancelBookedCase(
  tx: Tx, regionId: string, caseId: string, booking: { bookingId: string; reason: string }, by: Change['by'],
): Promise<void> {
  const before = await loadCaseForUpdate(tx, regionId, caseId);
  if (!before) throw new Error('a booking was cancelled whose case is not here');
  const decided = decide(before, booking.bookingId, await tx.now());
  if (!decided) return;
  const change = { before, after: decided.after, visibility: await visibilityOf(tx, caseId), reason: booking.reason, verb: 'cancelBookedCase', by };
  if (decided.is === 'KEPT') {
    const kept = await recordChange(tx, { ...change, action: 'UNBOOKED' });
    return scheduleTakeTimeout(tx, kept);
  }
  await recordChange(tx, { ...change, action: 'CANCEL', event: { type: 'case.withdrawn', data: afterwards(decided.after) } });
  tx.cancelTimers(caseId);
}
