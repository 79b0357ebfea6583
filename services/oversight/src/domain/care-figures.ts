/** What a row may tell apart (MET-2): a list, so that nobody asks for a small enough group. */
export const dimensions = ['UNIT', 'PRIORITY', 'KIND', 'SOURCE', 'HOUR', 'DAY', 'MONTH'] as const;
export type Dimension = (typeof dimensions)[number];

export const counters = ['inflow', 'started', 'startedInTime', 'withdrawn', 'escalations', 'handovers', 'bookings', 'bookingsCancelled', 'phoneReplacements'] as const;
export type Counter = (typeof counters)[number];

/** Where a row belongs, by the dimensions asked for. */
export interface Place {
  unitId?: string;
  priority?: string;
  kind?: string;
  source?: string;
  hour?: number;
  day?: string;
  month?: string;
}

/** Exact counts of one place, before anything is hidden. Waits: upper bound in minutes → how many waited at most that, and more than the bound before. */
export type Counted = Place & Record<Counter, number> & { waits: ReadonlyMap<number, number> };

/** What may be told of one place. */
export type Told = Place & Record<Counter, number | null> & { waitMinutesP50: number | null; waitMinutesP90: number | null; waitMinutesP95: number | null };

/** How small numbers are kept from telling of persons (MET-2). */
export interface Disclosure {
  /** Counts from 1 to below this are hidden. */
  hideBelow: number;
  /** The others are rounded to a multiple of this. */
  roundTo: number;
}

/** No percentile of fewer patients than this, at any level. */
export const fewestForPercentile = 8;

/** Upper bounds in minutes; a wait is told as the bound of its bucket, so "at most". The last one holds everything longer. */
export const waitBounds = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 60, 75, 90, 120, 150, 180, 240, 300, 360, 480, 600, 720, 960, 1_440, 2_160, 2_880, 4_320, 7_200, 10_080, 20_160, 43_200, 129_600, 525_600,
] as const;

/** The bucket of a wait. */
export function waitBucket(seconds: number): number {
  return waitBounds.find((bound) => seconds <= bound * 60) ?? waitBounds.at(-1)!;
}

/** The smallest bound that this share of the waits does not exceed; null with fewer than eight. */
export function percentile(waits: ReadonlyMap<number, number>, share: number): number | null {
  const all = [...waits].sort(([a], [b]) => a - b);
  const total = all.reduce((sum, [, amount]) => sum + amount, 0);
  if (total < fewestForPercentile) return null;
  let seen = 0;
  for (const [bound, amount] of all) {
    seen += amount;
    if (seen >= total * share) return bound;
  }
  return all.at(-1)![0];
}

/** A count as it may be told below region level: 0 stays 0, small ones are hidden, others rounded. */
export function disclosed(count: number, rule: Disclosure): number | null {
  if (count === 0) return 0;
  if (count < rule.hideBelow) return null;
  return Math.round(count / rule.roundTo) * rule.roundTo;
}

/** A row as it may be told. @param rule undefined for a region as a whole, whose counts are told as they are */
export function told(row: Counted, rule: Disclosure | undefined): Told {
  const { waits, ...rest } = row;
  const counts = Object.fromEntries(counters.map((counter) => [counter, rule ? disclosed(row[counter], rule) : row[counter]])) as Record<Counter, number | null>;
  return { ...rest, ...counts, waitMinutesP50: percentile(waits, 0.5), waitMinutesP90: percentile(waits, 0.9), waitMinutesP95: percentile(waits, 0.95) };
}

/** What is wrong with a period and what it is told apart by; undefined when nothing is. Days as YYYY-MM-DD. */
export function periodFault(q: { from: string; to: string; by: readonly Dimension[]; unitLevel: boolean }): { path: string; expected: string } | undefined {
  if (q.from > q.to) return { path: 'input.to', expected: 'not before input.from' };
  if (monthsBetween(q.from, q.to) > 36) return { path: 'input.to', expected: 'at most 36 months after input.from' };
  if (q.by.length > 3 || new Set(q.by).size < q.by.length) return { path: 'input.by', expected: 'at most three different dimensions' };
  if (q.unitLevel && q.by.includes('DAY')) return { path: 'input.by', expected: 'no DAY where units are told apart' };
  if (q.unitLevel && !wholeMonths(q.from, q.to)) return { path: 'input.from', expected: 'whole months where units are told apart' };
  if (q.by.includes('MONTH') && !wholeMonths(q.from, q.to)) return { path: 'input.from', expected: 'whole months' };
  return undefined;
}

/** The roll-up that answers the question: days only where days are asked for. */
export function grainOf(q: { from: string; to: string; by: readonly Dimension[] }): 'DAY' | 'MONTH' {
  return !q.by.includes('DAY') && wholeMonths(q.from, q.to) ? 'MONTH' : 'DAY';
}

function wholeMonths(from: string, to: string): boolean {
  const [year, month, day] = to.split('-').map(Number) as [number, number, number];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
  return from.endsWith('-01') && day === days;
}

function monthsBetween(from: string, to: string): number {
  const months = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return months(to) - months(from) + 1;
}

const places: Record<Dimension, keyof Place> = { UNIT: 'unitId', PRIORITY: 'priority', KIND: 'kind', SOURCE: 'source', HOUR: 'hour', DAY: 'day', MONTH: 'month' };

/** The rows as CSV (RFC 4180) with a heading line; what is hidden is empty. */
export function csv(rows: readonly Told[], by: readonly Dimension[]): string {
  const columns: readonly (keyof Told)[] = [...by.map((dimension) => places[dimension]), ...counters, 'waitMinutesP50', 'waitMinutesP90', 'waitMinutesP95'];
  const cell = (value: unknown): string => {
    const text = value === null || value === undefined ? '' : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns.join(','), ...rows.map((row) => columns.map((column) => cell(row[column])).join(','))].map((line) => `${line}\r\n`).join('');
}
