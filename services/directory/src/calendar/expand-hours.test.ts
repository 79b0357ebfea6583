import fc from 'fast-check';
import { addDays } from '../domain/calendar-day';
import { openState } from '../domain/intervals';
import { spansOn, type WeeklyHours } from '../domain/opening-hours';
import { expandHours, horizonDays } from './expand-hours';
import { isHoliday } from './holidays';
import { dayIn } from './stockholm';

const weekdays = (from: string, to: string): WeeklyHours => ({ days: Object.fromEntries([1, 2, 3, 4, 5].map((d) => [d, [{ from, to }]])), holidays: [] });
const every = (from: string, to: string): WeeklyHours => ({ days: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((d) => [d, [{ from, to }]])) });
const hoursBetween = (list: { from: Date; to: Date }[]) => list.map((i) => (i.to.getTime() - i.from.getTime()) / 3_600_000);

describe('[DIR-1] Swedish holidays', () => {
  test('the year 2027 has its sixteen, the movable ones where Easter puts them', () => {
    const days = Array.from({ length: 365 }, (_, i) => addDays('2027-01-01', i)).filter(isHoliday);
    expect(days).toEqual([
      '2027-01-01', '2027-01-06', '2027-03-26', '2027-03-28', '2027-03-29', '2027-05-01', '2027-05-06', '2027-05-16', '2027-06-06',
      '2027-06-25', '2027-06-26', '2027-11-06', '2027-12-24', '2027-12-25', '2027-12-26', '2027-12-31',
    ]);
  });

  test('Midsummer Day is the Saturday of 20–26 June and All Saints’ the one of 31 October–6 November, for decades', () => {
    for (let year = 2020; year <= 2060; year += 1) {
      const holidays = Array.from({ length: 366 }, (_, i) => addDays(`${year}-01-01`, i)).filter(isHoliday);
      expect(holidays.filter((d) => d >= `${year}-06-19` && d <= `${year}-06-26` && new Date(`${d}T00:00:00Z`).getUTCDay() === 6)).toHaveLength(1);
      expect(holidays.filter((d) => d >= `${year}-10-31` && d <= `${year}-11-06` && new Date(`${d}T00:00:00Z`).getUTCDay() === 6)).toHaveLength(1);
    }
  });

  test('half days such as Twelfth Night’s Eve and the day before All Saints’ are ordinary days', () => {
    expect(['2027-01-05', '2027-04-30', '2027-11-05', '2027-12-13'].filter(isHoliday)).toEqual([]);
  });
});

describe('[DIR-1] opening hours as instants', () => {
  test('office hours skip the weekend and the holidays around Easter 2027', () => {
    expect(expandHours(weekdays('08:00', '17:00'), '2027-03-25', 6)).toEqual([
      { from: new Date('2027-03-25T07:00:00Z'), to: new Date('2027-03-25T16:00:00Z') },
      { from: new Date('2027-03-30T06:00:00Z'), to: new Date('2027-03-30T15:00:00Z') },
    ]);
  });

  test('08.00–20.30 every day stays that by the wall clock over both clock changes', () => {
    const spring = expandHours(every('08:00', '20:30'), '2027-03-27', 2);
    expect(spring.map((i) => i.from.toISOString())).toEqual(['2027-03-27T07:00:00.000Z', '2027-03-28T06:00:00.000Z']);
    const autumn = expandHours(every('08:00', '20:30'), '2027-10-30', 2);
    expect(autumn.map((i) => i.to.toISOString())).toEqual(['2027-10-30T18:30:00.000Z', '2027-10-31T19:30:00.000Z']);
  });

  test('a night’s duty is an hour shorter in spring and an hour longer in autumn', () => {
    const night = every('17:00', '08:00');
    expect(hoursBetween(expandHours(night, '2027-03-27', 2))).toEqual([15, 14, 15]);
    expect(hoursBetween(expandHours(night, '2027-10-30', 2))).toEqual([15, 16, 15]);
  });

  test('who is open round the clock has one unbroken interval, also over the clock changes', () => {
    expect(expandHours(every('00:00', '24:00'), '2027-03-01', 270)).toHaveLength(1);
  });

  test('the duty that began the evening before is in the list on its second day', () => {
    expect(openState(expandHours(every('17:00', '08:00'), '2026-11-21', 1), new Date('2026-11-21T05:00:00Z')).openNow).toBe(true);
  });

  const time = fc.integer({ min: 0, max: 95 }).map((q) => `${String(Math.floor(q / 4)).padStart(2, '0')}:${String((q % 4) * 15).padStart(2, '0')}`);
  const span = fc.record({ from: time, to: time }).filter((s) => s.from < s.to);
  const hours: fc.Arbitrary<WeeklyHours> = fc.record({
    days: fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5', '6', '7'), fc.array(span, { maxLength: 3 })).map((d) => d as WeeklyHours['days']),
    holidays: fc.array(span, { maxLength: 1 }),
  });

  test.each(['2027-03-25', '2027-10-28'])('around the clock change after %s a unit is open exactly when the wall clock says so', (first) => {
    const wallMinutes = (at: Date) => {
      const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(at);
      const part = (type: string) => Number(parts.find((p) => p.type === type)!.value);
      return part('hour') * 60 + part('minute');
    };
    const start = Date.parse(`${first}T22:00:00Z`);
    fc.assert(fc.property(hours, fc.integer({ min: 0, max: 6 * 96 }), (h, quarter) => {
      const at = new Date(start + quarter * 15 * 60_000);
      const day = dayIn(at);
      const minutes = wallMinutes(at);
      const spans = spansOn(h, day, isHoliday(day));
      const open = openState(expandHours(h, first, 9), at).openNow;
      // 02:00–03:00 occurs twice in autumn: a span that touches the hour is then open through the whole of both.
      const twice = day === '2027-10-31' && minutes >= 60 && minutes <= 240;
      if (!twice) expect(open).toBe(spans.some((s) => s.from <= minutes && minutes < s.to));
      else if (spans.some((s) => s.from <= minutes && minutes < s.to)) expect(open).toBe(true);
    }), { numRuns: 300 });
  });

  test('400 days ahead are disjoint and in order', () => {
    fc.assert(fc.property(hours, (h) => {
      const list = expandHours(h, '2026-11-21', horizonDays);
      list.forEach((i, n) => expect(i.from < i.to && (n === 0 || list[n - 1]!.to < i.from)).toBe(true));
    }), { numRuns: 10 });
  });
});
