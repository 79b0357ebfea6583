import type { RefusedAs } from './outcome';
import type { Slot } from './slot';

/** Takes a time back that nobody has booked (BOO-1). */
export function withdrawSlot(slot: Slot): { is: 'CHANGED'; slot: Slot } | { is: 'SAME' } | RefusedAs<'SLOT_TAKEN'> {
  if (slot.status === 'WITHDRAWN') return { is: 'SAME' };
  if (slot.status === 'BOOKED') return { is: 'SLOT_TAKEN' };
  return { is: 'CHANGED', slot: { ...slot, status: 'WITHDRAWN' } };
}
