import type { Tx } from '@vardgraf/service-kit/transaction';
import { audience, needsHelpers } from '../domain/audience';
import { type Case, suicideRiskOpen, widened } from '../domain/case';
import type { StaffRole } from '../domain/codes';
import { openStatuses } from '../domain/transitions';
import { loadCaseForUpdate, openCaseIds, visibilityOf } from '../storage/case-store';
import { neighboursOf, saveUnit, unitOf, type UnitRow } from '../storage/unit-store';
import { rolesOnDuty } from './on-duty';
import { recordChange } from './record-change';
import { scheduleLookAtDuty } from './shift-timers';

/**
 * Keeps what directory says of a unit, and looks at its open cases again: one whose profession has left is seen by every clinical role from now
 * on (QUE-7, SAF-5). Who saw a case goes on seeing it.
 */
export async function refreshStaffing(tx: Tx, unit: UnitRow, version: number): Promise<void> {
  if (!(await saveUnit(tx, unit, version))) return;
  const onDuty = await rolesOnDuty(tx, unit.regionId, unit.id, unit.staffedRoles);
  const ids = await openCaseIds(tx, unit.regionId, unit.id, openStatuses, needsHelpers(unit.staffedRoles) ? undefined : onDuty);
  await lookAtCases(tx, unit, onDuty, ids);
}

/** Cases that one look at a unit's duty changes at most; the others come in the next, so that no nurse waits long for one of them. */
const atATime = 50;

/** Looks at the unit's open cases again because somebody's shift has begun or ended (QUE-7). Called when a timer says so, and decides anew. */
export async function lookAtDuty(tx: Tx, regionId: string, unitId: string): Promise<void> {
  const unit = await unitOf(tx, regionId, unitId);
  if (!unit) return;
  const onDuty = await rolesOnDuty(tx, regionId, unitId, unit.staffedRoles);
  const ids = await openCaseIds(tx, regionId, unitId, openStatuses, onDuty);
  await lookAtCases(tx, unit, onDuty, ids.slice(0, atATime));
  if (ids.length > atATime) await scheduleLookAtDuty(tx, regionId, unitId);
}

async function lookAtCases(tx: Tx, unit: UnitRow, onDuty: readonly StaffRole[], ids: readonly string[]): Promise<void> {
  const near = await neighboursOf(tx, unit.regionId, unit.id);
  for (const id of ids) {
    const found = await loadCaseForUpdate(tx, unit.regionId, id);
    if (found && found.unitId === unit.id && openStatuses.includes(found.status)) await lookAgain(tx, found, unit, onDuty, [...near.cooperating, ...near.hubs]);
  }
}

async function lookAgain(tx: Tx, found: Case, unit: UnitRow, onDuty: readonly StaffRole[], helpers: string[]): Promise<void> {
  const visibility = await visibilityOf(tx, found.id);
  const now = audience({ unitId: unit.id, profession: found.profession, suicideRisk: suicideRiskOpen(found), staffedRoles: unit.staffedRoles, onDuty, helpers });
  const count = (seen: typeof visibility): number => seen.reduce((sum, v) => sum + v.roles.length, 0);
  const more = count(widened(visibility, now.visibility)) > count(visibility);
  if (!more && now.noOneInRole === found.noOneInRole) return;
  await recordChange(tx, {
    before: found, after: { ...found, noOneInRole: now.noOneInRole }, visibility, added: more ? now.visibility : [], action: 'STAFFING', verb: 'refreshStaffing',
  });
}
