/** The twelve steps, 1 most urgent. Regions give them names of their own (scheme.ts). */
export type Priority = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12;

export const PRIORITIES: readonly Priority[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
export const SELF_CARE: Priority = 12;

/** The more urgent of two. */
export const mostUrgent = (a: Priority, b: Priority): Priority => (a < b ? a : b);

/** Raised by whole steps. Raising never turns into 112: that takes a sign of its own. */
export function raised(priority: Priority, steps: number): Priority {
  return priority === 1 ? 1 : (Math.max(2, priority - steps) as Priority);
}

/** The floor for 'I don't know' where the content gives none: a step below the floor for yes, never self-care. */
export const oneStepBelow = (priority: Priority): Priority => Math.min(11, priority + 1) as Priority;
