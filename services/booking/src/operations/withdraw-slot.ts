import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { type Done, notFound, type RefusedAs } from '../domain/outcome';
import type { Slot } from '../domain/slot';
import { withdrawSlot as decide } from '../domain/withdraw-slot';
import { loadSlotForUpdate, saveSlot } from '../storage/slot-store';

type Outcome = Done<Slot> | RefusedAs<'NOT_FOUND' | 'SLOT_TAKEN'>;

/** Staff of the unit take a time back that nobody has booked (BOO-1). */
export async function withdrawSlot(db: Database, actor: StaffActor, slotId: string, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const slot = await loadSlotForUpdate(tx, actor.regionId, slotId);
    if (!slot || !actor.commission.unitIds.includes(slot.unitId)) return notFound;
    const decided = decide(slot);
    if (decided.is === 'SAME') return { is: 'DONE', it: slot };
    if (decided.is !== 'CHANGED') return decided;
    await saveSlot(tx, slot, decided.slot);
    tx.audit({ action: 'withdrawSlot', what: 'slot', unitId: slot.unitId, requestId });
    return { is: 'DONE', it: decided.slot };
  });
}
