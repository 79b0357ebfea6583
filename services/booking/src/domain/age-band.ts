/** A year is 365.25 days, as triage counts them. */
const years = (n: number): number => Math.floor(n * 365.25);

const ageBands = [
  { band: 'UNDER_1', below: years(1) },
  { band: 'FROM_1_TO_5', below: years(6) },
  { band: 'FROM_6_TO_12', below: years(13) },
  { band: 'FROM_13_TO_17', below: years(18) },
  { band: 'FROM_18_TO_64', below: years(65) },
  { band: 'FROM_65_TO_79', below: years(80) },
] as const;

export type AgeBand = (typeof ageBands)[number]['band'] | 'FROM_80';

/** The band an age in days falls in. */
export function ageBandOf(ageDays: number): AgeBand {
  return ageBands.find((row) => ageDays < row.below)?.band ?? 'FROM_80';
}
