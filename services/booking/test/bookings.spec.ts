import { read } from '@vardgraf/service-kit/postgres';
import { v4 } from 'uuid';
import type { Ticket } from '../src/domain/ticket';
import { bookSlot, type BookSlotInput } from '../src/operations/book-slot';
import { cancelBooking } from '../src/operations/cancel-booking';
import { rebook } from '../src/operations/rebook';
import { type BookingWorld, bookingWorld, insistently, patientActor, staffMember, yes } from './booking-world';

let world: BookingWorld;
const nurse = staffMember('nina');
const stranger = staffMember('sara', 'kungsbacka');
const elsewhere = staffMember('vera', 'varberg', 'NURSE', 'gavleborg');

beforeAll(async () => {
  world = await bookingWorld();
  for (const id of ['varberg', 'halmstad', 'kungsbacka']) await world.unit(id);
  await world.staff('nina', 'varberg', 'NURSE');
});
afterEach(async () => {
  await world.shiftClock('0');
  expect(await world.breaches()).toEqual([]);
});
afterAll(() => world.end());

const owner = (ticket: Ticket) => patientActor(ticket.patientId, ticket.regionId);
const input = (ticketId: string, slotId: string, given: Partial<BookSlotInput> = {}): BookSlotInput => ({ clientId: v4(), ticketId, slotId, lateReason: null, ...given });
const newTicket = async (given: Parameters<BookingWorld['ticket']>[0] = {}) => world.ticket({ patientId: (await world.person()).personId, ...given });
const types = async (id: string) => (await world.events(id)).map((event) => event.type);

