import { aBooking, aSlot, aTicket, inHours, now } from '../../test/samples';
import { askForTime } from './ask-for-time';
import { bookSlot, type BookQuestion } from './book-slot';
import { mayChange } from './booking';
import { cancelBooking } from './cancel-booking';
import type { TicketStatus } from './codes';
import { expireTicket } from './expire-ticket';
import { followAskedCase, followScheduledCase } from './follow-case';
import { rebook } from './rebook';
import { withdrawSlot } from './withdraw-slot';

const question = (given: Partial<BookQuestion> = {}): BookQuestion => ({
  as: 'PATIENT', choosable: ['own', 'other'], lateReason: null, personLeft: false, now, protectedIdentity: false, functionsOff: [], ...given,
});
const states: TicketStatus[] = ['OPEN', 'BOOKED', 'TIME_ASKED', 'USED', 'EXPIRED'];

describe('bookSlot', () => {
  it('[BOO-4] takes the time and the ticket together', () => {
    expect(bookSlot(aTicket(), aSlot(), question())).toMatchObject({ is: 'CHANGED', ticket: { status: 'BOOKED' }, slot: { status: 'BOOKED' } });
    expect(bookSlot(aTicket(), aSlot({ unitId: 'other' }), question())).toMatchObject({ is: 'CHANGED' });
  });

  it('[BOO-2] the patient uses an open ticket alone; staff also find a time for who has asked for help or was not in time', () => {
    const open = (as: 'PATIENT' | 'STAFF') => states.filter((status) => bookSlot(aTicket({ status, caseId: 'c' }), aSlot(), question({ as })).is === 'CHANGED');
    expect(open('PATIENT')).toEqual(['OPEN']);
    expect(open('STAFF')).toEqual(['OPEN', 'TIME_ASKED', 'EXPIRED']);
    expect(bookSlot(aTicket({ validUntil: now }), aSlot(), question())).toEqual({ is: 'TICKET_NOT_USABLE', status: 'EXPIRED' });
  });

  it.each([
    ['IN_THE_PAST', { startsAt: now }, {}],
    ['OTHER_UNIT', { unitId: 'far' }, {}],
    ['OTHER_ROLE', { role: 'DOCTOR' }, {}],
    ['OTHER_PERSON', { staffId: 'nils' }, { staffId: 'nina' }],
    ['OTHER_VISIT_TYPE', { visitType: 'PHYSICAL' }, {}],
    ['STAFF_ONLY', { bookableBy: 'STAFF' }, {}],
    ['AFTER_VISIT_BY', { startsAt: inHours(48) }, {}],
  ] as const)('[BOO-2] a time that is %s does not fit', (reason, slot, ticket) => {
    expect(bookSlot(aTicket(ticket), aSlot(slot), question())).toEqual({ is: 'SLOT_DOES_NOT_FIT', reason });
  });

  it('[BOO-2] the last moment is still in time; later is staff’s alone, with a reason', () => {
    const late = aSlot({ startsAt: inHours(48) });
    expect(bookSlot(aTicket(), aSlot({ startsAt: inHours(47) }), question())).toMatchObject({ is: 'CHANGED' });
    expect(bookSlot(aTicket(), late, question({ lateReason: 'PATIENT_WISHES' }))).toEqual({ is: 'SLOT_DOES_NOT_FIT', reason: 'AFTER_VISIT_BY' });
    expect(bookSlot(aTicket(), late, question({ as: 'STAFF' }))).toEqual({ is: 'SLOT_DOES_NOT_FIT', reason: 'AFTER_VISIT_BY' });
    expect(bookSlot(aTicket(), late, question({ as: 'STAFF', lateReason: 'NO_EARLIER_TIME' }))).toMatchObject({ is: 'CHANGED' });
  });

  it('[BOO-4] what somebody has, or the unit has taken back, is taken; a ticket for any role or person takes all', () => {
    for (const status of ['BOOKED', 'WITHDRAWN'] as const) expect(bookSlot(aTicket(), aSlot({ status }), question())).toEqual({ is: 'SLOT_TAKEN' });
    expect(bookSlot(aTicket(), aSlot({ staffId: 'nina' }), question({ personLeft: true }))).toEqual({ is: 'SLOT_TAKEN' });
    expect(bookSlot(aTicket({ role: null }), aSlot({ role: 'DOCTOR', staffId: 'dora' }), question())).toMatchObject({ is: 'CHANGED' });
  });

  it('[SAF-3] [DIR-7] a protected identity and a function that is off stop it', () => {
    expect(bookSlot(aTicket(), aSlot(), question({ protectedIdentity: true, as: 'STAFF' }))).toEqual({ is: 'PROTECTED_IDENTITY_NOT_HANDLED' });
    expect(bookSlot(aTicket(), aSlot(), question({ functionsOff: ['TICKETS'] }))).toEqual({ is: 'FUNCTION_OFF', function: 'TICKETS' });
    expect(bookSlot(aTicket(), aSlot(), question({ functionsOff: ['TICKETS'], as: 'STAFF' }))).toMatchObject({ is: 'CHANGED' });
    expect(bookSlot(aTicket(), aSlot(), question({ functionsOff: ['VIDEO'], as: 'STAFF' }))).toEqual({ is: 'FUNCTION_OFF', function: 'VIDEO' });
  });
});

