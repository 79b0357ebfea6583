import fc from 'fast-check';
import { ageInstants } from './age-instants';
import { dayIn, instantOf, startOf } from './stockholm';

describe('wall-clock times in Sweden', () => {
  test('midnight is 23:00 or 22:00 UTC the evening before', () => {
    expect(startOf('2026-12-01')).toEqual(new Date('2026-11-30T23:00:00Z'));
    expect(startOf('2026-07-01')).toEqual(new Date('2026-06-30T22:00:00Z'));
  });

  test('a minute before midnight it is still the day before', () => {
    expect(dayIn(new Date('2026-11-20T22:59:59.999Z'))).toBe('2026-11-20');
    expect(dayIn(new Date('2026-11-20T23:00:00Z'))).toBe('2026-11-21');
  });

  test('02:30 on 2027-03-28 does not exist: it is the moment of the jump', () => {
    expect(instantOf('2027-03-28', 150, 'FIRST')).toEqual(new Date('2027-03-28T01:00:00Z'));
    expect(instantOf('2027-03-28', 150, 'LAST')).toEqual(new Date('2027-03-28T01:00:00Z'));
    expect(instantOf('2027-03-28', 180, 'FIRST')).toEqual(new Date('2027-03-28T01:00:00Z'));
  });

  test('02:30 on 2027-10-31 occurs twice and both are told apart', () => {
    expect(instantOf('2027-10-31', 150, 'FIRST')).toEqual(new Date('2027-10-31T00:30:00Z'));
    expect(instantOf('2027-10-31', 150, 'LAST')).toEqual(new Date('2027-10-31T01:30:00Z'));
  });

  test('around both clock changes later wall times are never earlier instants', () => {
    const day = fc.constantFrom('2027-03-27', '2027-03-28', '2027-03-29', '2027-10-30', '2027-10-31', '2027-11-01');
    fc.assert(fc.property(day, fc.integer({ min: 0, max: 2880 }), fc.integer({ min: 0, max: 600 }), fc.constantFrom('FIRST' as const, 'LAST' as const), (d, minutes, more, which) => {
      expect(instantOf(d, minutes + more, which) >= instantOf(d, minutes, which)).toBe(true);
    }));
  });

  test('every instant lies within the day it is said to be in', () => {
    const instant = fc.integer({ min: Date.parse('2027-03-20T00:00:00Z'), max: Date.parse('2027-11-05T00:00:00Z') }).map((ms) => new Date(ms));
    fc.assert(fc.property(instant, (at) => {
      const day = dayIn(at);
      expect(startOf(day) <= at && at < instantOf(day, 1440, 'FIRST')).toBe(true);
    }));
  });

  test('[TRI-8] the age limits fall on midnight in Sweden, also for a leap-day child', () => {
    expect(ageInstants('2012-02-29', { logInFrom: 13, seekCareFrom: 16, proxyUnder: 13 })).toEqual({
      mayLogInFrom: new Date('2025-02-27T23:00:00Z'), maySeekCareFrom: new Date('2028-02-28T23:00:00Z'), proxyUntil: new Date('2025-02-27T23:00:00Z'),
    });
    expect(ageInstants('2014-07-01', { logInFrom: 13, seekCareFrom: 13, proxyUnder: 13 }).proxyUntil).toEqual(new Date('2027-06-30T22:00:00Z'));
  });
});
