import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import { offersChange } from '../operations/read-bookings';
import { callerOf } from './callers';
import type { BookingResolvers } from './generated/resolvers';
import { iCalendar } from './i-calendar';
import { slotInHand, ticketInHand, unreachable, visibleBooking } from './loaders';

/** Fields of a booking that are not simply its own facts. */
export const Booking: BookingResolvers = {
  patient: (b) => ({ id: b.patientId }),
  ticket: (b, _args, context) => ticketInHand(b.ticketId, context),
  slot: (b, _args, context) => slotInHand(b.slotId, context),
  mayChange: (b, _args, context) => offersChange(b, callerOf(context)),
  iCalendar: (b, _args, context) => iCalendar(b, context.language),
  unreachableBySms: (b, _args, context) => unreachable(b.patientId, context),
  __resolveReference: (reference: { id: string }, context: GraphContext) => visibleBooking(reference.id, context),
};
