import type { Tx } from '@vardgraf/service-kit/transaction';
import { assignCase as assign, assigneeOf, type OnShift } from '../domain/assign-case';
import type { Case } from '../domain/case';
import { nextStep } from '../domain/escalate-case';
import { type RegionSettings, regionSettings } from '../settings/region-settings';
import { assignedBefore, lockAssigning, onShiftWithHands, saveAssignment, waitingCases } from '../storage/assignment-store';
import { loadCaseForUpdate, visibilityOf } from '../storage/case-store';
import { scheduleAssigning } from './assigning-timer';
import { atCapacity } from './at-capacity';
import { afterwards } from './case-events';
import { cancelEscalation, scheduleReturn } from './schedule-timers';
import { recordChange } from './record-change';

/**
 * Gives the unit's first waiting case that can be given to somebody on shift (EXP-4), one in a transaction, and looks again until none is left; then
 * when the next one's time begins. Called when a timer says so, and decides anew under the case's lock: a manual take that was faster stands.
 */
export async function assignWaiting(tx: Tx, regionId: string, unitId: string): Promise<void> {
  const settings = await regionSettings(tx, regionId, unitId);
  if (!settings.autoAssignment.on) return;
  await lockAssigning(tx, unitId);
  const [now, onShift] = [await tx.now(), await onShiftWithHands(tx, regionId, unitId)];
  const waiting = await waitingCases(tx, regionId, unitId, Object.keys(settings.takeTimeout));
  for (const c of onShift.length > 0 ? waiting : []) {
    if (!(await chosen(tx, c, onShift, settings, now))) continue;
    await assignCase(tx, regionId, c.id, onShift, settings);
    return scheduleAssigning(tx, regionId, unitId);
  }
  const begins = waiting.map((c) => c.waitingSince).filter((at) => at > now).sort((a, b) => a.getTime() - b.getTime())[0];
  if (begins) await scheduleAssigning(tx, regionId, unitId, begins);
}

async function assignCase(tx: Tx, regionId: string, caseId: string, onShift: readonly OnShift[], settings: RegionSettings): Promise<void> {
  const found = await loadCaseForUpdate(tx, regionId, caseId);
  if (!found) return;
  const [visibility, now] = [await visibilityOf(tx, caseId), await tx.now()];
  const to = await chosen(tx, found, onShift, settings, now);
  if (!to || (await atCapacity(tx, found, to.staffId))) return;
  const after = assign(found, to, now);
  await saveAssignment(tx, caseId, to.staffId, now);
  const stored = await recordChange(tx, {
    before: found, after, visibility, action: 'ASSIGN', verb: 'assignCase',
    event: { type: 'case.taken', data: { ...afterwards(after), staffId: to.staffId, role: to.role, commissionUnitId: after.unitId, takenAt: now.toISOString(), assigned: true } },
  });
  cancelEscalation(tx, caseId);
  scheduleReturn(tx, stored, settings.takeTimeout);
}

/** Who the case is given to; who sees it and who had it before is asked only where its state, its clock and somebody's room allow it at all. */
async function chosen(tx: Tx, c: Case, onShift: readonly OnShift[], settings: RegionSettings, now: Date): Promise<OnShift | undefined> {
  const { capacity, takeTimeout } = settings;
  const q = { case: c, onShift, capacity, takeTimeout, nextStepAt: nextStep(c, settings)?.dueAt ?? null };
  const everybody = [{ unitId: c.unitId, roles: onShift.map((one) => one.role), addedByStep: 0 }];
  if (!assigneeOf({ ...q, visibility: everybody, tried: [] }, now)) return undefined;
  return assigneeOf({ ...q, visibility: await visibilityOf(tx, c.id), tried: await assignedBefore(tx, c.id) }, now);
}
