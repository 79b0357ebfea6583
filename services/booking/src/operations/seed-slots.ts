import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Slot } from '../domain/slot';
import { insertSlots } from '../storage/slot-store';

/** Adds times that are not there yet, and answers how many. */
export async function seedSlots(tx: Tx, slots: readonly Slot[]): Promise<number> {
  return insertSlots(tx, slots, null);
}
