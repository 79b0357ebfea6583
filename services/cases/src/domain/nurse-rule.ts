import type { StaffRole } from './codes';

/** A region's rule for whom telephone triage really sends to (CON-2); published with the day from which it holds. */
export interface TelephoneNurseRule {
  regionId: string;
  version: number;
  /** The profession that the telephone nurse asked for, and who gets it instead. */
  asked: StaffRole;
  instead: StaffRole;
  /** Urgency ranks for which it holds, both included. */
  fromRank: number;
  toRank: number;
}

/** Rules by the name that config/regions calls them: such matters need administration before a doctor meets the patient. */
export const telephoneNurseRules = {
  PHYSICAL_DOCTOR_6_TO_11: { asked: 'DOCTOR', instead: 'NURSE', fromRank: 6, toRank: 11 },
} as const satisfies Record<string, Pick<TelephoneNurseRule, 'asked' | 'instead' | 'fromRank' | 'toRank'>>;

/**
 * The profession that an assignment from telephone triage goes to: the one given, except that a physical visit to the doctor of the rule's urgency
 * goes to the nurse (CON-2). Only as it comes from the telephone: staff who send it onward choose freely.
 * @returns the profession, and the rule's name when it changed it (BEY-7)
 */
export function professionOf(q: { physical: boolean; profession: StaffRole; urgencyRank: number }, rule: TelephoneNurseRule | undefined): { profession: StaffRole; rule: string | undefined } {
  const holds = rule !== undefined && q.physical && q.profession === rule.asked && q.urgencyRank >= rule.fromRank && q.urgencyRank <= rule.toRank;
  return holds ? { profession: rule.instead, rule: `telephone-nurse-rule/${rule.regionId}/${rule.version}` } : { profession: q.profession, rule: undefined };
}
