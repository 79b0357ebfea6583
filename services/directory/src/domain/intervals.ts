/** A stretch of time in UTC: from is inside, to is not. */
export interface Interval {
  from: Date;
  to: Date;
}

/** The same time as disjoint intervals in order; those that touch become one, empty ones go. */
export function mergeIntervals(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const next of [...intervals].filter((i) => i.from < i.to).sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = merged.at(-1);
    if (last && next.from <= last.to) {
      if (next.to > last.to) merged[merged.length - 1] = { from: last.from, to: next.to };
    } else merged.push(next);
  }
  return merged;
}

/** The part of merged intervals that lies within the bounds. */
export function within(intervals: readonly Interval[], bounds: Interval): Interval[] {
  return intervals.flatMap(({ from, to }) => {
    const cut = { from: from < bounds.from ? bounds.from : from, to: to > bounds.to ? bounds.to : to };
    return cut.from < cut.to ? [cut] : [];
  });
}

export interface OpenState {
  openNow: boolean;
  /** Next opening; undefined while open and when none is known. */
  opensAt: Date | undefined;
  /** End of the present opening; undefined while closed. */
  closesAt: Date | undefined;
}

/** Whether merged intervals are open at the instant, and when that changes. */
export function openState(intervals: readonly Interval[], now: Date): OpenState {
  const current = intervals.find((i) => i.from <= now && now < i.to);
  if (current) return { openNow: true, opensAt: undefined, closesAt: current.to };
  return { openNow: false, opensAt: intervals.find((i) => i.from > now)?.from, closesAt: undefined };
}
