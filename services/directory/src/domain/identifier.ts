import type { Day } from './calendar-day';

export type IdentifierType = 'PERSONNUMMER' | 'SAMORDNINGSNUMMER' | 'RESERVNUMMER';
export type Sex = 'FEMALE' | 'MALE' | 'UNKNOWN';

/** An identifier as it is kept: twelve characters without a hyphen. */
export interface PersonalNumber {
  type: IdentifierType;
  value: string;
  /** Unknown for reserve numbers that carry none. */
  birthDate: Day | undefined;
  sex: Sex;
}

export type NumberFault = 'FORM' | 'DATE' | 'CHECK_DIGIT';
export type ParsedNumber = { ok: true; number: PersonalNumber } | { ok: false; fault: NumberFault };

/** The legal sex that a serial's last digit tells: odd men, even women. */
export function sexOfDigit(digit: string): Sex {
  return Number(digit) % 2 === 1 ? 'MALE' : 'FEMALE';
}
