import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import type { TicketResolvers } from './generated/resolvers';
import { activeBooking, visibleTicket } from './loaders';

/** Fields of a ticket that are not simply its own facts. */
export const Ticket: TicketResolvers = {
  patient: (t) => ({ id: t.patientId }),
  unit: (t) => ({ id: t.unitId }),
  staffMember: (t) => (t.staffId === null ? null : { id: t.staffId }),
  booking: (t, _args, context) => activeBooking('ticketId', t.id, context),
  __resolveReference: (reference: { id: string }, context: GraphContext) => visibleTicket(reference.id, context),
};
