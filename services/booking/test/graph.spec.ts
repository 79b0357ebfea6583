import { v4 } from 'uuid';
import { requestStatements } from '../../../packages/service-kit/test/request-statements';
import type { BookingSeen } from '../src/domain/booking';
import { type BookingWorld, bookingWorld, inHours, patientActor, staffMember } from './booking-world';
import { BOOKING, type By, callsOf, SLOT, TICKET } from './graph-calls';
import { parseCalendar } from './parse-calendar';

let world: BookingWorld;
const nurse = staffMember('nina');
const stranger = staffMember('sara', 'halmstad');
const analyst = staffMember('alva', 'varberg', 'ANALYST');
const { told, entity } = callsOf(() => world);
const nowhere = '018f0000-0000-7000-8000-000000000000';

beforeAll(async () => {
  world = await bookingWorld();
  await world.unit('varberg');
  await world.unit('halmstad');
  await world.staff('nina', 'varberg', 'NURSE');
});
afterEach(() => world.shiftClock('0'));
afterAll(() => world.end());

const publish = { unitId: 'varberg', role: 'NURSE', visitType: 'VIDEO', minutes: 20 };

describe('the walk through the graph', () => {
  it('[BOO-1] [BOO-2] [BOO-4] [BOO-8] staff publish and issue, the patient finds a time, books, moves and cancels, and the calendar follows', async () => {
    const anna = await world.person({ reachableBySms: true });
    const starts = [inHours(100), inHours(101)].map((at) => at.toISOString());
    const { slots } = await told(nurse, 'publishSlots', { clientId: v4(), ...publish, startsAt: starts });
    expect(slots).toMatchObject([{ unit: { id: 'varberg' }, status: 'FREE', bookableBy: 'PATIENT', staffMember: null, startsAt: starts[0] }, { startsAt: starts[1] }]);
    const { ticket } = await told(nurse, 'issueTicket', { clientId: v4(), patientId: anna.personId, unitId: 'varberg', role: 'NURSE', visitType: 'VIDEO', priority: 'BOOKABLE' });
    expect(ticket).toMatchObject({ patient: { id: anna.personId }, source: 'STAFF', status: 'OPEN', role: 'NURSE', caseId: null });
    const offered = await world.ask(anna, `{ ticketSlots(ticketId: "${ticket.id}") { edges { cursor node { ${SLOT} } } pageInfo { hasNextPage endCursor } } }`);
    expect(offered.data!.ticketSlots.edges.map((edge: { node: { id: string } }) => edge.node.id)).toEqual(slots.map((slot: { id: string }) => slot.id));

    const { booking } = await told(anna, 'bookSlot', { clientId: v4(), ticketId: ticket.id, slotId: slots[0].id });
    expect(booking).toMatchObject({ status: 'BOOKED', patient: { id: anna.personId }, ticket: { id: ticket.id, status: 'BOOKED' }, slot: { id: slots[0].id }, mayChange: true, unreachableBySms: null });
    const moved = await told(anna, 'rebook', { bookingId: booking.id, slotId: slots[1].id });
    expect(moved.booking).toMatchObject({ id: booking.id, caseId: booking.caseId, slot: { id: slots[1].id, status: 'BOOKED' } });
    const over = await told(anna, 'cancelBooking', { bookingId: booking.id, reason: 'CANNOT_COME' });
    expect(over.booking).toMatchObject({ status: 'CANCELLED', mayChange: false, ticket: { status: 'OPEN' } });

    const calendars = [booking, moved.booking, over.booking].map((b) => parseCalendar(b.iCalendar));
    expect(new Set(calendars.map(({ event }) => event['UID'])).size).toBe(1);
    expect(calendars.map(({ method, event }) => [method, event['SEQUENCE'], event['STATUS']])).toEqual([['PUBLISH', '0', 'CONFIRMED'], ['PUBLISH', '1', 'CONFIRMED'], ['CANCEL', '2', 'CANCELLED']]);
    expect(calendars[1]!.event['DTSTART']).toBe(starts[1]!.replace(/[-:]|\.\d{3}/g, ''));
    expect(JSON.stringify(calendars)).not.toMatch(/varberg|cough|nurse|sjuksköt/i);

    const { ticket: asked, caseId } = await told(anna, 'askForTime', { ticketId: ticket.id });
    expect(asked).toMatchObject({ status: 'TIME_ASKED', caseId });
    expect((await told(nurse, 'withdrawSlot', { slotId: slots[0].id })).slot).toMatchObject({ status: 'WITHDRAWN' });
  });

  it('[DIR-6] [SAF-4] [AUD-1] a patient reads own tickets and bookings, a guardian a child’s, which is logged; nobody reads another’s', async () => {
    const maria = await world.person();
    const child = await world.person({ guardianIds: [maria.personId], proxyUntil: inHours(24).toISOString() });
    const [own, childs] = [await world.ticket({ patientId: maria.personId }), await world.ticket({ patientId: child.personId })];
    const [soon, later] = [await world.booked({ ticket: childs, slot: (await world.slots([2]))[0]! }), await world.booked({ ticket: own, slot: (await world.slots([3]))[0]! })];
    const query = `{ myTickets { ${TICKET} booking { id } } myBookings { ${BOOKING} } myTicket(id: "${own.id}") { id } booking(id: "${soon.id}") { id patient { id } } }`;
    const { data, errors } = await world.ask(maria, query);
    expect(errors).toBeUndefined();
    expect(data!.myTickets.map((t: { id: string; booking: object }) => [t.id, t.booking])).toEqual([[childs.id, { id: soon.id }], [own.id, { id: later.id }]]);
    expect(data!.myBookings.map((b: { id: string }) => b.id)).toEqual([soon.id, later.id]);
    expect(data).toMatchObject({ myTicket: { id: own.id }, booking: { patient: { id: child.personId } } });
    const looks = (await world.audits({ patientId: child.personId })).filter((row) => row['action'].startsWith('see'));
    expect(looks.map((row) => row['actor_id'])).toEqual(looks.map(() => maria.personId));
    expect(looks.map((row) => row['action'])).toEqual(expect.arrayContaining(['seeTicket', 'seeBooking']));
    expect((await world.audits({ patientId: maria.personId })).filter((row) => row['action'].startsWith('see'))).toEqual([]);
    const others = await world.ask(await world.person(), query);
    expect(others.data).toEqual({ myTickets: [], myBookings: [], myTicket: null, booking: null });
    await world.shiftClock('25 hours');
    expect((await world.ask(maria, '{ myTickets { id } }')).data!.myTickets).toEqual([{ id: own.id }]);
  });

  it('[BOO-8] [DIR-3] [AUD-1] the day’s schedule is the unit’s, in order, with its bookings; each patient seen is logged', async () => {
    await world.unit('kungsbacka');
    const there = staffMember('kajsa', 'kungsbacka');
    const day = inHours(49).toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });
    const at = (time: string) => new Date(`${day}T${time}:00Z`);
    const publishAt = async (time: string) => (await told(there, 'publishSlots', { clientId: v4(), ...publish, unitId: 'kungsbacka', startsAt: [at(time).toISOString()] })).slots[0];
    const [late, early, gone] = [await publishAt('13:00'), await publishAt('09:00'), await publishAt('10:00')];
    await told(there, 'withdrawSlot', { slotId: gone.id });
    const ticket = await world.ticket({ patientId: (await world.person({ reachableBySms: false })).personId, unitId: 'kungsbacka' });
    const booking = await world.booked({ ticket, slot: { id: late.id } as never });
    const query = `{ daySchedule(unitId: "kungsbacka", date: "${day}") { ${SLOT} booking { id patient { id } unreachableBySms } } }`;
    expect((await world.ask(there, query)).data!.daySchedule).toMatchObject([
      { id: early.id, status: 'FREE', booking: null }, { id: late.id, status: 'BOOKED', booking: { id: booking.id, patient: { id: ticket.patientId }, unreachableBySms: true } },
    ]);
    expect(await world.audits({ action: 'seeBooking', patientId: ticket.patientId })).toMatchObject([{ actor_id: 'kajsa', case_id: booking.caseId, unit_id: 'kungsbacka' }]);
    for (const by of [nurse, staffMember('alva', 'kungsbacka', 'ANALYST'), patientActor(ticket.patientId)]) expect((await world.ask(by, query)).data!.daySchedule).toBeNull();
    expect((await world.ask(there, '{ daySchedule(unitId: "kungsbacka", date: "2026-13-01") { id } }')).errors).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }]);
  });

  it('[BOO-2] [AUD-1] the unit’s tickets by state, soonest first, in pages that fit together; each is a logged look', async () => {
    await world.unit('falkenberg');
    const there = staffMember('kajsa', 'falkenberg');
    const tickets = [];
    for (const urgencyRank of [11, 7, 9, 8]) tickets.push(await world.ticket({ unitId: 'falkenberg', urgencyRank, patientId: (await world.person()).personId }));
    const soonest = [tickets[1]!, tickets[3]!, tickets[2]!, tickets[0]!].map((t) => t.id);
    const page = async (args: string) => (await world.ask(there, `{ unitTickets(unitId: "falkenberg" ${args}) { edges { node { ${TICKET} } } pageInfo { hasNextPage endCursor } } }`)).data!.unitTickets;
    const first = await page('first: 3 status: OPEN');
    const second = await page(`first: 3 after: "${first.pageInfo.endCursor}"`);
    expect([...first.edges, ...second.edges].map((edge) => edge.node.id)).toEqual(soonest);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
    expect((await page('status: EXPIRED')).edges).toEqual([]);
    expect(await world.audits({ action: 'seeTicket', patientId: tickets[1]!.patientId })).toMatchObject([{ actor_id: 'kajsa' }]);
    for (const by of [nurse, patientActor('anna')]) expect((await world.ask(by, '{ unitTickets(unitId: "falkenberg") { edges { node { id } } } }')).data!.unitTickets).toBeNull();
    for (const [args, path] of [['first: 101', 'first'], ['first: 0', 'first'], ['after: "x"', 'after']] as const) {
      const { errors } = await world.ask(there, `{ unitTickets(unitId: "falkenberg" ${args}) { edges { node { id } } } }`);
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', paths: [path] } }]);
    }
  });
});

