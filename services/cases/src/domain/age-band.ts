import type { AgeBand } from './codes';

/** Bands by the age in completed years at which they end. */
const bands = [
  { band: 'UNDER_1', below: 1 },
  { band: 'FROM_1_TO_5', below: 6 },
  { band: 'FROM_6_TO_12', below: 13 },
  { band: 'FROM_13_TO_17', below: 18 },
  { band: 'FROM_18_TO_64', below: 65 },
  { band: 'FROM_65_TO_79', below: 80 },
] as const satisfies readonly { band: AgeBand; below: number }[];

/**
 * The age band at the instant of who was born on the day, YYYY-MM-DD. Counted in the days of UTC, since only directory knows zones: in the first
 * hours of a birthday a Swede may still be the younger. Who is born on 29 February is a year older on 28 February in common years, as directory has it.
 */
export function ageBandAt(birthDate: string, at: Date): AgeBand {
  const [today, month] = [at.toISOString().slice(0, 10), (day: string) => day.slice(5)];
  const birthday = month(birthDate) === '02-29' && !isLeap(Number(today.slice(0, 4))) ? '02-28' : month(birthDate);
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (month(today) < birthday ? 1 : 0);
  return bands.find((row) => years < row.below)?.band ?? 'FROM_80';
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
