import fc from 'fast-check';
import { mergeIntervals, openState, within } from './intervals';
import { spansOn, wallSpan, type WeeklyHours } from './opening-hours';

const office: WeeklyHours = {
  days: { 1: [{ from: '08:00', to: '17:00' }], 5: [{ from: '08:00', to: '12:00' }, { from: '13:00', to: '15:00' }] },
  holidays: [],
  exceptions: { '2026-12-23': [{ from: '09:00', to: '12:00' }], '2026-12-25': [{ from: '10:00', to: '11:00' }] },
};

describe('[DIR-1] opening hours by the wall clock', () => {
  test('a weekday has its spans and a day without any is closed', () => {
    expect(spansOn(office, '2026-11-23', false)).toEqual([{ from: 480, to: 1020 }]);
    expect(spansOn(office, '2026-11-27', false)).toEqual([{ from: 480, to: 720 }, { from: 780, to: 900 }]);
    expect(spansOn(office, '2026-11-24', false)).toEqual([]);
  });

  test('a holiday beats the weekday and an exception beats both', () => {
    expect(spansOn(office, '2026-12-28', true)).toEqual([]);
    expect(spansOn(office, '2026-12-25', true)).toEqual([{ from: 600, to: 660 }]);
    expect(spansOn(office, '2026-12-23', false)).toEqual([{ from: 540, to: 720 }]);
  });

  test('where holidays are not mentioned they are ordinary days', () => {
    expect(spansOn({ days: office.days }, '2026-12-28', true)).toEqual([{ from: 480, to: 1020 }]);
  });

  test('a span that ends before it begins lasts into the next day', () => {
    expect(wallSpan({ from: '17:00', to: '08:00' })).toEqual({ from: 1020, to: 1920 });
    expect(wallSpan({ from: '00:00', to: '24:00' })).toEqual({ from: 0, to: 1440 });
  });

  test('what is no time of day is refused', () => {
    for (const from of ['8:00', '24:30', '25:00', '12:60', '']) expect(() => wallSpan({ from, to: '17:00' })).toThrow(RangeError);
  });
});

const instant = fc.integer({ min: 0, max: 500 }).map((m) => new Date(m * 60_000));
const interval = fc.record({ from: instant, to: instant });

describe('intervals', () => {
  test('merging keeps exactly the covered minutes, disjoint and in order', () => {
    fc.assert(fc.property(fc.array(interval, { maxLength: 12 }), instant, (list, at) => {
      const merged = mergeIntervals(list);
      expect(openState(merged, at).openNow).toBe(list.some((i) => i.from <= at && at < i.to));
      merged.forEach((m, i) => {
        expect(m.from < m.to).toBe(true);
        if (i > 0) expect(merged[i - 1]!.to < m.from).toBe(true);
      });
    }));
  });

  test('cutting keeps what lies within the bounds and nothing else', () => {
    fc.assert(fc.property(fc.array(interval, { maxLength: 8 }), interval, instant, (list, bounds, at) => {
      const cut = within(mergeIntervals(list), bounds);
      expect(openState(cut, at).openNow).toBe(openState(mergeIntervals(list), at).openNow && bounds.from <= at && at < bounds.to);
    }));
  });

  test('open now tells the closing, closed tells the next opening, and after the last one nothing is known', () => {
    const open = mergeIntervals([{ from: new Date(1000), to: new Date(2000) }, { from: new Date(3000), to: new Date(4000) }]);
    expect(openState(open, new Date(1000))).toEqual({ openNow: true, opensAt: undefined, closesAt: new Date(2000) });
    expect(openState(open, new Date(2000))).toEqual({ openNow: false, opensAt: new Date(3000), closesAt: undefined });
    expect(openState(open, new Date(4000))).toEqual({ openNow: false, opensAt: undefined, closesAt: undefined });
  });
});
