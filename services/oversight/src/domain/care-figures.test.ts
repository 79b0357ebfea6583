import fc from 'fast-check';
import { type Counted, csv, disclosed, type Dimension, grainOf, percentile, periodFault, told, waitBounds, waitBucket } from './care-figures';

const rule = { hideBelow: 8, roundTo: 5 };
const row = (over: Partial<Counted> = {}): Counted => ({
  inflow: 0, started: 0, startedInTime: 0, withdrawn: 0, escalations: 0, handovers: 0, bookings: 0, bookingsCancelled: 0, phoneReplacements: 0, waits: new Map(), ...over,
});

test('[MET-2] below region level nothing is said of 1 to 7, and the rest is rounded to 5', () => {
  expect([0, 1, 7, 8, 12, 13, 100].map((count) => disclosed(count, rule))).toEqual([0, null, null, 10, 10, 15, 100]);
});

test('[MET-2] what is told of a small group is the same for every number from 1 to 7', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }), (a, b) => {
    expect(told(row({ inflow: a }), rule)).toEqual(told(row({ inflow: b }), rule));
  }));
});

test('[MET-2] a whole region is told as it is, but never a percentile of fewer than eight', () => {
  expect(told(row({ inflow: 3, waits: new Map([[10, 7]]) }), undefined)).toMatchObject({ inflow: 3, waitMinutesP50: null });
  expect(told(row({ inflow: 3, waits: new Map([[10, 8]]) }), undefined)).toMatchObject({ waitMinutesP50: 10, waitMinutesP95: 10 });
});

test('[MET-1] a percentile is the bound that so many of a hundred do not exceed', () => {
  const waits = new Map([[5, 50], [30, 40], [60, 9], [120, 1]]);
  expect([0.5, 0.9, 0.95, 1].map((share) => percentile(waits, share))).toEqual([5, 30, 60, 120]);
});

test('[MET-1] every wait has a bucket whose bound it does not exceed, until the last', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 525_600 * 60 }), (seconds) => {
    const bound = waitBucket(seconds);
    expect(seconds).toBeLessThanOrEqual(bound * 60);
    const before = waitBounds[waitBounds.indexOf(bound as never) - 1];
    if (before !== undefined) expect(seconds).toBeGreaterThan(before * 60);
  }));
  expect(waitBucket(Number.MAX_SAFE_INTEGER)).toBe(525_600);
});

test.each<[string, Parameters<typeof periodFault>[0], string | undefined]>([
  ['a day of a region', { from: '2026-03-24', to: '2026-03-24', by: ['HOUR'], unitLevel: false }, undefined],
  ['a month of units', { from: '2026-02-01', to: '2026-02-28', by: ['UNIT', 'PRIORITY', 'HOUR'], unitLevel: true }, undefined],
  ['a leap month of units', { from: '2028-02-01', to: '2028-02-29', by: ['UNIT'], unitLevel: true }, undefined],
  ['days of a unit, which could be subtracted from each other', { from: '2026-02-01', to: '2026-02-27', by: [], unitLevel: true }, 'input.from'],
  ['a unit by day', { from: '2026-02-01', to: '2026-02-28', by: ['DAY'], unitLevel: true }, 'input.by'],
  ['four dimensions', { from: '2026-02-01', to: '2026-02-28', by: ['PRIORITY', 'KIND', 'SOURCE', 'HOUR'], unitLevel: false }, 'input.by'],
  ['the same dimension twice', { from: '2026-02-01', to: '2026-02-28', by: ['KIND', 'KIND'], unitLevel: false }, 'input.by'],
  ['an end before the beginning', { from: '2026-02-02', to: '2026-02-01', by: [], unitLevel: false }, 'input.to'],
  ['more than 36 months', { from: '2023-02-01', to: '2026-02-28', by: [], unitLevel: false }, 'input.to'],
  ['months of a part of one', { from: '2026-02-02', to: '2026-03-31', by: ['MONTH'], unitLevel: false }, 'input.from'],
])('[MET-2] the period is judged: %s', (_, question, path) => {
  expect(periodFault(question)?.path).toBe(path);
});

test('[MET-3] whole months are read from the months, anything else from the days', () => {
  const by: Dimension[] = ['UNIT'];
  expect(grainOf({ from: '2024-01-01', to: '2026-12-31', by })).toBe('MONTH');
  expect(grainOf({ from: '2026-01-01', to: '2026-01-30', by })).toBe('DAY');
  expect(grainOf({ from: '2026-01-01', to: '2026-01-31', by: ['DAY'] })).toBe('DAY');
});

test('[MET-2] CSV has a heading, leaves hidden cells empty and quotes what needs it', () => {
  const rows = [{ ...told(row({ inflow: 12, started: 3 }), rule), unitId: 'a,"b"' }];
  expect(csv(rows, ['UNIT'])).toBe(
    'unitId,inflow,started,startedInTime,withdrawn,escalations,handovers,bookings,bookingsCancelled,phoneReplacements,waitMinutesP50,waitMinutesP90,waitMinutesP95\r\n"a,""b""",10,,0,0,0,0,0,0,0,,,\r\n');
});
