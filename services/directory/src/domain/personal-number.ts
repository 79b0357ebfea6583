import { type Day, dayOf } from './calendar-day';
import { checkDigit } from './check-digit';
import { type ParsedNumber, sexOfDigit } from './identifier';
import { parseReserveNumber } from './reserve-number';

const withCentury = /^(\d{8})-?(\d{4})$/;
const withoutCentury = /^(\d{6})([-+]?)(\d{4})$/;

/**
 * Reads a personnummer, samordningsnummer or reserve number as people write it (DIR-1):
 * 12 characters with or without hyphen, or 10 where a plus sign says 'a hundred years or more'.
 * @param today decides the century of 10-digit numbers: never born after it
 */
export function parsePersonalNumber(text: string, today: Day): ParsedNumber {
  const compact = text.replace(/\s/g, '').toUpperCase();
  const long = withCentury.exec(compact);
  if (long) {
    const civil = parseCivil(long[1]! + long[2]!);
    if (civil.ok) return civil;
    // Some reserve numbers are all digits too; the civil fault is told when they do not fit either.
    const reserve = parseReserveNumber(compact.replace('-', ''));
    return reserve.ok ? reserve : civil;
  }
  const short = withoutCentury.exec(compact);
  if (short) return parseCivil(centuryOf(short[1]!, short[2] === '+', today) + short[1]! + short[3]!);
  return parseReserveNumber(compact.replace('-', ''));
}

function parseCivil(value: string): ParsedNumber {
  const written = Number(value.slice(6, 8));
  const coordination = written > 60;
  const birthDate = dayOf(Number(value.slice(0, 4)), Number(value.slice(4, 6)), coordination ? written - 60 : written);
  if (!birthDate || !['18', '19', '20'].includes(value.slice(0, 2))) return { ok: false, fault: 'DATE' };
  if (checkDigit(value.slice(2, 11)) !== Number(value[11])) return { ok: false, fault: 'CHECK_DIGIT' };
  return { ok: true, number: { type: coordination ? 'SAMORDNINGSNUMMER' : 'PERSONNUMMER', value, birthDate, sex: sexOfDigit(value[10]!) } };
}

function centuryOf(shortDate: string, hundredOrMore: boolean, today: Day): string {
  const year = Number(shortDate.slice(0, 2));
  const date = Number(shortDate.slice(4, 6));
  const shown = `${shortDate.slice(0, 2)}${shortDate.slice(2, 4)}${String(date > 60 ? date - 60 : date).padStart(2, '0')}`;
  const thisYear = Number(today.slice(0, 4));
  let century = Math.floor(thisYear / 100);
  // Compared as text within the century: a birth later this year belongs to the century before.
  if (century * 100 + year > thisYear || (century * 100 + year === thisYear && shown.slice(2) > today.slice(5).replace('-', ''))) century -= 1;
  return String(hundredOrMore ? century - 1 : century);
}