it('[BOO-5] [SAF-4] whom no SMS reaches is shown to staff: by the own number, for a child under the limit by the primary guardian’s, null where nobody has said', async () => {
  const [reached, unreached] = [await world.person({ reachableBySms: true }), await world.person({ reachableBySms: false })];
  const child = await world.person({ reachableBySms: false, guardianIds: [reached.personId, unreached.personId], proxyUntil: inHours(24).toISOString() });
  const asked = async (patientId: string) => {
    const booking = await world.booked({ ticket: await world.ticket({ patientId }) });
    return (await world.ask(nurse, `{ booking(id: "${booking.id}") { unreachableBySms } }`)).data!.booking.unreachableBySms;
  };
  expect([await asked(reached.personId), await asked(unreached.personId), await asked(child.personId), await asked((await world.person()).personId)]).toEqual([false, true, false, null]);
});

describe('references', () => {
  const seen = async (booking: BookingSeen) => ({
    ticket: (by: By) => entity(by, 'Ticket', booking.ticketId, 'id'), slot: (by: By) => entity(by, 'Slot', booking.slotId, 'id'), booking: (by: By) => entity(by, 'Booking', booking.id, 'id'),
    myCase: (by: By) => entity(by, 'MyCase', booking.caseId, 'booking { id }'), case: (by: By) => entity(by, 'Case', booking.caseId, 'booking { id }'),
  });

  it('[BOO-5] [DIR-3] the booking behind a case is its patient’s, and that of the staff of its unit; nobody else’s', async () => {
    const booking = await world.booked();
    const ask = await seen(booking);
    const patient = patientActor(booking.patientId);
    expect(await ask.myCase(patient)).toEqual({ booking: { id: booking.id } });
    expect(await ask.case(nurse)).toEqual({ booking: { id: booking.id } });
    for (const what of ['ticket', 'slot', 'booking'] as const) for (const by of [patient, nurse]) expect(await ask[what](by)).not.toBeNull();
    expect(await ask.case(patient)).toBeNull();
    expect(await ask.myCase(nurse)).toBeNull();
    expect(await ask.myCase(await world.person())).toEqual({ booking: null });
    for (const by of [stranger, analyst]) expect(await ask.case(by)).toEqual({ booking: null });
    for (const by of [await world.person(), patientActor(booking.patientId, 'gavleborg'), stranger, analyst, undefined]) {
      for (const what of ['ticket', 'slot', 'booking'] as const) expect(await ask[what](by)).toBeNull();
    }
    expect(await entity(nurse, 'Booking', 'no-uuid', 'id')).toBeNull();
    expect(await entity(nurse, 'Case', nowhere, 'booking { id }')).toEqual({ booking: null });
  });

  it('[BOO-8] the bookings of a whole schedule are one statement', async () => {
    const slots = await world.slots(Array.from({ length: 20 }, (_, i) => 2 + i / 10));
    for (const slot of slots) await world.booked({ slot });
    const { answer, statements } = await requestStatements(() => world.ask(nurse, 'query E($r: [_Any!]!) { _entities(representations: $r) { ... on Slot { booking { id ticket { id } slot { id } } } } }', { r: slots.map(({ id }) => ({ __typename: 'Slot', id })) }));
    expect(answer.data!._entities.filter((s: { booking: object | null }) => s.booking !== null)).toHaveLength(20);
    expect(statements.filter((sql) => /FROM (booking|slot|ticket)/.test(sql))).toHaveLength(4);
  });
});
