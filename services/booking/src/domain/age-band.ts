/** Bands by the age in completed years at which they end. */
const bands = [
  { band: 'UNDER_1', below: 1 },
  { band: 'FROM_1_TO_5', below: 6 },
  { band: 'FROM_6_TO_12', below: 13 },
  { band: 'FROM_13_TO_17', below: 18 },
  { band: 'FROM_18_TO_64', below: 65 },
  { band: 'FROM_65_TO_79', below: 80 },
] as const;

export type AgeBand = (typeof bands)[number]['band'] | 'FROM_80';

/**
 * The age band on `today` of who was born on `birthDate`, both YYYY-MM-DD. Who is born on 29 February is a year older on 28 February in common
 * years, as directory has it (RDG-3); the youngest band before the birth.
 */
export function ageBandOn(birthDate: string, today: string): AgeBand {
  const month = (day: string): string => day.slice(5);
  const birthday = month(birthDate) === '02-29' && !isLeap(Number(today.slice(0, 4))) ? '02-28' : month(birthDate);
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (month(today) < birthday ? 1 : 0);
  return bands.find((row) => years < row.below)?.band ?? 'FROM_80';
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
