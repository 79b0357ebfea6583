import type { Language } from '@vardgraf/service-kit/actor';
import type { BookingSeen } from '../domain/booking';
import { calendarTexts } from './texts';

/**
 * The visit as an iCalendar object (RFC 5545, METHOD of RFC 5546): neutral in its words, its UID the booking's own, its SEQUENCE raised by every
 * change, CANCEL when it is off (BOO-8). Instants are UTC, so that no time zone has to be told.
 */
export function iCalendar(b: BookingSeen, language: Language): string {
  const off = b.status === 'CANCELLED';
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Vårdgraf//booking//SV',
    'CALSCALE:GREGORIAN',
    `METHOD:${off ? 'CANCEL' : 'PUBLISH'}`,
    'BEGIN:VEVENT',
    `UID:${b.id}@booking.vardgraf`,
    `SEQUENCE:${b.version - 1}`,
    `DTSTAMP:${utc(b.changedAt)}`,
    `DTSTART:${utc(b.startsAt)}`,
    `DTEND:${utc(b.endsAt)}`,
    `SUMMARY:${escaped(calendarTexts.summary[language])}`,
    `DESCRIPTION:${escaped(calendarTexts.description[language])}`,
    `STATUS:${off ? 'CANCELLED' : 'CONFIRMED'}`,
    'CLASS:PRIVATE',
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** 20260324T081530Z */
function utc(at: Date): string {
  return at.toISOString().replace(/[-:]|\.\d{3}/g, '');
}

/** Backslash, semicolon, comma and line ends as TEXT has them (RFC 5545, 3.3.11). */
export function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n');
}

/** No line longer than 75 octets: what is too long goes on in the next, after a space, and no letter is cut (RFC 5545, 3.1). */
export function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  for (const letter of line) {
    const room = parts.length === 0 ? 75 : 74;
    if (Buffer.byteLength(part + letter) > room) {
      parts.push(part);
      part = '';
    }
    part += letter;
  }
  return [...parts, part].join('\r\n ');
}