describe('bookSlot', () => {
  it('[BOO-4] [BOO-5] the patient books; the case gets its id, everybody is told, and the same client id is the same booking', async () => {
    const [ticket, [slot]] = [await newTicket(), await world.slots([5])];
    const asked = input(ticket.id, slot!.id);
    const booking = yes(await bookSlot(world.db, owner(ticket), asked));
    expect(booking).toMatchObject({ status: 'BOOKED', ticketId: ticket.id, slotId: slot!.id, changeableUntil: new Date(slot!.startsAt.getTime() - 3_600_000), version: 1 });
    expect(await world.events(booking.id)).toMatchObject([{
      type: 'booking.made', version: 1,
      data: { caseId: booking.caseId, ticketId: ticket.id, slotId: slot!.id, startsAt: slot!.startsAt.toISOString(), issuedAt: ticket.issuedAt.toISOString(), priority: 'BOOKABLE', role: 'NURSE' },
    }]);
    expect([(await world.storedTicket(ticket.id)).status, (await world.storedSlot(slot!.id)).status]).toEqual(['BOOKED', 'BOOKED']);
    const again = await Promise.all([bookSlot(world.db, owner(ticket), asked), bookSlot(world.db, owner(ticket), asked)]);
    expect(again.map((answer) => yes(answer).id)).toEqual([booking.id, booking.id]);
    expect(await types(booking.id)).toEqual(['booking.made']);
    expect(await world.audits({ action: 'bookSlot', patientId: ticket.patientId })).toMatchObject([{ actor_id: ticket.patientId, case_id: booking.caseId, what: 'booking.made' }]);
    expect(await bookSlot(world.db, owner(ticket), input(ticket.id, (await world.slots([6]))[0]!.id))).toEqual({ is: 'TICKET_NOT_USABLE', status: 'BOOKED' });
  });

  it('[BOO-4] fifty patients and one time: exactly one gets it, the others learn that it is taken, and their tickets are still good', async () => {
    const [slot] = await world.slots([5]);
    const tickets: Ticket[] = [];
    for (let i = 0; i < 50; i += 1) tickets.push(await newTicket());
    const answers = await Promise.all(tickets.map((t) => insistently(() => bookSlot(world.db, owner(t), input(t.id, slot!.id)))));
    expect(answers.filter((answer) => answer.is === 'DONE')).toHaveLength(1);
    expect(answers.filter((answer) => answer.is === 'SLOT_TAKEN')).toHaveLength(49);
    const states = await read<{ status: string }>(world.db, 'SELECT status FROM ticket WHERE id = ANY($1)', [tickets.map((t) => t.id)]);
    expect(states.filter((row) => row.status === 'OPEN')).toHaveLength(49);
    expect(await read(world.db, "SELECT bookings FROM active_bookings WHERE slot_id = $1", [slot!.id])).toEqual([{ bookings: 1 }]);
  }, 60_000);

  it('[BOO-4] one ticket and ten times at once: one booking', async () => {
    const [ticket, slots] = [await newTicket(), await world.slots([5, 6, 7, 8, 9, 10, 11, 12, 13, 14])];
    const answers = await Promise.all(slots.map((slot) => insistently(() => bookSlot(world.db, owner(ticket), input(ticket.id, slot.id)))));
    expect(answers.map((answer) => answer.is).sort()).toEqual(['DONE', ...Array.from({ length: 9 }, () => 'TICKET_NOT_USABLE')]);
  });

  it('[BOO-2] another health centre’s time is within reach; a later one only by staff with a reason, which is kept and logged', async () => {
    const [there] = await world.slots([5], { unitId: 'halmstad' }, staffMember('hanna', 'halmstad'));
    const first = await newTicket();
    expect(await bookSlot(world.db, owner(first), input(first.id, there!.id))).toMatchObject({ is: 'DONE', it: { slotUnitId: 'halmstad', ticketUnitId: 'varberg' } });
    const [ticket, [late]] = [await newTicket(), await world.slots([80])];
    expect(await bookSlot(world.db, owner(ticket), input(ticket.id, late!.id, { lateReason: 'PATIENT_WISHES' }))).toEqual({ is: 'SLOT_DOES_NOT_FIT', reason: 'AFTER_VISIT_BY' });
    const booking = yes(await bookSlot(world.db, nurse, input(ticket.id, late!.id, { lateReason: 'PATIENT_WISHES' })));
    expect(booking.lateReason).toBe('PATIENT_WISHES');
    expect(await world.audits({ action: 'bookSlot', patientId: ticket.patientId })).toMatchObject([{ actor_id: 'nina', reason: 'PATIENT_WISHES' }]);
    await world.shiftClock('73 hours');
    expect(await cancelBooking(world.db, nurse, { bookingId: booking.id, reason: 'UNIT_CANNOT' })).toMatchObject({ is: 'DONE' });
    expect(await world.storedTicket(ticket.id)).toMatchObject({ status: 'EXPIRED' });
    expect(await types(ticket.id)).toEqual(['ticket.issued', 'ticket.expired']);
    expect(await world.audits({ action: 'expireTicket', patientId: ticket.patientId })).toHaveLength(1);
  });

  it('[DIR-3] [SAF-4] another’s ticket, another region’s and another unit’s are not found; a guardian’s child’s is', async () => {
    const [ticket, [slot]] = [await newTicket(), await world.slots([5])];
    for (const by of [await world.person(), patientActor(ticket.patientId, 'gavleborg'), stranger, elsewhere]) {
      expect(await bookSlot(world.db, by, input(ticket.id, slot!.id))).toEqual({ is: 'NOT_FOUND' });
    }
    expect(await bookSlot(world.db, owner(ticket), input(ticket.id, v4()))).toEqual({ is: 'NOT_FOUND' });
    const maria = await world.person();
    const child = await world.person({ guardianIds: [maria.personId], proxyUntil: new Date(Date.now() + 7 * 3_600_000).toISOString() });
    const childs = await newTicket({ patientId: child.personId });
    const booking = yes(await bookSlot(world.db, maria, input(childs.id, slot!.id)));
    await world.shiftClock('8 hours');
    expect(await cancelBooking(world.db, maria, { bookingId: booking.id, reason: 'NOT_NEEDED' })).toEqual({ is: 'NOT_FOUND' });
  });

  it('[SAF-3] an identity that is protected by now is not booked, by anybody', async () => {
    const [ticket, [slot]] = [await newTicket(), await world.slots([5])];
    await world.person({ patientId: ticket.patientId, protectedIdentity: true });
    for (const by of [owner(ticket), nurse]) expect(await bookSlot(world.db, by, input(ticket.id, slot!.id))).toEqual({ is: 'PROTECTED_IDENTITY_NOT_HANDLED' });
    expect(await world.storedSlot(slot!.id)).toMatchObject({ status: 'FREE' });
  });
});

