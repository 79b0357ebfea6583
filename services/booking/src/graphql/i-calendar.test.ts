import { aBooking, inHours, now } from '../../test/samples';
import { parseCalendar } from '../../test/parse-calendar';
import type { BookingSeen } from '../domain/booking';
import { escaped, folded, iCalendar } from './i-calendar';

const visit = (given: Partial<BookingSeen> = {}): BookingSeen => ({
  ...aBooking(), startsAt: inHours(24), endsAt: inHours(24.5), slotUnitId: 'own', ticketUnitId: 'own', asOf: now, ...given,
});

it('[BOO-8] a visit is one event with UTC times, a UID of its own and neutral words', () => {
  const { method, event, version } = parseCalendar(iCalendar(visit(), 'sv'));
  expect({ method, version }).toEqual({ method: 'PUBLISH', version: '2.0' });
  expect(event).toEqual({
    UID: 'b1@booking.vardgraf', SEQUENCE: '0', DTSTAMP: '20260324T090000Z', DTSTART: '20260325T090000Z', DTEND: '20260325T093000Z', SUMMARY: 'Bokat besök',
    DESCRIPTION: 'Logga in för att se mer om ditt besök.', STATUS: 'CONFIRMED', CLASS: 'PRIVATE', TRANSP: 'OPAQUE',
  });
  expect(parseCalendar(iCalendar(visit(), 'en')).event['SUMMARY']).toBe('Booked visit');
});

it('[BOO-8] a change keeps the UID and raises the SEQUENCE, a cancellation is METHOD:CANCEL', () => {
  const { method, event } = parseCalendar(iCalendar(visit({ version: 3, status: 'CANCELLED', changedAt: inHours(2) }), 'sv'));
  expect({ method, uid: event['UID'], sequence: event['SEQUENCE'], status: event['STATUS'], stamp: event['DTSTAMP'] }).toEqual({
    method: 'CANCEL', uid: 'b1@booking.vardgraf', sequence: '2', status: 'CANCELLED', stamp: '20260324T110000Z',
  });
});

it('[BOO-8] text is escaped, and long lines are folded at 75 octets without cutting a letter', () => {
  expect(escaped('a,b;c\\d\r\ne')).toBe('a\\,b\\;c\\\\d\\ne');
  const long = folded(`DESCRIPTION:${'å'.repeat(100)}`);
  expect(long.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  expect(long.replaceAll('\r\n ', '')).toBe(`DESCRIPTION:${'å'.repeat(100)}`);
});
