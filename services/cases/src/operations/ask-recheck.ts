import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Case } from '../domain/case';
import { isToBeAsked, mayRecheck, pointsAround } from '../domain/recheck';
import { settingsByUnit } from '../settings/region-settings';
import { loadFreeCases, visibilityOfCases } from '../storage/case-store';
import { rechecksOfCases, saveAsked } from '../storage/recheck-store';
import { bumpPatients } from './bump-patients';
import { bumpUnits } from './record-change';
import { scheduleRecheck } from './schedule-timers';

/**
 * Asks the patients of waiting cases whether anything has changed, at a set point of the region (BEY-5): seen in `myCase` and on the card. Nothing else of
 * a case changes, and who does not answer loses nothing. Called when timers say so, and decides anew under the cases' locks.
 * @returns the cases that somebody else holds, to be looked at again
 */
export async function askRechecks(tx: Tx, regionId: string, caseIds: readonly string[]): Promise<string[]> {
  const { free, held } = await loadFreeCases(tx, regionId, caseIds);
  const [settingsOf, now] = [settingsByUnit(tx, regionId), await tx.now()];
  const said = await rechecksOfCases(tx, free.map((c) => c.id));
  const asked: Case[] = [];
  for (const found of free.filter(mayRecheck)) {
    const { recheckPoints } = await settingsOf(found.unitId);
    scheduleRecheck(tx, found, recheckPoints, now);
    if (isToBeAsked(pointsAround(found, recheckPoints, now).last, said.get(found.id))) asked.push(found);
  }
  await saveAsked(tx, asked.map((c) => c.id), now);
  const seenBy = await visibilityOfCases(tx, asked.map((c) => c.id));
  for (const { id } of asked) bumpUnits(tx, id, seenBy.get(id) ?? [], seenBy.get(id) ?? []);
  await bumpPatients(tx, asked);
  return held;
}
