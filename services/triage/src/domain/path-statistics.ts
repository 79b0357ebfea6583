import type { Pack } from './pack';
import type { Priority } from './priority';
import { personsFor, witnesses, type Witness } from './checks/clauses';
import { quietAnswers, walk, type Walk } from './checks/walk';

/** Length of the way to an outcome: a screen is a question, items are the signs on it. */
export interface PathStatistics {
  paths: number;
  medianScreens: number;
  maxScreens: number;
  medianItems: number;
  maxItems: number;
  /** Paths to P1, and the share of them that is there within two screens. */
  p1Paths: number;
  p1WithinTwoScreens: number;
  outcomes: Partial<Record<Priority, number>>;
}

const MOST_PATHS_PER_RULE = 12;

/** Walks one path for each way that a rule, raise, narrow rule or the self-care gate can hold, all else being denied. */
export function pathStatistics(pack: Pack): PathStatistics {
  const quiet = quietAnswers(pack);
  const parts = [...pack.rules, ...pack.raises, ...pack.narrows, ...(pack.selfCare ? [pack.selfCare] : [])];
  const ways: Witness[] = parts.flatMap((part) => spread(witnesses(pack, part.when), MOST_PATHS_PER_RULE));
  const walks: Walk[] = ways.flatMap((way) => personsFor(pack, way).slice(0, 1).map((context) => walk(pack, context, (finding) => way.answers[finding.id] ?? quiet[finding.id]!)));
  const screens = walks.map((one) => one.screens.length).sort((a, b) => a - b);
  const items = walks.map((one) => one.screens.reduce((sum, screen) => sum + screen.questions.length, 0)).sort((a, b) => a - b);
  const urgent = walks.filter((one) => one.result.priority === 1);
  const outcomes: Partial<Record<Priority, number>> = {};
  for (const { result } of walks) outcomes[result.priority] = (outcomes[result.priority] ?? 0) + 1;
  return {
    paths: walks.length,
    medianScreens: middle(screens), maxScreens: screens.at(-1) ?? 0,
    medianItems: middle(items), maxItems: items.at(-1) ?? 0,
    p1Paths: urgent.length,
    p1WithinTwoScreens: urgent.length === 0 ? 1 : urgent.filter((one) => one.screens.length <= 2).length / urgent.length,
    outcomes,
  };
}

const middle = (sorted: number[]): number => sorted[Math.floor(sorted.length / 2)] ?? 0;
const spread = <T>(items: T[], most: number): T[] => (items.length <= most ? items : items.filter((_, index) => index % Math.ceil(items.length / most) === 0));

/** The goals of length: median ≤ 10, at most 22, P1 within two screens in at least 95 % of its paths. */
export function pathFaults(statistics: PathStatistics): string[] {
  const faults: string[] = [];
  if (statistics.medianScreens > 10) faults.push(`paths: median ${statistics.medianScreens} questions over 10`);
  if (statistics.maxScreens > 22) faults.push(`paths: ${statistics.maxScreens} questions at most, over 22`);
  if (statistics.p1WithinTwoScreens < 0.95) faults.push(`paths: P1 within two screens in only ${Math.round(statistics.p1WithinTwoScreens * 100)} % of its paths`);
  return faults;
}
