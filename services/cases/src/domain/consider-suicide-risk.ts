import { type Case, riskStateOf, type RiskStanding, suicideRiskOpen } from './case';
import { isWorkItem, type StaffRole } from './codes';
import type { StepFacts } from './protocol';
import { mayAssess } from './suicide-risk';
import { isClinical } from './transitions';

/** Whether suicide risk is to be considered in the visit although nobody has suspected it: every visit about mental health (SAF-1). */
export function isToConsider(c: Pick<Case, 'kind' | 'tags' | 'riskState'>): boolean {
  return c.tags.includes('SUICIDE_ASSESSMENT') && !isWorkItem(c.kind) && riskStateOf(c) === null;
}

/** What the role is, and where the case's suicide risk stands, for the steps of a checklist (BEY-9, SAF-1). */
export function stepFacts(c: RiskStanding, role: StaffRole): StepFacts {
  return { clinical: isClinical(role), assessor: mayAssess(role), riskKnown: riskStateOf(c) !== null, riskOpen: suicideRiskOpen(c) };
}
