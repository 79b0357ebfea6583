import { dayIn, instantOf, quietUntil, sameDayAt, spokenTime } from './stockholm';

const quiet = { from: '21:00', to: '08:00' };
const iso = (at: Date | undefined) => at?.toISOString();

describe('Swedish wall-clock time', () => {
  test.each([
    ['an ordinary winter day', '2026-12-03T12:00:00Z', '2026-12-03T07:00:00.000Z'],
    ['an ordinary summer day', '2026-07-03T12:00:00Z', '2026-07-03T06:00:00.000Z'],
    ['the day the clocks go forward', '2027-03-28T12:00:00Z', '2027-03-28T06:00:00.000Z'],
    ['the day before', '2027-03-27T12:00:00Z', '2027-03-27T07:00:00.000Z'],
    ['the day the clocks go back', '2027-10-31T12:00:00Z', '2027-10-31T07:00:00.000Z'],
    ['the day before that', '2027-10-30T12:00:00Z', '2027-10-30T06:00:00.000Z'],
    ['shortly after midnight, when it is yesterday in UTC', '2026-07-02T22:30:00Z', '2026-07-03T06:00:00.000Z'],
  ])('[T13] [NOT-2] eight o’clock on %s', (_, at, eight) => expect(iso(sameDayAt(new Date(at), '08:00'))).toBe(eight));

  test('[T13] a time that does not exist is the jump; one that is twice is the first', () => {
    expect(iso(instantOf('2027-03-28', 150))).toBe('2027-03-28T01:00:00.000Z');
    expect(iso(instantOf('2027-10-31', 150))).toBe('2027-10-31T00:30:00.000Z');
    expect(dayIn(new Date('2027-10-30T22:00:00Z'))).toBe('2027-10-31');
  });

  test('[NOT-1] quiet hours pass midnight, begin on the minute and end on the minute', () => {
    expect(iso(quietUntil(new Date('2026-12-03T19:59:59Z'), quiet))).toBeUndefined();
    expect(iso(quietUntil(new Date('2026-12-03T20:00:00Z'), quiet))).toBe('2026-12-04T07:00:00.000Z');
    expect(iso(quietUntil(new Date('2026-12-04T06:59:59Z'), quiet))).toBe('2026-12-04T07:00:00.000Z');
    expect(iso(quietUntil(new Date('2026-12-04T07:00:00Z'), quiet))).toBeUndefined();
    expect(iso(quietUntil(new Date('2026-12-04T11:00:00Z'), { from: '12:00', to: '13:00' }))).toBe('2026-12-04T12:00:00.000Z');
    expect(quietUntil(new Date('2026-12-04T11:00:00Z'), { from: '08:00', to: '08:00' })).toBeUndefined();
  });

  test('[T13] a night in which the clocks change is quiet until eight by the wall', () => {
    expect(iso(quietUntil(new Date('2027-03-28T00:30:00Z'), quiet))).toBe('2027-03-28T06:00:00.000Z');
    expect(iso(quietUntil(new Date('2027-10-31T00:30:00Z'), quiet))).toBe('2027-10-31T07:00:00.000Z');
  });

  test('[NOT-4] people read the time in their language', () => {
    expect(spokenTime(new Date('2026-12-03T08:30:00Z'), 'sv')).toBe('torsdag 3 december kl. 09.30');
    expect(spokenTime(new Date('2026-07-03T08:30:00Z'), 'en')).toBe('Friday 3 July at 10:30');
  });
});
