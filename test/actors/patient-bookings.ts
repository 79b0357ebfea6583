import { v7 } from 'uuid';
import { type GraphClient, type Reply, untilAnswered } from './graph-client';
import type { Journal } from './journal';
import { oneOf } from './random';

const refusal = '... on Refusal { code }';
const mineDocument = 'query Mine { myTickets { id status } myBookings { id status mayChange ticket { id } } }';
const slotsDocument = 'query Slots($ticketId: ID!) { ticketSlots(ticketId: $ticketId, first: 20) { edges { node { id } } } }';
const documents = {
  bookSlot: `mutation Book($input: BookSlotInput!) { bookSlot(input: $input) { __typename ... on BookSlotOk { booking { id } } ${refusal} } }`,
  rebook: `mutation Move($input: RebookInput!) { rebook(input: $input) { __typename ... on RebookOk { booking { id } } ${refusal} } }`,
  cancelBooking: `mutation Cancel($input: CancelBookingInput!) { cancelBooking(input: $input) { __typename ... on CancelBookingOk { booking { id } } ${refusal} } }`,
  askForTime: `mutation Ask($input: AskForTimeInput!) { askForTime(input: $input) { __typename ... on AskForTimeOk { caseId } ${refusal} } }`,
} as const;

interface Mine {
  myTickets: { id: string; status: string }[] | null;
  myBookings: { id: string; status: string; mayChange: boolean; ticket: { id: string } }[] | null;
}

/** A patient looks at their tickets and books, moves or cancels a visit, or asks for help to find a time. The first times are those that everybody wants. */
export async function bookingStep(client: GraphClient, journal: Journal, next: () => number, personId: string, running: () => boolean): Promise<void> {
  const ask = (operation: string, document: string, variables: Record<string, unknown>) => client.ask(personId, undefined, operation, document, variables);
  const does = (field: keyof typeof documents, input: Record<string, unknown>): Promise<Reply | undefined> => untilAnswered(() => ask(field, documents[field], { input }), field, next, running);
  const wanted = async (ticketId: string): Promise<string | undefined> => {
    const seen = await ask('ticketSlots', slotsDocument, { ticketId });
    const edges = seen.is === 'DATA' ? ((seen.data['ticketSlots'] as { edges: { node: { id: string } }[] } | null)?.edges ?? []) : [];
    return oneOf(next, edges.slice(0, 5))?.node.id;
  };

  const looked = await ask('myTickets', mineDocument, {});
  if (looked.is === 'FAULT') return;
  const { myTickets, myBookings } = looked.data as unknown as Mine;
  const ticket = oneOf(next, (myTickets ?? []).filter((one) => one.status === 'OPEN'));
  const booking = oneOf(next, (myBookings ?? []).filter((one) => one.mayChange));
  if (booking && (!ticket || next() < 0.5)) {
    const slotId = next() < 0.6 ? await wanted(booking.ticket.id) : undefined;
    if (slotId && (await does('rebook', { bookingId: booking.id, slotId }))?.__typename === 'RebookOk') journal.acknowledged.push({ act: 'REBOOK', bookingId: booking.id, slotId });
    if (slotId) return;
    if ((await does('cancelBooking', { bookingId: booking.id, reason: 'CANNOT_COME' }))?.__typename === 'CancelBookingOk') journal.acknowledged.push({ act: 'CANCEL', bookingId: booking.id });
  } else if (ticket) {
    const slotId = next() < 0.9 ? await wanted(ticket.id) : undefined;
    if (!slotId) {
      const asked = next() < 0.3 ? await does('askForTime', { ticketId: ticket.id }) : undefined;
      if (asked?.__typename === 'AskForTimeOk') journal.acknowledged.push({ act: 'ASK_TIME', ticketId: ticket.id, caseId: asked['caseId'] as string });
      return;
    }
    const clientId = v7();
    for (let times = next() < 0.1 ? 2 : 1; times > 0; times -= 1) { // a patient who taps twice
      const booked = await does('bookSlot', { clientId, ticketId: ticket.id, slotId });
      if (booked?.__typename === 'BookSlotOk') journal.acknowledged.push({ act: 'BOOK', clientId, bookingId: booked['booking'].id as string, ticketId: ticket.id, slotId, by: personId });
    }
  }
}
