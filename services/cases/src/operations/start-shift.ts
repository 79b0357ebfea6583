import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { notFound, notPermitted, type RefusedAs } from '../domain/outcome';
import { type Shift, shiftEndsAt } from '../domain/shift';
import { regionSettings } from '../settings/region-settings';
import { openIntervals } from '../storage/open-interval-store';
import { insertShift, lockShifts, runningShift } from '../storage/shift-store';
import { unitOf } from '../storage/unit-store';
import { scheduleAssigning } from './assigning-timer';
import { endingOf } from './end-shift';
import { tellShiftStarted } from './shift-events';
import { scheduleLookAtDuty, scheduleShiftEnd } from './shift-timers';

type Outcome = { is: 'DONE'; shift: Shift } | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED'>;

/**
 * The caller is on shift at the unit from now on, in the role of the commission (QUE-10). Who is already gets the same yes; who is there in another
 * role changes it. The clock ends what nobody ends.
 */
export async function startShift(db: Database, actor: StaffActor, unitId: string, requestId?: string): Promise<Outcome> {
  const { regionId, personId: staffId, commission } = actor;
  if (!commission.unitIds.includes(unitId)) return notPermitted;
  return transact(db, actor, async (tx): Promise<Outcome> => {
    if (!(await unitOf(tx, regionId, unitId))?.active) return notFound;
    await lockShifts(tx, unitId);
    const running = await runningShift(tx, regionId, unitId, staffId);
    if (running?.role === commission.role) return { is: 'DONE', shift: running };
    if (running) await endingOf(tx, running, 'SELF', requestId);
    const now = await tx.now();
    const { shifts } = await regionSettings(tx, regionId, unitId);
    const endsAt = shiftEndsAt(now, shifts, await openIntervals(tx, regionId, unitId, now));
    const shift: Shift = { id: v7(), regionId, unitId, staffId, role: commission.role, startedAt: now, endsAt, endedAt: null, endedBy: null };
    await insertShift(tx, shift);
    tellShiftStarted(tx, shift, requestId);
    scheduleShiftEnd(tx, shift);
    await scheduleAssigning(tx, regionId, unitId);
    if (shifts.used) await scheduleLookAtDuty(tx, regionId, unitId);
    return { is: 'DONE', shift };
  });
}
