import type { Tx } from '@vardgraf/service-kit/transaction';
import { limitFor } from '../domain/capacity';
import { type Case, suicideRiskOpen } from '../domain/case';
import { type FirstRefusal, firstRefusal as decide } from '../domain/fixed-doctor';
import { regionSettings } from '../settings/region-settings';
import { countInHand } from '../storage/capacity-store';
import { loadCaseForUpdate, visibilityOf } from '../storage/case-store';
import { endReservation as save } from '../storage/fact-store';
import { fixedDoctorOf, rolesOfStaffAt } from '../storage/person-store';
import { reservedFor, runningShift } from '../storage/shift-store';
import { scheduleAssigning } from './assigning-timer';
import { scheduleReservationOver } from './schedule-timers';
import { bumpUnits } from './record-change';

/** How the new case goes to the patient's fixed doctor first (RDG-5, TRI-6); undefined where there is none, or the region has no such rule in force. */
export async function firstRefusal(tx: Tx, c: Case): Promise<FirstRefusal | undefined> {
  const doctorId = c.patientId === null ? null : await fixedDoctorOf(tx, c.regionId, c.patientId);
  const settings = doctorId === null ? undefined : await regionSettings(tx, c.regionId, c.unitId);
  if (doctorId === null || !settings?.fixedDoctor) return undefined;
  const there = await presence(tx, c, doctorId);
  const most = limitFor(c, settings.capacity);
  const full = most !== null && (await countInHand(tx, c.regionId, doctorId)) >= most;
  return decide({
    rule: settings.fixedDoctor, doctorId, present: there.present && !full, shiftEndsAt: there.shiftEndsAt, urgencyRank: c.urgencyRank, suicideRiskOpen: suicideRiskOpen(c),
    waitingSince: c.waitingSince, dueAt: c.dueAt,
  });
}

/** Whether the person works as a doctor at the case's unit, and is on shift there where the unit uses shifts. */
async function presence(tx: Tx, c: Case, doctorId: string): Promise<{ present: boolean; shiftEndsAt: Date | null }> {
  const works = (await rolesOfStaffAt(tx, c.regionId, doctorId, c.unitId)).includes('DOCTOR');
  const { shifts } = await regionSettings(tx, c.regionId, c.unitId);
  if (!works || !shifts.used) return { present: works, shiftEndsAt: null };
  const shift = await runningShift(tx, c.regionId, c.unitId, doctorId);
  return { present: shift?.role === 'DOCTOR', shiftEndsAt: shift?.endsAt ?? null };
}

/**
 * The case is the role's when its time alone is over or the doctor is there no longer, hinted to everybody who sees it: a fact of the clock, without a
 * number or an event. Called when a timer says so, and decides anew under the case's lock.
 */
export async function endReservation(tx: Tx, regionId: string, caseId: string): Promise<void> {
  const c = await loadCaseForUpdate(tx, regionId, caseId);
  if (!c?.reservedUntil || !c.fixedDoctorId) return;
  if (c.reservedUntil > (await tx.now()) && (await presence(tx, c, c.fixedDoctorId)).present) return scheduleReservationOver(tx, c, c.reservedUntil);
  await save(tx, caseId);
  await scheduleAssigning(tx, regionId, c.unitId);
  const seenBy = await visibilityOf(tx, caseId);
  bumpUnits(tx, caseId, seenBy, seenBy);
}

/** Has every case that waits for the doctor alone looked at, as soon as this transaction is committed: the doctor has gone. */
export async function lookAtReservations(tx: Tx, regionId: string, doctorId: string): Promise<void> {
  const now = await tx.now();
  for (const c of await reservedFor(tx, regionId, doctorId)) scheduleReservationOver(tx, c, now);
}
