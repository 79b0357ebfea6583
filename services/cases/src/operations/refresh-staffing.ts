import type { Tx } from '@vardgraf/service-kit/transaction';
import { audience, needsHelpers } from '../domain/audience';
import { type Case, suicideRiskOpen, widened } from '../domain/case';
import { openStatuses } from '../domain/transitions';
import { loadCaseForUpdate, openCaseIds, visibilityOf } from '../storage/case-store';
import { neighboursOf, saveUnit, type UnitRow } from '../storage/unit-store';
import { recordChange } from './record-change';

/**
 * Keeps what directory says of a unit, and looks at its open cases again: one whose profession has left is seen by every clinical role from now
 * on (QUE-7, SAF-5). Who saw a case goes on seeing it.
 */
export async function refreshStaffing(tx: Tx, unit: UnitRow, version: number): Promise<void> {
  if (!(await saveUnit(tx, unit, version))) return;
  const near = await neighboursOf(tx, unit.regionId, unit.id);
  const looksAtAll = needsHelpers(unit.staffedRoles);
  for (const id of await openCaseIds(tx, unit.regionId, unit.id, openStatuses, looksAtAll ? undefined : unit.staffedRoles)) {
    const found = await loadCaseForUpdate(tx, unit.regionId, id);
    if (found && found.unitId === unit.id && openStatuses.includes(found.status)) await lookAgain(tx, found, unit, [...near.cooperating, ...near.hubs]);
  }
}

async function lookAgain(tx: Tx, found: Case, unit: UnitRow, helpers: string[]): Promise<void> {
  const visibility = await visibilityOf(tx, found.id);
  const now = audience({ unitId: unit.id, profession: found.profession, suicideRisk: suicideRiskOpen(found), staffedRoles: unit.staffedRoles, helpers });
  const count = (seen: typeof visibility): number => seen.reduce((sum, v) => sum + v.roles.length, 0);
  const more = count(widened(visibility, now.visibility)) > count(visibility);
  if (!more && now.noOneInRole === found.noOneInRole) return;
  await recordChange(tx, {
    before: found, after: { ...found, noOneInRole: now.noOneInRole }, visibility, added: more ? now.visibility : [], action: 'STAFFING', verb: 'refreshStaffing',
  });
}