describe('rebook', () => {
  it('[BOO-4] one step: the old time is free, booking and case are the same; the same time again is the same yes', async () => {
    const [booking, [to]] = [await world.booked(), await world.slots([9])];
    const by = patientActor(booking.patientId);
    const moved = yes(await rebook(world.db, by, { bookingId: booking.id, slotId: to!.id, lateReason: null }));
    expect(moved).toMatchObject({ id: booking.id, caseId: booking.caseId, slotId: to!.id, startsAt: to!.startsAt, version: 2 });
    expect([(await world.storedSlot(booking.slotId)).status, (await world.storedSlot(to!.id)).status]).toEqual(['FREE', 'BOOKED']);
    expect(yes(await rebook(world.db, by, { bookingId: booking.id, slotId: to!.id, lateReason: null }))).toMatchObject({ version: 2 });
    expect(await world.events(booking.id)).toMatchObject([
      { type: 'booking.made' },
      { type: 'booking.rebooked', version: 2, data: { caseId: booking.caseId, slotId: to!.id, previousStartsAt: booking.startsAt.toISOString(), previousUnitId: 'varberg' } },
    ]);
  });

  it('[BOO-4] two who want each other’s time keep their own, and nobody waits for ever', async () => {
    const [a, b] = [await world.booked(), await world.booked()];
    const swap = (mine: typeof a, slotId: string) => insistently(() => rebook(world.db, patientActor(mine.patientId), { bookingId: mine.id, slotId, lateReason: null }));
    expect(await Promise.all([swap(a, b.slotId), swap(b, a.slotId)])).toEqual([{ is: 'SLOT_TAKEN' }, { is: 'SLOT_TAKEN' }]);
    expect([(await world.storedBooking(a.id)).slotId, (await world.storedBooking(b.id)).slotId]).toEqual([a.slotId, b.slotId]);
  });

  it('[BOO-4] ten bookings that want one better time: one moves, nine keep theirs', async () => {
    const bookings = [];
    for (let i = 0; i < 10; i += 1) bookings.push(await world.booked());
    const [better] = await world.slots([4]);
    const answers = await Promise.all(bookings.map((b) => insistently(() => rebook(world.db, patientActor(b.patientId), { bookingId: b.id, slotId: better!.id, lateReason: null }))));
    expect(answers.map((answer) => answer.is).sort()).toEqual(['DONE', ...Array.from({ length: 9 }, () => 'SLOT_TAKEN')]);
  });

  it('[BOO-4] after the promised instant only staff move it, and nobody once it has begun; others do not find it', async () => {
    const [booking, [to, later]] = [await world.booked(), await world.slots([8, 9])];
    const move = (by: Parameters<typeof rebook>[1], slotId = to!.id) => rebook(world.db, by, { bookingId: booking.id, slotId, lateReason: null });
    for (const by of [await world.person(), stranger, elsewhere]) expect(await move(by)).toEqual({ is: 'NOT_FOUND' });
    expect(await move(patientActor(booking.patientId), v4())).toEqual({ is: 'NOT_FOUND' });
    await world.shiftClock('4 hours 10 minutes');
    expect(await move(patientActor(booking.patientId))).toMatchObject({ is: 'BOOKING_NOT_CHANGEABLE', status: 'BOOKED', changeableUntil: booking.changeableUntil });
    expect(await move(nurse)).toMatchObject({ is: 'DONE' });
    await world.caseTold('case.started', booking.caseId);
    expect(await move(nurse, later!.id)).toMatchObject({ is: 'BOOKING_NOT_CHANGEABLE' });
  });

  it('[DIR-7] a time of a unit where the visit’s kind is off is out of reach', async () => {
    const [booking, [to]] = [await world.booked(), await world.slots([8], { unitId: 'kungsbacka' }, stranger)];
    await world.unit('kungsbacka', { functionsOff: ['VIDEO'] });
    expect(await rebook(world.db, patientActor(booking.patientId), { bookingId: booking.id, slotId: to!.id, lateReason: null })).toEqual({ is: 'SLOT_DOES_NOT_FIT', reason: 'OTHER_UNIT' });
    await world.unit('kungsbacka');
  });
});

