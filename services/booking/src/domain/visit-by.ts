/** How long a bookable level gives until the visit (BOO-2). A code that covers several ranks has one row a rank. */
export interface VisitByLevel {
  code: string;
  urgencyRank: number;
  minutes: number;
  /** The row that staff get who name only the code; needed where the code has several. */
  unlessSaid?: boolean;
}
export type VisitBy = readonly VisitByLevel[];

const [hour, day] = [60, 24 * 60];

/** The scheme 1–12: tickets for 6–11 (TRI-5), with the handling times of QUE-2. */
const oneToTwelve = [
  { code: '6', urgencyRank: 6, minutes: 24 * hour },
  { code: '7', urgencyRank: 7, minutes: 48 * hour },
  { code: '8', urgencyRank: 8, minutes: 72 * hour },
  { code: '9', urgencyRank: 9, minutes: 7 * day },
  { code: '10', urgencyRank: 10, minutes: 30 * day },
  { code: '11', urgencyRank: 11, minutes: 90 * day },
] as const satisfies VisitBy;

/** The scheme 1–5: one bookable level, whose urgency says how soon, from 24 hours to 90 days (CFG). */
const oneToFive = [
  { code: 'BOOKABLE', urgencyRank: 6, minutes: 24 * hour },
  { code: 'BOOKABLE', urgencyRank: 7, minutes: 48 * hour },
  { code: 'BOOKABLE', urgencyRank: 8, minutes: 72 * hour },
  { code: 'BOOKABLE', urgencyRank: 9, minutes: 7 * day, unlessSaid: true },
  { code: 'BOOKABLE', urgencyRank: 10, minutes: 30 * day },
  { code: 'BOOKABLE', urgencyRank: 11, minutes: 90 * day },
] as const satisfies VisitBy;

/** Tables by the name that config/regions calls them. */
export const visitByTables = { ONE_TO_TWELVE: oneToTwelve, ONE_TO_FIVE: oneToFive } as const satisfies Record<string, VisitBy>;

/** The level of a code that staff name; undefined when it is not bookable here. */
export function bookableLevel(table: VisitBy, code: string): VisitByLevel | undefined {
  const rows = table.filter((row) => row.code === code);
  return rows.length > 1 ? rows.find((row) => row.unlessSaid) : rows[0];
}

/**
 * The level of an outcome. One that the table no longer has counts as the least urgent level that is at least as urgent, so that an accepted
 * outcome always becomes a ticket and never gets longer than triage said.
 */
export function levelOfOutcome(table: VisitBy, code: string, urgencyRank: number): VisitByLevel {
  const exact = table.find((row) => row.code === code && row.urgencyRank === urgencyRank);
  if (exact) return exact;
  const byRank = [...table].sort((a, b) => a.urgencyRank - b.urgencyRank);
  const found = byRank.filter((row) => row.urgencyRank <= urgencyRank).at(-1) ?? byRank[0];
  if (!found) throw new Error('the region has no bookable level');
  return found;
}

/** What is wrong with a table, one sentence each; empty when it may be published. */
export function visitByFaults(table: VisitBy): string[] {
  const byRank = [...table].sort((a, b) => a.urgencyRank - b.urgencyRank);
  const codes = [...new Set(table.map((row) => row.code))];
  return [
    ...byRank.filter((row, i) => i > 0 && row.minutes < byRank[i - 1]!.minutes).map((row) => `rank ${row.urgencyRank}: a less urgent level has a shorter time`),
    ...byRank.filter((row, i) => i > 0 && row.urgencyRank === byRank[i - 1]!.urgencyRank).map((row) => `rank ${row.urgencyRank} stands twice`),
    ...codes.filter((code) => !bookableLevel(table, code)).map((code) => `level ${code}: has several ranks and none for who does not say`),
  ];
}
