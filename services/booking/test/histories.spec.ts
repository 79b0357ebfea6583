import fc from 'fast-check';
import { eventTypes } from '@vardgraf/schema/events/catalogue';
import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { v4 } from 'uuid';
import type { Slot } from '../src/domain/slot';
import { misfitOf } from '../src/domain/slot-fit';
import type { Ticket } from '../src/domain/ticket';
import { askForTime } from '../src/operations/ask-for-time';
import { bookSlot } from '../src/operations/book-slot';
import { cancelBooking } from '../src/operations/cancel-booking';
import { expireTicket } from '../src/operations/expire-ticket';
import { publishSlots } from '../src/operations/publish-slots';
import { rebook } from '../src/operations/rebook';
import { ticketSlots } from '../src/operations/ticket-slots';
import { withdrawSlot } from '../src/operations/withdraw-slot';
import { type BookingWorld, bookingWorld, inHours, insistently, patientActor, staffMember } from './booking-world';

const actions = ['book', 'book', 'book', 'rebook', 'rebook', 'cancel', 'withdraw', 'publish', 'ask', 'expire', 'start', 'end', 'case-withdrawn', 'wait'] as const;
const step = fc.record({ action: fc.constantFrom(...actions), ticket: fc.nat(3), slot: fc.nat(5), byStaff: fc.boolean(), late: fc.boolean() });
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

let world: BookingWorld;
const nurse = staffMember('nina', ['varberg', 'halmstad']);
let hoursPassed = 0;

beforeAll(async () => {
  world = await bookingWorld();
  await world.unit('varberg');
  await world.unit('halmstad');
  await world.staff('nina', ['varberg', 'halmstad'], 'NURSE');
  await world.staff('nils', ['varberg', 'halmstad'], 'NURSE');
});
afterAll(() => world.end());

interface Setting { tickets: Ticket[]; slots: Slot[] }

async function setting(): Promise<Setting> {
  const finishedAt = new Date(Date.now() + hoursPassed * 3_600_000).toISOString();
  const tickets: Ticket[] = [];
  for (let i = 0; i < 4; i += 1) tickets.push(await world.ticket({ patientId: (await world.person()).personId, finishedAt }));
  const hours = [3, 5, 7].map((n) => n + hoursPassed);
  const slots = [...(await world.slots(hours)), ...(await world.slots(hours, { unitId: 'halmstad' }, nurse))];
  return { tickets, slots };
}

async function act({ tickets, slots }: Setting, s: Step): Promise<unknown> {
  const [ticket, slot] = [tickets[s.ticket]!, slots[s.slot]!];
  const by = s.byStaff ? nurse : patientActor(ticket.patientId);
  const lateReason = s.late ? ('NO_EARLIER_TIME' as const) : null;
  const [booking] = await read<{ id: string; caseId: string }>(world.db, 'SELECT id, case_id AS "caseId" FROM booking WHERE ticket_id = $1 ORDER BY booked_at DESC LIMIT 1', [ticket.id]);
  switch (s.action) {
    case 'book': return bookSlot(world.db, by, { clientId: v4(), ticketId: ticket.id, slotId: slot.id, lateReason });
    case 'rebook': return booking && rebook(world.db, by, { bookingId: booking.id, slotId: slot.id, lateReason });
    case 'cancel': return booking && cancelBooking(world.db, by, { bookingId: booking.id, reason: 'OTHER' });
    case 'withdraw': return withdrawSlot(world.db, nurse, slot.id);
    case 'publish': {
      const startsAt = [inHours(2 + hoursPassed + s.slot / 4)];
      return publishSlots(world.db, nurse, { clientId: v4(), unitId: 'halmstad', role: 'NURSE', staffId: s.late ? 'nina' : 'nils', visitType: 'VIDEO', startsAt, minutes: 20, bookableBy: 'PATIENT' });
    }
    case 'ask': return askForTime(world.db, patientActor(ticket.patientId), ticket.id);
    case 'expire': return transact(world.db, systemActor('booking'), (tx) => expireTicket(tx, 'halland', ticket.id));
    case 'start': return booking && world.caseTold('case.started', booking.caseId);
    case 'end': return booking && world.caseTold('case.ended', booking.caseId);
    case 'case-withdrawn': return booking && world.caseTold('case.withdrawn', booking.caseId);
    case 'wait': return world.shiftClock(`${(hoursPassed += 2)} hours`);
  }
}