describe('cancelBooking', () => {
  it('[BOO-4] the time is free for others at once, the ticket is good again and has its timer; twice is the same yes', async () => {
    const booking = await world.booked();
    const by = patientActor(booking.patientId);
    for (let i = 0; i < 2; i += 1) expect(await cancelBooking(world.db, by, { bookingId: booking.id, reason: 'CANNOT_COME' })).toMatchObject({ is: 'DONE', it: { status: 'CANCELLED', version: 2 } });
    expect(await world.events(booking.id)).toMatchObject([{ type: 'booking.made' }, { type: 'booking.cancelled', data: { byKind: 'PATIENT', reason: 'CANNOT_COME', caseId: booking.caseId } }]);
    expect(await read(world.db, 'SELECT kind FROM timer WHERE aggregate_id = $1', [booking.ticketId])).toEqual([{ kind: 'ticket.expire' }]);
    const other = await newTicket();
    expect(await bookSlot(world.db, owner(other), input(other.id, booking.slotId))).toMatchObject({ is: 'DONE' });
    const second = yes(await bookSlot(world.db, by, input(booking.ticketId, (await world.slots([6]))[0]!.id)));
    expect(second.caseId).not.toBe(booking.caseId);
    expect(await cancelBooking(world.db, nurse, { bookingId: booking.id, reason: 'OTHER' })).toMatchObject({ is: 'BOOKING_NOT_CHANGEABLE', status: 'CANCELLED' });
  });

  it('[BOO-4] the patient until the limit, staff until it begins; that the unit cannot is the unit’s to say', async () => {
    const booking = await world.booked();
    const by = patientActor(booking.patientId);
    expect(await cancelBooking(world.db, by, { bookingId: booking.id, reason: 'UNIT_CANNOT' })).toEqual({ is: 'NOT_PERMITTED' });
    await world.shiftClock('4 hours 10 minutes');
    expect(await cancelBooking(world.db, by, { bookingId: booking.id, reason: 'CANNOT_COME' })).toMatchObject({ is: 'BOOKING_NOT_CHANGEABLE' });
    for (const who of [await world.person(), stranger, elsewhere]) expect(await cancelBooking(world.db, who, { bookingId: booking.id, reason: 'OTHER' })).toEqual({ is: 'NOT_FOUND' });
    expect(await cancelBooking(world.db, nurse, { bookingId: booking.id, reason: 'UNIT_CANNOT' })).toMatchObject({ is: 'DONE' });
  });
});

describe('what cases tells', () => {
  it('[BOO-5] [T10] the case’s end uses the ticket, however often it is told; cases of others are nothing', async () => {
    const booking = await world.booked();
    for (const type of ['case.started', 'case.started', 'case.ended', 'case.ended'] as const) await world.caseTold(type, booking.caseId);
    expect(await world.storedTicket(booking.ticketId)).toMatchObject({ status: 'USED', version: 1 });
    expect((await world.storedBooking(booking.id)).begunAt).not.toBeNull();
    expect(await types(booking.id)).toEqual(['booking.made']);
    await world.caseTold('case.ended', v4());
    await world.caseTold('case.ended', booking.caseId, 'gavleborg');
  });

  it('[BOO-5] a case that had begun, was given back and is withdrawn leaves no visit behind', async () => {
    const booking = await world.booked();
    for (const type of ['case.started', 'case.withdrawn'] as const) await world.caseTold(type, booking.caseId);
    expect([(await world.storedBooking(booking.id)).status, (await world.storedSlot(booking.slotId)).status]).toEqual(['CANCELLED', 'FREE']);
  });

  it('[BOO-5] a withdrawn case frees the time and tells so; what the patient has cancelled here is not cancelled twice', async () => {
    const booking = await world.booked();
    for (let i = 0; i < 2; i += 1) await world.caseTold('case.withdrawn', booking.caseId);
    expect([(await world.storedTicket(booking.ticketId)).status, (await world.storedSlot(booking.slotId)).status]).toEqual(['USED', 'FREE']);
    expect((await world.events(booking.id)).at(-1)).toMatchObject({ type: 'booking.cancelled', version: 2, data: { byKind: 'SYSTEM', reason: 'CASE_WITHDRAWN' } });
    const cancelled = await world.booked();
    yes(await cancelBooking(world.db, patientActor(cancelled.patientId), { bookingId: cancelled.id, reason: 'NOT_NEEDED' }));
    await world.caseTold('case.withdrawn', cancelled.caseId);
    expect(await world.storedTicket(cancelled.ticketId)).toMatchObject({ status: 'OPEN' });
    expect(await types(cancelled.id)).toEqual(['booking.made', 'booking.cancelled']);
  });
});
