import type { CaseKind } from './codes';

/** How long a patient may go on writing after a visit, in days (VIS-4); 0 closes at once. */
export interface PhaseLengths {
  days: readonly number[];
  default: number;
}

/** Kinds of case in which patient and staff write to each other. The others close at once. */
export const kindsWithConversation: readonly CaseKind[] = ['DROP_IN', 'SCHEDULED', 'ADMINISTRATIVE'];

/** What may be chosen for the kind of case, and what is taken when nobody chooses: where nobody writes there is no phase. */
export function lengthsFor(kind: CaseKind, lengths: PhaseLengths): { days: readonly number[]; usual: number } {
  return kindsWithConversation.includes(kind) ? { days: lengths.days, usual: lengths.default } : { days: [0], usual: 0 };
}

/** Days of the phase that follows: none where nobody writes, whatever was asked for; undefined when the region does not offer the length at all. */
export function phaseDays(kind: CaseKind, asked: number | null, lengths: PhaseLengths): number | undefined {
  const { days, usual } = lengthsFor(kind, lengths);
  const chosen = asked ?? usual;
  if (days.includes(chosen)) return chosen;
  return lengths.days.includes(chosen) ? 0 : undefined;
}
