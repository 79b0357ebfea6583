/** Age is counted in whole days everywhere; a year is 365.25 of them, so that 1 y is 365 d and 5 y is 1,826 d. */
export const daysOf = (amount: number, unit: 'd' | 'y'): number => (unit === 'd' ? amount : Math.floor(amount * 365.25));

/** Nobody is older than this; the last age band ends here. */
export const OLDEST_DAYS = daysOf(121, 'y');

export const AGE_BANDS = [
  { band: 'UNDER_1', from: 0, below: daysOf(1, 'y') },
  { band: 'FROM_1_TO_5', from: daysOf(1, 'y'), below: daysOf(6, 'y') },
  { band: 'FROM_6_TO_12', from: daysOf(6, 'y'), below: daysOf(13, 'y') },
  { band: 'FROM_13_TO_17', from: daysOf(13, 'y'), below: daysOf(18, 'y') },
  { band: 'FROM_18_TO_64', from: daysOf(18, 'y'), below: daysOf(65, 'y') },
  { band: 'FROM_65_TO_79', from: daysOf(65, 'y'), below: daysOf(80, 'y') },
  { band: 'FROM_80', from: daysOf(80, 'y'), below: OLDEST_DAYS },
] as const;

export type AgeBand = (typeof AGE_BANDS)[number]['band'];

/** The band an age falls in; an age beyond the table belongs to the oldest. */
export function ageBandOf(ageDays: number): AgeBand {
  return AGE_BANDS.find((row) => ageDays < row.below)?.band ?? 'FROM_80';
}
