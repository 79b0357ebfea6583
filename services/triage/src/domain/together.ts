import { evaluate, isCertain112, type Result } from './evaluate';
import { next, type ScreenToShow } from './next';
import { NEEDS, type Answers, type Context, type Pack } from './pack';

/** Two complaints at once: each is evaluated on the same answers, the most urgent leads (the first named on a tie). */
export function evaluateTogether(packs: readonly [Pack, ...Pack[]], context: Context, answers: Answers): { lead: Result; results: Result[] } {
  const results = packs.map((pack) => evaluate(pack, context, answers));
  const rank = (result: Result): number => result.priority * NEEDS.length + NEEDS.indexOf(result.need);
  const lead = results.reduce((best, result) => (rank(result) < rank(best) ? result : best));
  return { lead, results };
}

/** Asks the complaints in the order named; what they share is asked once. Nothing more after a certain 112. */
export function nextTogether(packs: readonly [Pack, ...Pack[]], context: Context, answers: Answers): ScreenToShow | undefined {
  if (packs.some((pack) => isCertain112(pack, context, answers))) return undefined;
  for (const pack of packs) {
    const screen = next(pack, context, answers);
    if (screen) return screen;
  }
  return undefined;
}
