import type { Tx } from '@vardgraf/service-kit/transaction';
import type { StaffRole } from '../domain/codes';
import { canReceive, mayTransfer } from '../domain/transfer-rule';
import { regionSettings } from '../settings/region-settings';
import { openIntervals } from '../storage/open-interval-store';
import { unitOf } from '../storage/unit-store';

/** Where a case shall go, as the giver says it. */
export interface TransferAsked {
  regionId: string;
  fromUnitId: string;
  unitId: string;
  role: StaffRole | null;
  /** A named person is asked where they are: nobody stands in. */
  staffId: string | null;
  suicideRisk: boolean;
}

/** Where it goes, and whether it may. */
export interface TransferTarget {
  allowed: boolean;
  unitId: string;
  /** The rule by which another unit stands in for the one named; undefined where none does (BEY-7). */
  rule: string | undefined;
}

/**
 * Asks the giver's rule whether it may go there, and the receiver's who stands in for it now (EXP-5). A stand-in that cannot receive either, or that is
 * the giver, is passed over: then it waits where it was sent.
 */
export async function transferTarget(tx: Tx, asked: TransferAsked): Promise<TransferTarget> {
  const { regionId, fromUnitId, unitId, role } = asked;
  const giver = await regionSettings(tx, regionId, fromUnitId);
  const allowed = mayTransfer(giver.transfer, fromUnitId, unitId, asked.suicideRisk);
  const { fallback, name } = (await regionSettings(tx, regionId, unitId)).transfer;
  const stays: TransferTarget = { allowed, unitId, rule: undefined };
  if (fallback === null || fallback === fromUnitId || asked.staffId !== null || unitId === fromUnitId) return stays;
  const standsIn = (await receives(tx, regionId, unitId, role)) === false && (await receives(tx, regionId, fallback, role)) === true;
  return standsIn ? { allowed, unitId: fallback, rule: `${name}/fallback` } : stays;
}

/** Who stands in for the unit by its rule, closed or not. */
export async function standInOf(tx: Tx, regionId: string, unitId: string): Promise<string | null> {
  return (await regionSettings(tx, regionId, unitId)).transfer.fallback;
}

/** Whether the unit can receive now; undefined for one that is none of the region's or not active, which is refused as such. */
async function receives(tx: Tx, regionId: string, unitId: string, role: StaffRole | null): Promise<boolean | undefined> {
  const unit = await unitOf(tx, regionId, unitId);
  if (!unit?.active) return undefined;
  const now = await tx.now();
  return canReceive({ ...unit, hours: await openIntervals(tx, regionId, unitId, now) }, role, now);
}
