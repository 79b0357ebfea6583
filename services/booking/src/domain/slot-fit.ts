import type { ActsAs, LateBookingReason, SlotMisfit } from './codes';
import type { Slot } from './slot';
import type { Ticket } from './ticket';

/** What decides whether a time is one the ticket may be used for. */
export interface FitQuestion {
  as: ActsAs;
  /** Units that the ticket may be used at. */
  choosable: readonly string[];
  lateReason: LateBookingReason | null;
  /** The time's person no longer works there in the role: nobody would come. */
  personLeft: boolean;
  now: Date;
}

type Row = { misfit: SlotMisfit; says: string; when: (slot: Slot, ticket: Ticket, q: FitQuestion) => boolean };

/** Why a time does not fit a ticket, the first that holds is told. ticketSlots offers exactly what none of these takes away. */
export const misfits: readonly Row[] = [
  { misfit: 'OTHER_UNIT', says: 'the unit is none that the ticket may be used at', when: (slot, _ticket, q) => !q.choosable.includes(slot.unitId) },
  { misfit: 'IN_THE_PAST', says: 'it has begun', when: (slot, _ticket, q) => slot.startsAt <= q.now },
  { misfit: 'STAFF_ONLY', says: 'only staff book it, and the patient asks', when: (slot, _ticket, q) => slot.bookableBy === 'STAFF' && q.as === 'PATIENT' },
  { misfit: 'OTHER_VISIT_TYPE', says: 'it is another kind of visit', when: (slot, ticket) => slot.visitType !== ticket.visitType },
  { misfit: 'OTHER_ROLE', says: 'the ticket names another role', when: (slot, ticket) => ticket.role !== null && slot.role !== ticket.role },
  { misfit: 'OTHER_PERSON', says: 'the ticket names another person', when: (slot, ticket) => ticket.staffId !== null && slot.staffId !== ticket.staffId },
  {
    misfit: 'AFTER_VISIT_BY', says: 'it begins after the ticket’s last day, unless staff book it with a reason',
    when: (slot, ticket, q) => slot.startsAt > ticket.visitBy && !(q.as === 'STAFF' && q.lateReason !== null),
  },
];

/** Why the time does not fit; undefined when it does. */
export function misfitOf(slot: Slot, ticket: Ticket, q: FitQuestion): SlotMisfit | undefined {
  return misfits.find((row) => row.when(slot, ticket, q))?.misfit;
}

/** Whether nobody else has the time, and somebody is there to hold it. */
export function isFree(slot: Slot, q: FitQuestion): boolean {
  return slot.status === 'FREE' && !q.personLeft;
}

/** The reason is kept only where it was needed. */
export function keptReason(slot: Slot, ticket: Ticket, q: FitQuestion): LateBookingReason | null {
  return slot.startsAt > ticket.visitBy ? q.lateReason : null;
}
