import { v7 } from 'uuid';
import { startStack, type Stack } from '../stack';
import { patients, staff, units, World } from '../world';

let stack: Stack;
let world: World;
const ticketFields = 'id status priority visitType role unit { id name } visitBy';
const bookingFields = 'id status caseId mayChange iCalendar unreachableBySms slot { id startsAt unit { name } } patient { id name }';

beforeAll(async () => {
  stack = await startStack();
  world = new World(stack);
  await world.isOpen();
}, 180_000);
afterAll(async () => {
  await world.ends();
  await stack.stop();
});

const ticketsOf = async (name: 'tolvan') => (await world.as(name, `{ myTickets { ${ticketFields} booking { id } } }`))['myTickets'] as { id: string; status: string }[];
const offered = async (ticketId: string) => {
  const { ticketSlots } = await world.as('tolvan', 'query ($id: ID!) { ticketSlots(ticketId: $id, first: 5) { edges { node { id startsAt unit { id } } } } }', { id: ticketId });
  return ticketSlots.edges.map((edge: { node: { id: string; unit: { id: string } } }) => edge.node);
};

describe('a booked visit, across the services', () => {
  let ticketId: string;
  let booking: { id: string; caseId: string; iCalendar: string };

  test('[TRI-5] [BOO-2] an outcome of priority 6 becomes a ticket at the listed health centre, to be used within a day', async () => {
    const session = await world.triages('tolvan', 'burningUrine');
    expect(session['outcome']).toMatchObject({ disposition: 'BOOKABLE', priority: '6' });
    await world.finishes('tolvan', session['id']);
    await world.until(async () => (await ticketsOf('tolvan')).length === 1);
    const [ticket] = await ticketsOf('tolvan');
    expect(ticket).toMatchObject({ status: 'OPEN', priority: '6', role: null, unit: { id: units.gavleHealthCentre.id, name: units.gavleHealthCentre.name }, booking: null });
    ticketId = ticket!.id;
  });

  test('[BOO-1] [BOO-4] the unit publishes, the patient finds its times first, and books one', async () => {
    const soon = [2, 3].map((hours) => new Date(Math.ceil(world.now().getTime() / 60_000) * 60_000 + hours * 3_600_000).toISOString());
    const published = await world.does(
      'annaNurse', 'publishSlots',
      { clientId: v7(), unitId: units.gavleHealthCentre.id, role: 'NURSE', staffId: staff.annaNurse.id, visitType: 'VIDEO', minutes: 20, startsAt: soon },
      '... on PublishSlotsOk { slots { id } }');
    expect(published).toMatchObject({ __typename: 'PublishSlotsOk' });
    const own = (await offered(ticketId)).map((slot: { unit: { id: string } }) => slot.unit.id === units.gavleHealthCentre.id) as boolean[];
    expect(own.slice(0, 2)).toEqual([true, true]);
    expect(own).toEqual([...own].sort((a, b) => Number(b) - Number(a)));
    const booked = await world.does('tolvan', 'bookSlot', { clientId: v7(), ticketId, slotId: published['slots'][0].id }, `... on BookSlotOk { booking { ${bookingFields} } }`);
    expect(booked).toMatchObject({ __typename: 'BookSlotOk', booking: { status: 'BOOKED', mayChange: true, unreachableBySms: null, slot: { unit: { name: units.gavleHealthCentre.name } } } });
    booking = booked['booking'];
    const moved = await world.does('tolvan', 'rebook', { bookingId: booking.id, slotId: published['slots'][1].id }, `... on RebookOk { booking { ${bookingFields} } }`);
    expect(moved['booking']).toMatchObject({ id: booking.id, caseId: booking.caseId, slot: { id: published['slots'][1].id } });
    expect(moved['booking'].iCalendar).toContain('SEQUENCE:1');
  });

  test('[BOO-5] the booking is a scheduled case, which leads back to it: for the patient, and in the nurse’s queue', async () => {
    const mine = async () => (await world.as('tolvan', 'query ($id: ID!) { myCase(id: $id) { status booking { id slot { startsAt } } } }', { id: booking.caseId }))['myCase'];
    await world.until(async () => (await mine()) !== null);
    expect(await mine()).toMatchObject({ status: 'REQUESTED', booking: { id: booking.id } });
    const { caseCard } = await world.as('annaNurse', 'query ($id: ID!) { caseCard(id: $id) { kind } }', { id: booking.caseId });
    expect(caseCard).toEqual({ kind: 'SCHEDULED' });
    const opened = await world.does('annaNurse', 'openCase', { caseId: booking.caseId, reason: 'CARE' }, '... on OpenCaseOk { case { booking { id } } }');
    expect(opened['case']).toEqual({ booking: { id: booking.id } });
  });

  test('[BOO-8] [DIR-3] the nurse sees the visit in her day, with the patient’s name; another unit’s nurse does not', async () => {
    const { booking: seen } = await world.as('annaNurse', `query ($id: ID!) { booking(id: $id) { ${bookingFields} } }`, { id: booking.id });
    expect(seen).toMatchObject({ patient: { id: patients.tolvan.id }, unreachableBySms: false });
    const day = new Date(seen.slot.startsAt).toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });
    const { daySchedule } = await world.as('annaNurse', 'query ($id: ID!, $day: Date!) { daySchedule(unitId: $id, date: $day) { id booking { id } } }', { id: units.gavleHealthCentre.id, day });
    expect(daySchedule).toContainEqual({ id: seen.slot.id, booking: { id: booking.id } });
    expect((await world.as('sandraNurse', 'query ($id: ID!) { booking(id: $id) { id } }', { id: booking.id }))['booking']).toBeNull();
    expect((await world.as('gretaGuardian', 'query ($id: ID!) { booking(id: $id) { id } }', { id: booking.id }))['booking']).toBeNull();
  });

  test('[BOO-4] the patient cancels, the ticket is good again, and then asks for help to find a time', async () => {
    expect(await world.does('tolvan', 'cancelBooking', { bookingId: booking.id, reason: 'CANNOT_COME' })).toMatchObject({ __typename: 'CancelBookingOk' });
    expect(await ticketsOf('tolvan')).toMatchObject([{ id: ticketId, status: 'OPEN' }]);
    const asked = await world.does('tolvan', 'askForTime', { ticketId }, '... on AskForTimeOk { caseId ticket { status } }');
    expect(asked).toMatchObject({ __typename: 'AskForTimeOk', ticket: { status: 'TIME_ASKED' } });
    const status = async () => (await world.as('tolvan', 'query ($id: ID!) { myCase(id: $id) { status } }', { id: booking.caseId }))['myCase'].status;
    await world.until(async () => (await status()) === 'CANCELLED');
    const card = async () => (await world.as('annaNurse', 'query ($id: ID!) { caseCard(id: $id) { kind tags priority } }', { id: asked['caseId'] }))['caseCard'];
    await world.until(async () => (await card()) !== null);
    expect(await card()).toMatchObject({ kind: 'DROP_IN', priority: '6', tags: expect.arrayContaining(['ADMIN']) });
    await stack.settled();
    expect(await ticketsOf('tolvan')).toMatchObject([{ id: ticketId, status: 'TIME_ASKED' }]);
    await stack.settled();
  });
});
