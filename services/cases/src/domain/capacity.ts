import { type Case, suicideRiskOpen } from './case';

/** How many cases one person may have in hand (EXP-4). */
export interface Capacity {
  /** Taken or started at the same time; null sets no limit. */
  casesInHand: number | null;
  /** What is this urgent or more is taken whatever one has in hand; 0 excepts none. */
  exceptUpToRank: number;
}

/** Where a region has published nothing: no limit. */
export const unlimited: Capacity = { casesInHand: null, exceptUpToRank: 0 };

/** The limit that holds for taking the case; null where none does. It never keeps anybody from a patient at risk of suicide (SAF-1), nor from answering a colleague. */
export function limitFor(c: Case, capacity: Capacity): number | null {
  return c.kind === 'CONSULTATION' || c.urgencyRank <= capacity.exceptUpToRank || suicideRiskOpen(c) ? null : capacity.casesInHand;
}