/** Rows, events, timers and audit of the tickets and their bookings tell one story. */
async function expectOneStory({ tickets }: Setting): Promise<void> {
  expect(await world.breaches()).toEqual([]);
  for (const { id } of tickets) {
    const [ticket, events] = [await world.storedTicket(id), await world.events(id)];
    expect(events.map((event) => event.version)).toEqual(Array.from({ length: ticket.version }, (_, i) => i + 1));
    const timers = await read(world.db, 'SELECT 1 FROM timer WHERE aggregate_id = $1', [id]);
    expect({ status: ticket.status, timers: timers.length }).toEqual({ status: ticket.status, timers: ticket.status === 'OPEN' ? 1 : 0 });
    if (ticket.status === 'EXPIRED') expect(events.at(-1)!.type).toBe('ticket.expired');
    const bookings = await read<{ id: string; status: string; caseId: string; slotId: string }>(world.db, 'SELECT id, status, case_id AS "caseId", slot_id AS "slotId" FROM booking WHERE ticket_id = $1', [id]);
    const active = bookings.filter((b) => b.status === 'BOOKED');
    expect(active.length).toBe(ticket.status === 'BOOKED' ? 1 : ticket.status === 'USED' ? active.length : 0);
    expect(new Set(bookings.map((b) => b.caseId)).size).toBe(bookings.length);
    for (const booking of bookings) {
      const told = await world.events(booking.id);
      expect(told.map((event) => event.version)).toEqual(told.map((_, i) => i + 1));
      expect(told[0]!.type).toBe('booking.made');
      expect(told.at(-1)!.type === 'booking.cancelled').toBe(booking.status === 'CANCELLED');
      const times = told.filter((event) => event.type !== 'booking.cancelled');
      expect(times.at(-1)!.data['slotId']).toBe(booking.slotId);
      expect(new Set(told.map((event) => event.data['caseId']))).toEqual(new Set([booking.caseId]));
    }
  }
}

/** What a patient is offered is what would be booked, no more and no less. */
async function expectOffersToHold({ tickets, slots }: Setting): Promise<void> {
  const [clock] = await read<{ now: Date }>(world.db, 'SELECT vardgraf.now() AS now');
  for (const ticket of tickets) {
    const page = (await ticketSlots(world.db, patientActor(ticket.patientId), { ticketId: ticket.id, unitId: undefined, first: 100, after: undefined }))!;
    const offered = new Set(page.edges.map((edge) => edge.node.id));
    for (const { id } of slots) {
      const slot = await world.storedSlot(id);
      const fits = misfitOf(slot, ticket, { as: 'PATIENT', choosable: ['varberg', 'halmstad'], lateReason: null, personLeft: false, now: clock!.now }) === undefined;
      expect({ id, offered: offered.has(id) }).toEqual({ id, offered: fits && slot.status === 'FREE' });
    }
  }
}

const steps = fc.array(step, { minLength: 1, maxLength: 25 });
const patient = (...done: Step['action'][]): Step[] => done.map((action, i) => ({ action, ticket: 0, slot: i % 3, byStaff: false, late: false }));
const examples: [Step[]][] = [
  [patient('book', 'rebook', 'cancel', 'book', 'start', 'end')],
  [patient('ask')],
  [[...patient('book', 'case-withdrawn'), { action: 'cancel', ticket: 1, slot: 0, byStaff: false, late: false }, ...Array.from({ length: 37 }, () => patient('wait')[0]!),
    { action: 'expire', ticket: 1, slot: 0, byStaff: false, late: false }]],
];

it('[BOO-4] [I3] [I6] after any history a time has at most one active booking, nobody is double-booked, and rows, events and timers tell one story', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (history) => {
      const set = await setting();
      for (const one of history) await act(set, one);
      await expectOneStory(set);
      await expectOffersToHold(set);
    }),
    { numRuns: 12, endOnFailure: true, examples },
  );
  const seen = await read<{ type: string }>(world.db, "SELECT DISTINCT type FROM outbox WHERE type LIKE 'booking.%' OR type LIKE 'ticket.%'");
  expect(seen.map((row) => row.type).sort()).toEqual(eventTypes.filter((type) => /^(booking|ticket)\./.test(type)).sort());
}, 120_000);

it('[BOO-4] [I3] the same when eight people, cases and the clock act at the same time', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (history) => {
      const set = await setting();
      for (let at = 0; at < history.length; at += 8) await Promise.all(history.slice(at, at + 8).map((one) => insistently(() => act(set, one))));
      await expectOneStory(set);
    }),
    { numRuns: 8, endOnFailure: true },
  );
}, 120_000);
