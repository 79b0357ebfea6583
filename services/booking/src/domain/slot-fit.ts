import type { ActsAs, LateBookingReason, SlotMisfit } from './codes';
import type { Slot } from './slot';
import type { Ticket } from './ticket';

/** What decides whether a time is one the ticket may be used for. */
export interface FitQuestion {
  as: ActsAs;
  /** Units that the ticket may be used at. */
  choosable: readonly string[];
  lateReason: LateBookingReason | null;
  now: Date;
}

type Row = { misfit: SlotMisfit; when: (slot: Slot, ticket: Ticket, q: FitQuestion) => boolean };

/** Why a time does not fit a ticket, the first that holds is told. ticketSlots offers exactly what none of these takes away. */
const misfits: readonly Row[] = [
  { misfit: 'OTHER_UNIT', when: (slot, _ticket, q) => !q.choosable.includes(slot.unitId) },
  { misfit: 'IN_THE_PAST', when: (slot, _ticket, q) => slot.startsAt <= q.now },
  { misfit: 'STAFF_ONLY', when: (slot, _ticket, q) => slot.bookableBy === 'STAFF' && q.as === 'PATIENT' },
  { misfit: 'OTHER_VISIT_TYPE', when: (slot, ticket) => slot.visitType !== ticket.visitType },
  { misfit: 'OTHER_ROLE', when: (slot, ticket) => ticket.role !== null && slot.role !== ticket.role },
  { misfit: 'OTHER_PERSON', when: (slot, ticket) => ticket.staffId !== null && slot.staffId !== ticket.staffId },
  // BOO-2: a later time only by staff, with a reason.
  { misfit: 'AFTER_VISIT_BY', when: (slot, ticket, q) => slot.startsAt > ticket.visitBy && !(q.as === 'STAFF' && q.lateReason !== null) },
];

/** Why the time does not fit; undefined when it does. */
export function misfitOf(slot: Slot, ticket: Ticket, q: FitQuestion): SlotMisfit | undefined {
  return misfits.find((row) => row.when(slot, ticket, q))?.misfit;
}

/** The reason is kept only where it was needed. */
export function keptReason(slot: Slot, ticket: Ticket, q: FitQuestion): LateBookingReason | null {
  return slot.startsAt > ticket.visitBy ? q.lateReason : null;
}
