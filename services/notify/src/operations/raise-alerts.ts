import type { Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { quietUntil } from '../calendar/stockholm';
import type { Alert } from '../domain/alert';
import { groupOf, nextUnits } from '../domain/destination';
import { regionSettings } from '../settings/region-settings';
import { insertAlert } from '../storage/alert-store';
import { unitOf, unitsOf } from '../storage/relation-store';
import { recordAlertMove } from './record-alert-move';
import { timerKinds } from './timer-kinds';

/** Why phones are to ring. */
export interface Occasion extends Pick<Alert, 'regionId' | 'caseId' | 'cause' | 'step' | 'urgencyRank'> {
  /** When they ring, if that is not yet: the opening of a unit that is closed (RDG-2). */
  from?: Date;
}

/** One alert to each unit (NOT-3, QUE-6); the same reason again rings nobody. */
export async function raiseAlerts(tx: Tx, occasion: Occasion, unitIds: readonly string[]): Promise<void> {
  for (const unitId of [...unitIds].sort()) await raiseAlert(tx, occasion, unitId, unitId);
}

/**
 * One alert to one unit. A unit that is known to have no phones fails at once, and the next one is alerted; of one that directory has not told of
 * yet the phones are looked up when the alert is attended. Urgent ones ring at any hour, the others when the quiet hours are over (RDG-7).
 * @returns whether there is somebody now who has not been alerted for this reason before
 */
export async function raiseAlert(tx: Tx, { from, ...occasion }: Occasion, unitId: string, firstUnitId: string): Promise<boolean> {
  const raisedAt = await tx.now();
  const { unit, group, alerts, quietEnds } = await destination(tx, occasion.regionId, unitId, raisedAt);
  const alert: Alert = {
    ...occasion, id: v7(), unitId, firstUnitId, groupId: group, status: 'RAISED', raisedAt, deliveredAt: null, acknowledgedAt: null, silentAt: null, failedAt: null, clearedAt: null,
    reason: null, attempts: 0, externalId: null, maybeThere: false, toldRank: null, toldCleared: false, version: 1,
  };
  if (!(await insertAlert(tx, alert))) return false;
  tx.emit({ type: 'alert.raised', aggregateId: alert.id, version: 1, regionId: alert.regionId, data: { alertId: alert.id, caseId: alert.caseId, unitId, why: alert.cause, raisedAt: raisedAt.toISOString() } });
  tx.audit({ action: 'raiseAlert', what: `alert/${alert.cause}`, caseId: alert.caseId, unitId, regionId: alert.regionId });
  if (unit && group === null) {
    await raiseNext(tx, await recordAlertMove(tx, alert, 'FAILED', { reason: 'NO_DESTINATION' }));
    return true;
  }
  const notBefore = occasion.urgencyRank > alerts.lowestRank && quietEnds ? quietEnds : raisedAt;
  const ringsAt = from && from > notBefore ? from : notBefore;
  attendAlertAt(tx, alert, ringsAt);
  const silentAt = new Date(ringsAt.getTime() + alerts.silentAfterSeconds * 1_000);
  tx.schedule({ kind: timerKinds.silence, aggregateId: alert.id, dueAt: silentAt, urgency: 1, payload: { regionId: alert.regionId } });
  return true;
}

/** Alerts the next unit in line after one that is silent or cannot be reached; those that have been alerted for this reason are passed over (BEY-4). */
export async function raiseNext(tx: Tx, silent: Alert): Promise<void> {
  const { alerts } = await regionSettings(tx, silent.regionId, silent.firstUnitId);
  const units = await unitsOf(tx, silent.regionId);
  const first = units.find((unit) => unit.id === silent.firstUnitId);
  if (!first) return;
  const { regionId, caseId, cause, step, urgencyRank } = silent;
  for (const unit of nextUnits(first, units, alerts.next)) {
    if (await raiseAlert(tx, { regionId, caseId, cause, step, urgencyRank }, unit.id, first.id)) return;
  }
}

/** A unit's phones at the instant; undefined unit: directory has not told of it yet. */
export async function destination(tx: Tx, regionId: string, unitId: string, at: Date) {
  const { alerts, quietHours, onCallDestination } = await regionSettings(tx, regionId, unitId);
  const unit = await unitOf(tx, regionId, unitId);
  const quietEnds = quietUntil(at, quietHours);
  return { unit, alerts, quietEnds, group: unit ? groupOf(unit, onCallDestination.group, quietEnds !== undefined) : null };
}

/** Sets the time at which an alert is looked at again; before everything that is no alert. */
export function attendAlertAt(tx: Tx, a: Pick<Alert, 'id' | 'regionId'>, dueAt: Date): void {
  tx.schedule({ kind: timerKinds.attendAlert, aggregateId: a.id, dueAt, urgency: 1, payload: { regionId: a.regionId } });
}
