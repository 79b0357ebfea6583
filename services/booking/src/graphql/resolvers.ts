import { Booking } from './Booking';
import { Case } from './Case';
import type { Resolvers } from './generated/resolvers';
import { askForTime } from './Mutation/askForTime';
import { bookSlot } from './Mutation/bookSlot';
import { cancelBooking } from './Mutation/cancelBooking';
import { issueTicket } from './Mutation/issueTicket';
import { publishSlots } from './Mutation/publishSlots';
import { rebook } from './Mutation/rebook';
import { withdrawSlot } from './Mutation/withdrawSlot';
import { MyCase } from './MyCase';
import { booking } from './Query/booking';
import { daySchedule } from './Query/daySchedule';
import { myBookings } from './Query/myBookings';
import { myTicket } from './Query/myTicket';
import { myTickets } from './Query/myTickets';
import { ticketSlots } from './Query/ticketSlots';
import { unitTickets } from './Query/unitTickets';
import { Slot } from './Slot';
import { Ticket } from './Ticket';

/** Everything booking answers in the graph. */
export const resolvers: Resolvers = {
  Query: { myTickets, myTicket, ticketSlots, myBookings, booking, daySchedule, unitTickets },
  Mutation: { publishSlots, withdrawSlot, issueTicket, bookSlot, rebook, cancelBooking, askForTime },
  Ticket,
  Slot,
  Booking,
  Case,
  MyCase,
};
