import { evaluate, isCertain112, type Result } from './evaluate';
import { next, type ScreenToShow } from './next';
import { FLAGS, NEEDS, type Answers, type Context, type Pack } from './pack';

/** One for all, or each complaint's own: how often a patient has come is counted by complaint. */
type Contexts = Context | ((pack: Pack) => Context);

const contextFor = (contexts: Contexts, pack: Pack): Context => (typeof contexts === 'function' ? contexts(pack) : contexts);

/** Two complaints at once: each is evaluated on the same answers, the most urgent leads (the first named on a tie). */
export function evaluateTogether(packs: readonly [Pack, ...Pack[]], context: Contexts, answers: Answers): { lead: Result; results: Result[] } {
  const results = packs.map((pack) => evaluate(pack, contextFor(context, pack), answers));
  const rank = (result: Result): number => result.priority * NEEDS.length + NEEDS.indexOf(result.need);
  const lead = results.reduce((best, result) => (rank(result) < rank(best) ? result : best));
  return { lead, results };
}

/** Asks the complaints in the order named; what they share is asked once. Nothing more after a certain 112. */
export function nextTogether(packs: readonly [Pack, ...Pack[]], context: Contexts, answers: Answers): ScreenToShow | undefined {
  if (packs.some((pack) => isCertain112(pack, contextFor(context, pack), answers))) return undefined;
  for (const pack of packs) {
    const screen = next(pack, contextFor(context, pack), answers);
    if (screen) return screen;
  }
  return undefined;
}

/** What all of them come to: the outcome of the one that leads, with everything that any of them found. */
export function joined({ lead, results }: { lead: Result; results: readonly Result[] }): Result {
  if (results.length === 1) return lead;
  const all = [lead, ...results.filter((result) => result !== lead)];
  const once = <T>(items: T[], name: (item: T) => string): T[] => items.filter((item, i) => items.findIndex((other) => name(other) === name(item)) === i);
  return {
    ...lead,
    flags: FLAGS.filter((flag) => all.some((result) => result.flags.includes(flag))),
    complete: all.every((result) => result.complete),
    interval: {
      mostUrgent: lesser(all.map((result) => result.interval.mostUrgent)),
      leastUrgent: lesser(all.map((result) => result.interval.leastUrgent)),
    },
    firedRules: once(all.flatMap((result) => result.firedRules), (rule) => rule.id),
    calmedBy: [...new Set(all.flatMap((result) => result.calmedBy))],
    answered: once(all.flatMap((result) => result.answered), (item) => item.finding),
    unknown: [...new Set(all.flatMap((result) => result.unknown))],
    wouldChange: once(all.flatMap((result) => result.wouldChange), (item) => item.finding),
  };
}

const lesser = <T extends number>(values: T[]): T => Math.min(...values) as T;
