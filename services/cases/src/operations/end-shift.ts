import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { notFound, type RefusedAs } from '../domain/outcome';
import { holdsShift, type Shift, type ShiftEnd } from '../domain/shift';
import { regionSettings } from '../settings/region-settings';
import { latestShift, lockShifts, saveShiftEnd, shiftOf, shiftsWithoutCommission, visitsInHand } from '../storage/shift-store';
import { lookAtReservations } from './first-refusal';
import { tellShiftEnded } from './shift-events';
import { cancelShiftEnd, scheduleLookAtDuty } from './shift-timers';

type Outcome = { is: 'DONE'; shift: Shift } | RefusedAs<'NOT_FOUND' | 'VISITS_GO_ON'>;

/**
 * Ends the caller's shift at the unit (QUE-10). With visits in hand it warns or refuses, as the region or the unit says; visits stay their holder's
 * until somebody has accepted them, shift or not. A shift that is over already is the same yes.
 */
export async function endShift(db: Database, actor: StaffActor, input: { unitId: string; endAnyway: boolean }, requestId?: string): Promise<Outcome> {
  const { regionId, personId } = actor;
  return transact(db, actor, async (tx): Promise<Outcome> => {
    await lockShifts(tx, input.unitId);
    const shift = await latestShift(tx, regionId, input.unitId, personId);
    if (!shift) return notFound;
    if (shift.endedAt !== null) return { is: 'DONE', shift };
    const { shifts } = await regionSettings(tx, regionId, input.unitId);
    const caseIds = await visitsInHand(tx, regionId, input.unitId, personId);
    if (holdsShift(shifts, caseIds.length, input.endAnyway)) return { is: 'VISITS_GO_ON', caseIds, mayEndAnyway: shifts.atEnd === 'WARN' };
    return { is: 'DONE', shift: await endingOf(tx, shift, 'SELF', requestId) };
  });
}

/** Ends a shift whose time is over. Called when a timer says so, and decides anew. */
export async function endForgottenShift(tx: Tx, regionId: string, shiftId: string): Promise<void> {
  const known = await shiftOf(tx, regionId, shiftId);
  if (!known) return;
  await lockShifts(tx, known.unitId);
  const shift = await shiftOf(tx, regionId, shiftId);
  if (shift && shift.endedAt === null && shift.endsAt <= (await tx.now())) await endingOf(tx, shift, 'CLOCK');
}

/** Ends the person's shifts in roles and at units for which there is no commission any more. */
export async function endShiftsWithoutCommission(tx: Tx, regionId: string, staffId: string): Promise<void> {
  for (const shift of await shiftsWithoutCommission(tx, regionId, staffId)) {
    await lockShifts(tx, shift.unitId);
    if ((await shiftOf(tx, regionId, shift.id))?.endedAt === null) await endingOf(tx, shift, 'COMMISSION');
  }
}

/** The shift, over. The unit's shifts are locked. */
export async function endingOf(tx: Tx, running: Shift, by: ShiftEnd, requestId?: string): Promise<Shift> {
  const shift: Shift = { ...running, endedAt: await tx.now(), endedBy: by };
  await saveShiftEnd(tx, shift);
  tellShiftEnded(tx, shift, requestId);
  cancelShiftEnd(tx, shift);
  const { shifts } = await regionSettings(tx, shift.regionId, shift.unitId);
  if (shifts.used) {
    await scheduleLookAtDuty(tx, shift.regionId, shift.unitId);
    await lookAtReservations(tx, shift.regionId, shift.staffId);
  }
  return shift;
}
