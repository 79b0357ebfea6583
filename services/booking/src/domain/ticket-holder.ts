import type { StaffRole } from './codes';

/** What a region's tickets may be held for (CFG 'ticket holder'). */
export const ticketHolders = ['UNIT', 'ROLE', 'PERSON'] as const;
export type TicketHolder = (typeof ticketHolders)[number];

/** Asked for: a role, a person, both or neither. */
export interface Holder {
  role: StaffRole | null;
  staffId: string | null;
}

/** What is wrong with a ticket for this holder in the region: the argument's name and a sentence; undefined when it may be issued. */
export function holderFault(allowed: readonly TicketHolder[], { role, staffId }: Holder): { at: 'role' | 'staffId'; says: string } | undefined {
  if (staffId !== null) return allowed.includes('PERSON') ? undefined : { at: 'staffId', says: 'tickets of this region are not for a person' };
  if (role !== null) return allowed.includes('ROLE') ? undefined : { at: 'role', says: 'tickets of this region are for the unit alone' };
  return allowed.includes('UNIT') ? undefined : { at: 'role', says: 'tickets of this region name a role or a person' };
}

/** Whom a ticket from an outcome is for: the profession where the region's tickets name one, else the whole unit. A nurse sorts what names nobody. */
export function holderOfOutcome(allowed: readonly TicketHolder[], profession: StaffRole | null): Holder {
  if (!allowed.includes('ROLE')) return { role: null, staffId: null };
  return { role: profession ?? (allowed.includes('UNIT') ? null : 'NURSE'), staffId: null };
}
