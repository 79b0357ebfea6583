import type { Tx } from '@vardgraf/service-kit/transaction';
import { replaceHours, type UnitHours } from '../storage/open-interval-store';

/** Keeps cases' copy of a unit's opening hours. Open cases keep the due time they were promised; new ones are counted by the new hours. */
export async function replaceUnitHours(tx: Tx, hours: UnitHours): Promise<void> {
  await replaceHours(tx, hours);
}