describe('what becomes of a booking', () => {
  const taken = aSlot({ status: 'BOOKED' });
  const used = aTicket({ status: 'BOOKED' });

  it('[BOO-4] the patient changes it until the promised instant, staff until it begins, nobody after', () => {
    const at = (as: 'PATIENT' | 'STAFF', hours: number, given = {}) => mayChange(aBooking(given), taken.startsAt, as, inHours(hours));
    expect([at('PATIENT', 22.9), at('PATIENT', 23), at('STAFF', 23.9), at('STAFF', 24)]).toEqual([true, false, true, false]);
    expect([at('STAFF', 1, { begunAt: now }), at('STAFF', 1, { status: 'CANCELLED' })]).toEqual([false, false]);
  });

  it('[BOO-4] rebooking frees the old time, keeps booking and case, and gives a new promise; its own time is the same yes', () => {
    const to = aSlot({ id: 'slot2', startsAt: inHours(30) });
    const q = { ...question(), changeUntilMinutes: 60 };
    expect(rebook(aBooking(), used, taken, to, q)).toMatchObject({
      is: 'CHANGED', booking: { id: 'b1', caseId: 'c1', slotId: 'slot2', changeableUntil: inHours(29) }, from: { status: 'FREE' }, to: { status: 'BOOKED' },
    });
    expect(rebook(aBooking(), used, taken, taken, q)).toEqual({ is: 'SAME' });
    expect(rebook(aBooking(), used, taken, { ...to, status: 'BOOKED' }, q)).toEqual({ is: 'SLOT_TAKEN' });
    expect(rebook(aBooking(), used, taken, { ...to, role: 'DOCTOR' }, q)).toEqual({ is: 'SLOT_DOES_NOT_FIT', reason: 'OTHER_ROLE' });
    expect(rebook(aBooking(), used, taken, to, { ...q, now: inHours(23.5) })).toMatchObject({ is: 'BOOKING_NOT_CHANGEABLE', status: 'BOOKED' });
  });

  it('[BOO-4] cancelling gives the ticket back while it is valid; the same person again is the same yes', () => {
    const q = { as: 'PATIENT' as const, by: 'anna', reason: 'CANNOT_COME' as const, now };
    expect(cancelBooking(aBooking(), used, taken, q)).toMatchObject({ is: 'CHANGED', booking: { status: 'CANCELLED' }, ticket: { status: 'OPEN' }, slot: { status: 'FREE' } });
    expect(cancelBooking(aBooking(), { ...used, validUntil: now }, taken, q)).toMatchObject({ ticket: { status: 'EXPIRED' } });
    const gone = aBooking({ status: 'CANCELLED', cancelledBy: 'anna' });
    expect(cancelBooking(gone, used, taken, q)).toEqual({ is: 'SAME' });
    expect(cancelBooking(gone, used, taken, { ...q, by: 'maria' })).toMatchObject({ is: 'BOOKING_NOT_CHANGEABLE', status: 'CANCELLED' });
    expect(cancelBooking(aBooking(), used, taken, { ...q, reason: 'UNIT_CANNOT' })).toEqual({ is: 'NOT_PERMITTED' });
    expect(cancelBooking(aBooking(), used, taken, { ...q, reason: 'UNIT_CANNOT', as: 'STAFF', by: 'nina' })).toMatchObject({ is: 'CHANGED' });
  });

  it('[BOO-5] its case begun holds it, its case ended uses the ticket, its case withdrawn frees the time', () => {
    expect(followScheduledCase('STARTED', used, aBooking(), taken, now)).toEqual({ booking: aBooking({ begunAt: now }) });
    expect(followScheduledCase('ENDED', used, aBooking(), taken, now)).toEqual({ ticket: { ...used, status: 'USED' } });
    expect(followScheduledCase('WITHDRAWN', used, aBooking(), taken, now)).toMatchObject({ ticket: { status: 'USED' }, booking: { status: 'CANCELLED' }, slot: { status: 'FREE' } });
    expect(followScheduledCase('WITHDRAWN', aTicket(), aBooking({ status: 'CANCELLED' }), aSlot(), now)).toEqual({});
  });
});

describe('what becomes of a ticket', () => {
  it('[QUE-3] asking for a time makes it a case, once', () => {
    const q = { by: 'anna', caseId: 'c9', now };
    expect(askForTime(aTicket(), q)).toMatchObject({ is: 'CHANGED', ticket: { status: 'TIME_ASKED', caseId: 'c9' } });
    expect(askForTime(aTicket({ status: 'TIME_ASKED', caseId: 'c1' }), q)).toEqual({ is: 'SAME' });
    expect(askForTime(aTicket({ status: 'BOOKED' }), q)).toEqual({ is: 'TICKET_NOT_USABLE', status: 'BOOKED' });
    expect(followAskedCase('ENDED', aTicket({ status: 'TIME_ASKED' }))).toMatchObject({ ticket: { status: 'USED' } });
    expect(followAskedCase('ENDED', aTicket({ status: 'BOOKED' }))).toEqual({});
    expect(followAskedCase('STARTED', aTicket({ status: 'TIME_ASKED' }))).toEqual({});
  });

  it('[BOO-2] only an open one whose time is over expires', () => {
    expect(states.filter((status) => expireTicket(aTicket({ status, validUntil: now }), now))).toEqual(['OPEN']);
    expect(expireTicket(aTicket(), now)).toBeUndefined();
  });

  it('[BOO-1] a time is taken back unless it is booked', () => {
    expect(withdrawSlot(aSlot())).toMatchObject({ is: 'CHANGED', slot: { status: 'WITHDRAWN' } });
    expect(withdrawSlot(aSlot({ status: 'WITHDRAWN' }))).toEqual({ is: 'SAME' });
    expect(withdrawSlot(aSlot({ status: 'BOOKED' }))).toEqual({ is: 'SLOT_TAKEN' });
  });
});
