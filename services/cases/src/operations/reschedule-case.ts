import type { Tx } from '@vardgraf/service-kit/transaction';
import { type MovedBooking, rescheduleCase as decide } from '../domain/booked-case';
import { noShowAt } from '../domain/protocol';
import { regionSettings } from '../settings/region-settings';
import { loadCaseForUpdate, visibilityOf } from '../storage/case-store';
import { afterwards } from './case-events';
import { cancelTakeTimeout, scheduleNoShow, scheduleTakeTimeout } from './schedule-timers';
import { placedAt } from './placed-at';
import { type Change, recordChange } from './record-change';

/**
 * The booked visit has another time (BOO-4). Where it has gone to another unit or role too, that one has it from now on: the case waits there,
 * and who saw it at the old place no longer does. A visit that has begun is held as it is.
 */
export async function rescheduleCase(tx: Tx, regionId: string, caseId: string, booking: MovedBooking, by: Change['by']): Promise<void> {
  const before = await loadCaseForUpdate(tx, regionId, caseId);
  if (!before) throw new Error('a booking was moved whose case is not here');
  const decided = decide(before, booking);
  if (!decided) return;
  const placed = decided.action === 'RELOCATE' ? await placedAt(tx, decided.after) : undefined;
  const after = placed ? { ...decided.after, noOneInRole: placed.noOneInRole } : decided.after;
  const stored = await recordChange(tx, {
    before, after, visibility: await visibilityOf(tx, caseId), seenBy: placed?.visibility, action: decided.action, verb: 'rescheduleCase', by,
    event: { type: 'case.rescheduled', data: { ...afterwards(after), bookedAt: after.bookedAt!.toISOString(), dueAt: after.dueAt!.toISOString() } },
  });
  scheduleNoShow(tx, stored, noShowAt(stored, (await regionSettings(tx, regionId, stored.unitId)).protocols));
  if (stored.status === 'ACCEPTED') await scheduleTakeTimeout(tx, stored);
  else cancelTakeTimeout(tx, caseId);
}
