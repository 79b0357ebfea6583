import { dayOf } from './calendar-day';
import { checkDigit, type ValueOf } from './check-digit';
import { type ParsedNumber, sexOfDigit } from './identifier';

/** One system of reserve numbers: which texts it claims, and how those are read. */
interface ReserveSystem {
  name: string;
  form: RegExp;
  read(value: string): ParsedNumber;
}

/** Letters count by their character code in the national system. */
const characterCode: ValueOf = (c) => (c >= 'A' ? c.charCodeAt(0) : Number(c));
const vastragotalandLetters: Record<string, number> = { K: 5, M: 7, X: 8 };
const vastragotalandValue: ValueOf = (c) => vastragotalandLetters[c] ?? Number(c);

/** National reserve number (NRID): century + 3n, date, two letters, sex as digit or letter, check digit. 00 = birth date unknown. */
const national: ReserveSystem = {
  name: 'NATIONAL',
  form: /^(\d{2})(\d{6})[A-HJ-NPR-UX-Z]{2}[\dA-Z]\d$/,
  read(value) {
    if (checkDigit(value.slice(0, 11), characterCode) !== Number(value[11])) return { ok: false, fault: 'CHECK_DIGIT' };
    const sex = /\d/.test(value[10]!) ? sexOfDigit(value[10]!) : 'UNKNOWN';
    const series = Number(value.slice(0, 2));
    if (series === 0) return { ok: true, number: { type: 'RESERVNUMMER', value, birthDate: undefined, sex } };
    // Series run 22, 23 · 25, 26 · 28, 29 …: three more each time, for births in the 1900s and 2000s.
    const century = series % 3 === 1 ? 19 : 20;
    const birthDate = dayOf(century * 100 + Number(value.slice(2, 4)), Number(value.slice(4, 6)), Number(value.slice(6, 8)));
    if (!birthDate || series < 22 || series % 3 === 0) return { ok: false, fault: 'DATE' };
    return { ok: true, number: { type: 'RESERVNUMMER', value, birthDate, sex } };
  },
};

/** Västra Götaland's: date, K (woman), M (man) or X (unknown), serial, check digit. */
const vastragotaland: ReserveSystem = {
  name: 'VASTRAGOTALAND',
  form: /^\d{8}[KMX]\d{3}$/,
  read(value) {
    const birthDate = dayOf(Number(value.slice(0, 4)), Number(value.slice(4, 6)), Number(value.slice(6, 8)));
    if (!birthDate) return { ok: false, fault: 'DATE' };
    if (checkDigit(value.slice(2, 11), vastragotalandValue) !== Number(value[11])) return { ok: false, fault: 'CHECK_DIGIT' };
    return { ok: true, number: { type: 'RESERVNUMMER', value, birthDate, sex: value[8] === 'K' ? 'FEMALE' : value[8] === 'M' ? 'MALE' : 'UNKNOWN' } };
  },
};

/** Stockholm's: 99, year of issue, serial, check digit; tells neither birth nor, for sure, sex. */
const stockholm: ReserveSystem = {
  name: 'STOCKHOLM',
  form: /^99\d{10}$/,
  read(value) {
    if (checkDigit(value.slice(4, 11)) !== Number(value[11])) return { ok: false, fault: 'CHECK_DIGIT' };
    return { ok: true, number: { type: 'RESERVNUMMER', value, birthDate: undefined, sex: 'UNKNOWN' } };
  },
};

const systems = [national, vastragotaland, stockholm] as const satisfies readonly ReserveSystem[];

/** Reads a reserve number of twelve characters in upper case, whichever system it is of. */
export function parseReserveNumber(value: string): ParsedNumber {
  const system = systems.find((s) => s.form.test(value));
  return system ? system.read(value) : { ok: false, fault: 'FORM' };
}

/** A national reserve number for a known birth and sex, with its check digit. `letters` are two of the allowed ones. */
export function nationalReserveNumber(birthDate: string, letters: string, sexDigit: number): string {
  const compact = birthDate.replaceAll('-', '');
  const payload = `${Number(compact.slice(0, 2)) + 3}${compact.slice(2)}${letters}${sexDigit}`;
  return `${payload}${checkDigit(payload, characterCode)}`;
}
