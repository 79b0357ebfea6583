import fc from 'fast-check';
import { addDays, ageOn, birthday, dayNumber, dayOf, partsOf, weekday } from './calendar-day';

const day = fc.date({ min: new Date('1890-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10));

describe('calendar days', () => {
  test('a day that the calendar lacks is none', () => {
    expect(dayOf(2026, 2, 29)).toBeUndefined();
    expect(dayOf(2026, 13, 1)).toBeUndefined();
    expect(dayOf(2028, 2, 29)).toBe('2028-02-29');
    expect(() => partsOf('2026-02-30')).toThrow(RangeError);
    expect(() => partsOf('yesterday')).toThrow(RangeError);
  });

  test('weekdays are ISO numbers', () => {
    expect(weekday('2026-11-21')).toBe(6);
    expect(weekday('1890-01-01')).toBe(3);
    expect(weekday('2027-03-28')).toBe(7);
  });

  test('adding days and counting them are each other’s inverse', () => {
    fc.assert(fc.property(day, fc.integer({ min: -40_000, max: 40_000 }), (d, n) => {
      expect(dayNumber(addDays(d, n)) - dayNumber(d)).toBe(n);
    }));
  });

  test('[TRI-8] an age is reached on its birthday and not the day before', () => {
    fc.assert(fc.property(day, fc.integer({ min: 1, max: 110 }), (birth, age) => {
      const turns = birthday(birth, age);
      expect(ageOn(birth, turns)).toBe(age);
      expect(ageOn(birth, addDays(turns, -1))).toBe(age - 1);
    }));
  });

  test('[TRI-8] who is born on 29 February turns a year older on 28 February in common years and on the day in leap years', () => {
    expect(birthday('2012-02-29', 13)).toBe('2025-02-28');
    expect(birthday('2012-02-29', 16)).toBe('2028-02-29');
    expect(ageOn('2012-02-29', '2025-02-27')).toBe(12);
    expect(ageOn('2012-02-29', '2025-02-28')).toBe(13);
    expect(ageOn('2012-02-29', '2028-02-28')).toBe(15);
  });

  test('nobody is younger than nought', () => {
    expect(ageOn('2026-11-21', '2026-11-20')).toBe(0);
  });
});
