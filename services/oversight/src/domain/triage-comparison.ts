/** When the comparison of triage with staff rings (BEY-6). */
export interface ComparisonRule {
  /** By how many levels triage has to be less urgent than what was right to count as under-triage. */
  underBy: number;
  /** The share of under-triage above which it rings, of at least so many stated ends. */
  alarmShare: number;
  alarmFrom: number;
}

/** One matter: what triage said, and what staff stated at its end. Ranks: 1 most urgent … 12. */
export interface Judged {
  enginePriority: string;
  engineRank: number;
  rightPriority: string;
  rightRank: number;
}

export const verdicts = ['AGREED', 'UNDER', 'OVER'] as const;
export type Verdict = (typeof verdicts)[number];

/** Whether triage was as urgent as was right: one code is one level, whatever ranks it spans; less urgent by fewer levels than the region counts agrees. */
export function verdictOf(m: Judged, { underBy }: Pick<ComparisonRule, 'underBy'>): Verdict {
  if (m.enginePriority === m.rightPriority) return 'AGREED';
  const below = m.engineRank - m.rightRank;
  if (below >= underBy) return 'UNDER';
  return below < 0 ? 'OVER' : 'AGREED';
}

/** Exact counts of one version of content, or of all together. */
export interface Compared {
  sessions: number;
  /** Raised or lowered by staff: by telephone, or the first time in the case. */
  raised: number;
  lowered: number;
  /** Cases whose visit has ended. */
  closed: number;
  /** Of those, with what would have been right. */
  stated: number;
  agreed: number;
  under: number;
  /** Under by two levels or more, whatever the region counts as under. */
  farUnder: number;
  over: number;
  /** Sessions at least 72 hours old, and those of them whose patient sought care again within that time. */
  observed: number;
  soughtAgain: number;
}

export type ComparedVersion = Compared & { packId: string; semver: string };

export const none: Compared = { sessions: 0, raised: 0, lowered: 0, closed: 0, stated: 0, agreed: 0, under: 0, farUnder: 0, over: 0, observed: 0, soughtAgain: 0 };

/** All versions as one. */
export function summed(rows: readonly Compared[]): Compared {
  const keys = Object.keys(none) as (keyof Compared)[];
  return rows.reduce((sum, row) => Object.fromEntries(keys.map((key) => [key, sum[key] + row[key]])) as unknown as Compared, none);
}

/** The share of under-triage among the stated ends; null without any. */
export const underShare = ({ under, stated }: Pick<Compared, 'under' | 'stated'>): number | null => (stated === 0 ? null : under / stated);

/** Whether under-triage has passed what the region bears. */
export function rings(c: Pick<Compared, 'under' | 'stated'>, { alarmShare, alarmFrom }: ComparisonRule): boolean {
  return c.stated >= alarmFrom && c.under > alarmShare * c.stated;
}

/** What is wrong with a period; undefined when nothing is. Days as YYYY-MM-DD. */
export function comparisonFault({ from, to }: { from: string; to: string }): { path: string; expected: string } | undefined {
  if (from > to) return { path: 'input.to', expected: 'not before input.from' };
  return undefined;
}
