import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { type CareFunction, switched } from '../domain/care-function';
import { regionSettings } from '../settings/region-settings';
import { insertSwitch } from '../storage/function-switch-store';
import { isActiveUnit, lockRegion } from '../storage/unit-store';
import { announceUnits } from './announce-units';

/** Switches a function for the actor's region or one unit of it (DIR-7). The same switch again changes and tells nothing. */
export async function switchFunction(db: Database, actor: StaffActor, unitId: string | null, fn: CareFunction, on: boolean, requestId: string): Promise<'DONE' | 'NOT_FOUND'> {
  return transact(db, actor, async (tx) => {
    if (!(await lockRegion(tx, actor.regionId))) return 'NOT_FOUND';
    if (unitId !== null && !(await isActiveUnit(tx, actor.regionId, unitId))) return 'NOT_FOUND';
    const settings = await regionSettings(tx, actor.regionId);
    const off = unitId === null ? settings.functionsOff : settings.ownFunctionsOff(unitId);
    if (switched(off, fn, on) === undefined) return 'DONE';
    await insertSwitch(tx, actor.regionId, { unitId, fn, on }, actor.personId);
    await announceUnits(tx, actor.regionId, unitId === null ? undefined : [unitId]);
    tx.audit({ action: 'configure', what: on ? 'function.switched-on' : 'function.switched-off', reason: fn, unitId: unitId ?? undefined, requestId });
    return 'DONE';
  });
}
