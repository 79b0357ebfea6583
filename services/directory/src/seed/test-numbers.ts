import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Day } from '../domain/calendar-day';
import { checkDigit } from '../domain/check-digit';
import { nationalReserveNumber } from '../domain/reserve-number';

/**
 * Skatteverket's test numbers of births 1928–1975, a part of the published list. Births 1976–2013 have serial 238 (woman) and 239 (man)
 * every day; which of the two exists for later births varies, so those get reserve numbers instead.
 */
export const publishedTestNumbers: readonly string[] = readFileSync(join(__dirname, 'data', 'test-personal-numbers-1928-1975.txt'), 'utf8').trim().split('\n');

const reserveLetters = 'ABCDEFGHJKLMNPRSTUXYZ';

/** Whether Skatteverket's series 238/239 covers the birth. */
export function hasTestNumber(birth: Day): boolean {
  return birth >= '1976-01-01' && birth <= '2013-12-31';
}

/**
 * A number for an invented person of this birth: Skatteverket's test number, else a reserve number.
 * @param index tells several reserve numbers of one birth apart, 0–440
 * @throws RangeError for births before 1976: those come from the published list only
 */
export function testNumberFor(birth: Day, sex: 'FEMALE' | 'MALE', index = 0): { number: string; type: 'PERSONNUMMER' | 'RESERVNUMMER' } {
  if (birth < '1976-01-01') throw new RangeError('births before 1976 have listed numbers only');
  if (hasTestNumber(birth)) {
    const payload = `${birth.replaceAll('-', '').slice(2)}${sex === 'FEMALE' ? 238 : 239}`;
    return { number: `${birth.slice(0, 2)}${payload}${checkDigit(payload)}`, type: 'PERSONNUMMER' };
  }
  const letters = `${reserveLetters[Math.floor(index / 21) % 21]}${reserveLetters[index % 21]}`;
  return { number: nationalReserveNumber(birth, letters, sex === 'FEMALE' ? 2 : 3), type: 'RESERVNUMMER' };
}
