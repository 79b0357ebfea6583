import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Case } from '../domain/case';
import { regionSettings } from '../settings/region-settings';
import { unitsOnShift } from '../storage/assignment-store';
import { timerKinds } from './schedule-timers';

/** Has the unit's waiting cases looked at for whom they can be given to, as soon as this transaction is committed, or at the instant; nothing where the unit does not assign (EXP-4). */
export async function scheduleAssigning(tx: Tx, regionId: string, unitId: string, at?: Date): Promise<void> {
  if (!(await regionSettings(tx, regionId, unitId)).autoAssignment.on) return;
  tx.cancelTimers(unitId, timerKinds.assign);
  tx.schedule({ kind: timerKinds.assign, aggregateId: unitId, dueAt: at ?? (await tx.now()), urgency: 2, payload: { regionId } });
}

/** The same when a case has left somebody's hands: for its unit, and for where that person has room now. */
export async function scheduleAssigningAfter(tx: Tx, before: Case, after: Case): Promise<void> {
  const held = (c: Case): boolean => c.status === 'ACCEPTED' || c.status === 'IN_PROGRESS';
  if (!held(before) || before.takenBy === null || (held(after) && after.takenBy === before.takenBy)) return;
  for (const unitId of new Set([after.unitId, ...(await unitsOnShift(tx, before.regionId, before.takenBy))])) await scheduleAssigning(tx, before.regionId, unitId);
}
