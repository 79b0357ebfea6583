import type { CaseKind } from './codes';

/** How long a patient may go on writing after a visit, in days (VIS-4); 0 closes at once. */
export interface PhaseLengths {
  days: readonly number[];
  default: number;
}

/** Kinds of case in which patient and staff write to each other. The others close at once. */
export const kindsWithConversation: readonly CaseKind[] = ['DROP_IN', 'SCHEDULED', 'ADMINISTRATIVE'];

/** Days of the phase that follows; undefined when the region does not offer the length asked for. */
export function phaseDays(kind: CaseKind, asked: number | null, lengths: PhaseLengths): number | undefined {
  const days = asked ?? lengths.default;
  if (!lengths.days.includes(days)) return undefined;
  return kindsWithConversation.includes(kind) ? days : 0;
}
