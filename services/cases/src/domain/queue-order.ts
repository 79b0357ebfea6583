import { type Case, type RiskStanding, suicideRiskOpen } from './case';

/** Where a case stands for its suicide risk in the order of the queue (RDG-8). */
export type RiskBand = 'NONE' | 'RAISED' | 'ACUTE';

/** High and acute before all; unassessed counts as moderate. */
export function riskBandOf(c: RiskStanding & Partial<Pick<Case, 'riskLevel'>>): RiskBand {
  if (!suicideRiskOpen(c)) return 'NONE';
  return c.riskLevel === 'HIGH_OR_ACUTE' ? 'ACUTE' : 'RAISED';
}

/** The first parts of a card's place, held cases after all others but those at risk; the database derives the same (QUE-4, RDG-8). */
export function queuePlace(c: RiskStanding & Pick<Case, 'status' | 'urgencyRank' | 'riskLevel'>): { queueBand: number; urgencyRank: number; riskBand: number } {
  const band = riskBandOf(c);
  return { queueBand: band === 'ACUTE' ? 0 : c.status === 'ON_HOLD' && band === 'NONE' ? 2 : 1, urgencyRank: c.urgencyRank, riskBand: band === 'NONE' ? 1 : 0 };
}
