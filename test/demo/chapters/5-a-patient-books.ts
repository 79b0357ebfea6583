import { v7 } from 'uuid';
import { units } from '../../world';
import type { Stage } from '../stage';

interface Slot { id: string; startsAt: string; unit: { name: string } }

/** A patient with a ticket books, rebooks, and gets the SMS. */
export async function aPatientBooks(stage: Stage): Promise<void> {
  const { world, narrator } = stage;
  narrator.chapter('5. A patient books, rebooks, and gets the SMS');
  const hours = [3, 4, 5].map((after) => `${new Date(world.now().getTime() + after * 3_600_000).toISOString().slice(0, 16)}:00Z`);
  const times = { clientId: v7(), unitId: units.gavleHealthCentre.id, role: 'NURSE', visitType: 'VIDEO', startsAt: hours, minutes: 20 };
  const published = await world.does('annaNurse', 'publishSlots', times, '... on PublishSlotsOk { slots { startsAt } }');
  narrator.tells('Anna publishes three video times.', published['slots']?.length === 3, published);
  const session = await world.triages('tolvan', 'burningUrine');
  const finished = await world.finishes('tolvan', session['id'] as string);
  narrator.tells(`Tolvan's matter can be booked: "${session['outcome'].priorityLabel}", and he gets a ticket.`, finished['session']?.outcome.disposition === 'BOOKABLE', finished);
  const tickets = async () => (await world.as('tolvan', '{ myTickets { id status visitBy unit { name } } }'))['myTickets'] as { id: string; status: string; visitBy: string; unit: { name: string } }[];
  await stage.until('the ticket is there', async () => (await tickets()).some(({ status }) => status === 'OPEN'));
  const ticket = (await tickets()).find(({ status }) => status === 'OPEN')!;
  const { ticketSlots } = await world.as('tolvan', 'query ($id: ID!) { ticketSlots(ticketId: $id, first: 50) { edges { node { id startsAt unit { name } } } } }', { id: ticket.id });
  const soon = world.now().getTime() + 2 * 3_600_000; // what begins within the hour may not be changed any more
  const slots = (ticketSlots.edges.map(({ node }: { node: Slot }) => node) as Slot[]).filter(({ startsAt }) => Date.parse(startsAt) > soon);
  narrator.tells(`There are times before ${ticket.visitBy}, the own unit's first: ${slots[0]?.startsAt} at ${slots[0]?.unit.name}.`, slots.length >= 2 && slots[0]!.unit.name === ticket.unit.name, slots);
  const later = slots.find(({ startsAt }) => startsAt !== slots[0]!.startsAt)!;

  const booked = await world.does('tolvan', 'bookSlot', { clientId: v7(), ticketId: ticket.id, slotId: slots[0]!.id }, '... on BookSlotOk { booking { id caseId iCalendar } }');
  narrator.tells('He books the first.', booked['__typename'] === 'BookSlotOk' && booked['booking'].iCalendar.startsWith('BEGIN:VCALENDAR'), booked);
  const { bookSlot: second } = { bookSlot: await world.does('tolvan', 'bookSlot', { clientId: v7(), ticketId: ticket.id, slotId: slots[1]!.id }) };
  narrator.tells(`One ticket, one visit: "${second['message']}"`, second['__typename'] === 'TicketNotUsable', second);
  const caseId = booked['booking'].caseId as string;
  await stage.until('the scheduled case is there', async () => (await world.as('tolvan', 'query ($id: ID!) { myCase(id: $id) { status booking { id } } }', { id: caseId }))['myCase'] !== null);
  narrator.tells('The booking is a scheduled case at the unit.', true);
  const smses = async () => (await world.as('tolvan', '{ myNotifications(first: 50) { edges { node { template channel status text dueAt } } } }'))['myNotifications'].edges.map((edge: { node: object }) => edge.node) as { template: string; channel: string; status: string; text: string | null }[];
  const sent = async () => (await smses()).filter(({ channel, status }) => channel === 'SMS' && ['SENT', 'DELIVERED'].includes(status));
  await stage.until('the SMS has been sent', async () => (await sent()).length >= 1);
  const [first] = await sent();
  narrator.tells(`His phone says: "${first!.text}" – and the operator has it too.`, (await stage.sent()).includes(JSON.stringify(first!.text).slice(1, -1)), first);

  const moved = await world.does('tolvan', 'rebook', { bookingId: booked['booking'].id, slotId: later.id }, '... on RebookOk { booking { id caseId slot { startsAt } } }');
  narrator.tells(`He moves it to ${moved['booking']?.slot.startsAt}; it stays the same booking and the same case.`, moved['__typename'] === 'RebookOk' && moved['booking'].caseId === caseId, moved);
  await stage.until('the second SMS has been sent', async () => (await sent()).length >= 2);
  narrator.tells('The new time comes by SMS too.', true);
}
