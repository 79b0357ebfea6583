import fc from 'fast-check';
import { checkDigit } from './check-digit';
import { parsePersonalNumber } from './personal-number';
import { nationalReserveNumber } from './reserve-number';

const today = '2026-11-21';
const read = (text: string) => parsePersonalNumber(text, today);

/** Skatteverket's series for births 1976–2013, women. */
const woman = (yymmdd: string) => `${yymmdd}238${checkDigit(`${yymmdd}238`)}`;

describe('[DIR-1] personal numbers', () => {
  test.each([
    ['196512123339', '196512123339'],
    ['19651212-3339', '196512123339'],
    ['651212-3339', '196512123339'],
    ['6512123339', '196512123339'],
    [' 19651212 3339 ', '196512123339'],
    ['120211+9150', '191202119150'],
  ])('%s is read as %s', (text, value) => {
    expect(read(text)).toEqual({ ok: true, number: { type: 'PERSONNUMMER', value, birthDate: `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6, 8)}`, sex: 'MALE' } });
  });

  test('an even serial is a woman’s', () => {
    expect(read(`20${woman('120211')}`)).toMatchObject({ number: { birthDate: '2012-02-11', sex: 'FEMALE' } });
  });

  test('a samordningsnummer has sixty added to its day and tells the true birth date', () => {
    expect(read('701063-2391')).toEqual({ ok: true, number: { type: 'SAMORDNINGSNUMMER', value: '197010632391', birthDate: '1970-10-03', sex: 'MALE' } });
  });

  test('ten digits are never read as a birth after today', () => {
    const born = (yymmdd: string, on: string) => {
      const parsed = parsePersonalNumber(woman(yymmdd), on);
      return parsed.ok ? parsed.number.birthDate : parsed.fault;
    };
    expect(born('120211', '2012-02-11')).toBe('2012-02-11');
    expect(born('120211', '2012-02-10')).toBe('1912-02-11');
    expect(born('120211', '2011-12-31')).toBe('1912-02-11');
    expect(born('991231', '2026-11-21')).toBe('1999-12-31');
    expect(born('120211', '2112-02-11')).toBe('DATE');
  });

  test('a wrong check digit, an impossible date and another form are told apart', () => {
    expect(read('196512123338')).toEqual({ ok: false, fault: 'CHECK_DIGIT' });
    expect(read('196513123339')).toEqual({ ok: false, fault: 'DATE' });
    expect(read('176512123339')).toEqual({ ok: false, fault: 'DATE' });
    expect(read('hello')).toEqual({ ok: false, fault: 'FORM' });
    expect(read('')).toEqual({ ok: false, fault: 'FORM' });
    expect(read('19651212333')).toEqual({ ok: false, fault: 'FORM' });
  });

  test('one changed digit is always noticed in the serial and check digit', () => {
    fc.assert(fc.property(fc.integer({ min: 8, max: 11 }), fc.integer({ min: 1, max: 9 }), (place, by) => {
      const digits = [...'196512123339'];
      digits[place] = String((Number(digits[place]) + by) % 10);
      expect(read(digits.join('')).ok).toBe(false);
    }));
  });

  test('whatever text comes in, reading it never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ maxLength: 20 }), fc.stringMatching(/^[0-9]{10,12}$/), fc.stringMatching(/^\d{8}[A-Z0-9]{4}$/)), (text) => {
      const parsed = read(text);
      if (parsed.ok) expect(parsed.number.value).toHaveLength(12);
    }));
  });
});

describe('[DIR-1] reserve numbers', () => {
  test.each([
    ['22950606-FH20', { value: '22950606FH20', birthDate: '1995-06-06', sex: 'FEMALE' }],
    ['25780404KHD5', { value: '25780404KHD5', birthDate: '1978-04-04', sex: 'UNKNOWN' }],
    ['00342145BZ31', { value: '00342145BZ31', birthDate: undefined, sex: 'MALE' }],
    ['19810829M071', { value: '19810829M071', birthDate: '1981-08-29', sex: 'MALE' }],
    ['19450829k088', { value: '19450829K088', birthDate: '1945-08-29', sex: 'FEMALE' }],
    ['19930829X802', { value: '19930829X802', birthDate: '1993-08-29', sex: 'UNKNOWN' }],
    ['991981000010', { value: '991981000010', birthDate: undefined, sex: 'UNKNOWN' }],
  ])('%s is one of the known systems', (text, expected) => {
    expect(read(text)).toEqual({ ok: true, number: { type: 'RESERVNUMMER', ...expected } });
  });

  test('a wrong check digit or a date that is none is refused', () => {
    expect(read('22950606FH21')).toEqual({ ok: false, fault: 'CHECK_DIGIT' });
    expect(read('19810829M072')).toEqual({ ok: false, fault: 'CHECK_DIGIT' });
    expect(read('19811329M071')).toEqual({ ok: false, fault: 'DATE' });
    expect(read('22950606IO20')).toEqual({ ok: false, fault: 'FORM' });
  });

  test('a number made for a birth and sex is read back as just that', () => {
    const birth = fc.date({ min: new Date('1930-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10));
    fc.assert(fc.property(birth, fc.integer({ min: 0, max: 9 }), (birthDate, digit) => {
      const value = nationalReserveNumber(birthDate, 'TB', digit);
      expect(read(value)).toEqual({ ok: true, number: { type: 'RESERVNUMMER', value, birthDate, sex: digit % 2 ? 'MALE' : 'FEMALE' } });
    }));
  });
});
