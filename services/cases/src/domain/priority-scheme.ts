/** How a level's time is counted: by the wall clock, in open hours, until the unit closes the same opening day, or not at all. */
export const clockModes = ['WALL', 'OPEN', 'SAME_OPENING_DAY', 'NONE'] as const;
export type ClockMode = (typeof clockModes)[number];

/** One level of a priority scheme (RDG-1). */
export interface PriorityLevel {
  /** The region's own code, as triage and staff write it. */
  code: string;
  label: { sv: string; en: string };
  /** Handling time in minutes (QUE-2); null where the clock has no length of its own. */
  handlingMinutes: number | null;
  clock: ClockMode;
  /** Whether a case may carry the level. */
  makesCase: boolean;
  /** Whether a new case gives an external alert. */
  alerts: boolean;
  /** Whether an untaken case escalates. */
  escalates: boolean;
  /** Whether triage answers with a booking ticket instead of a drop-in. */
  bookable: boolean;
  /** 1 (most urgent) to 12: the scale on which sorting and analytics compare regions. */
  urgencyRank: number;
}

export interface PriorityScheme {
  levels: readonly PriorityLevel[];
}

/** The level with the code; undefined when the scheme has none. */
export function levelOf(scheme: PriorityScheme, code: string): PriorityLevel | undefined {
  return scheme.levels.find((level) => level.code === code);
}

/** Whether a case of the level with these tags gives alerts when it arrives; help to find a time never does (RDG-2). */
export function alertsFor(level: PriorityLevel, tags: readonly string[]): boolean {
  return level.alerts && !tags.includes('ADMIN');
}

/** Whether a case of the level with these tags escalates when nobody takes it; help to find a time never does (RDG-2). */
export function escalatesFor(level: PriorityLevel, tags: readonly string[]): boolean {
  return level.escalates && !tags.includes('ADMIN');
}

const rules: { says: string; broken: (level: PriorityLevel) => boolean }[] = [
  { says: 'an urgency rank is a whole number from 1 to 12', broken: (l) => !Number.isInteger(l.urgencyRank) || l.urgencyRank < 1 || l.urgencyRank > 12 },
  { says: 'a label is not empty in either language', broken: (l) => l.label.sv.trim() === '' || l.label.en.trim() === '' },
  { says: 'WALL and OPEN need minutes above 0', broken: (l) => (l.clock === 'WALL' || l.clock === 'OPEN') && !(l.handlingMinutes !== null && l.handlingMinutes > 0) },
  { says: 'SAME_OPENING_DAY and NONE have no minutes', broken: (l) => (l.clock === 'SAME_OPENING_DAY' || l.clock === 'NONE') && l.handlingMinutes !== null },
  { says: 'a case always has a live deadline', broken: (l) => l.makesCase && l.clock === 'NONE' },
  { says: 'what makes no case neither alerts, escalates nor is bookable', broken: (l) => !l.makesCase && (l.alerts || l.escalates || l.bookable) },
  { says: 'what alerts has wall time', broken: (l) => l.alerts && l.clock !== 'WALL' },
  { says: 'what escalates also alerts', broken: (l) => l.escalates && !l.alerts },
  { says: 'what is bookable does not escalate', broken: (l) => l.escalates && l.bookable },
];

/** What is wrong with a scheme, one sentence each; empty when it may be published. */
export function schemeFaults(scheme: PriorityScheme): string[] {
  const byRank = [...scheme.levels].sort((a, b) => a.urgencyRank - b.urgencyRank);
  const timed = byRank.filter((level) => level.handlingMinutes !== null);
  return [
    ...scheme.levels.flatMap((level) => rules.filter((rule) => rule.broken(level)).map((rule) => `level ${level.code}: ${rule.says}`)),
    ...scheme.levels.filter((level, i) => levelOf(scheme, level.code) !== scheme.levels[i]).map((level) => `level ${level.code}: the code stands twice`),
    ...timed.filter((level, i) => i > 0 && level.handlingMinutes! < timed[i - 1]!.handlingMinutes!)
      .map((level) => `level ${level.code}: a less urgent level has a shorter handling time`),
    ...(scheme.levels.some((level) => level.makesCase) ? [] : ['no level makes a case']),
  ];
}
