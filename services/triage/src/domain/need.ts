import { NEEDS, type Care, type ClinicalRole, type Need, type Text } from './pack';
import type { Priority } from './priority';

/** What a rule that decides makes of the outcome. */
export interface Lead {
  priority: Priority;
  need: Need;
  care: Care;
  profession: ClinicalRole;
  why: Text;
  /** More urgent first, then the more demanding kind of care. */
  rank: number;
}

/** A danger that is not certain is talked over at once; only a certain one is an ambulance. */
export const needAt = (need: Need, floor: Priority): Need => (floor > 1 && (need === 'AMBULANCE' || need === 'EMERGENCY_DEPARTMENT') ? 'DIGITAL' : need);

/** The more demanding, the lower. */
export const demandOf = (need: Need): number => NEEDS.indexOf(need);

export const rankOf = (priority: Priority, need: Need): number => priority * NEEDS.length + demandOf(need);

export function leadAt(priority: Priority, said: Pick<Lead, 'need' | 'care' | 'profession' | 'why'>): Lead {
  const need = needAt(said.need, priority);
  return { priority, need, care: said.care, profession: said.profession, why: said.why, rank: rankOf(priority, need) };
}
