import type { LiveActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Shift } from '../domain/shift';
import { runningShift, shiftKeys as readKeys, shiftsAt, shiftsOf, visitsInHand as readVisits } from '../storage/shift-store';

/** Who is on shift at a unit of the caller's region, those longest there first (QUE-10). */
export const colleaguesOnShift = (db: Database, regionId: string, unitId: string): Promise<Shift[]> => shiftsAt(db, regionId, unitId);

/** The caller's shift at the unit that goes on. */
export async function myShift(db: Database, actor: StaffActor, unitId: string): Promise<Shift | null> {
  return transact(db, actor, async (tx) => (await runningShift(tx, actor.regionId, unitId, actor.personId)) ?? null);
}

/** The gateway's snapshot: the list's number and who is in it; null for another unit than the token's (LIV-2). */
export async function shiftKeys(db: Database, actor: LiveActor, unitId: string): Promise<{ seq: number; staffIds: string[] } | null> {
  return actor.unitId === unitId ? readKeys(db, actor.regionId, unitId) : null;
}

/** Whose unit and person an id of a colleague on shift names. */
export interface ColleagueKey {
  unitId: string;
  staffId: string;
}

/** The running shift of each of them, in the order asked; null for who is not on shift. */
export async function shiftsOfColleagues(db: Database, regionId: string, keys: readonly ColleagueKey[]): Promise<(Shift | null)[]> {
  const found = await shiftsOf(db, regionId, keys);
  return keys.map((key) => found.find((s) => s.unitId === key.unitId && s.staffId === key.staffId) ?? null);
}

/** Ids of the cases that the person of the shift has in hand at its unit. */
export async function visitsInHand(db: Database, actor: StaffActor, shift: Shift): Promise<string[]> {
  return transact(db, actor, (tx) => readVisits(tx, shift.regionId, shift.unitId, shift.staffId));
}
