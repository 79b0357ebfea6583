import { type Case, riskStateOf } from './case';
import { isWorkItem, type StaffRole } from './codes';
import { mayAssess } from './suicide-risk';

/** Whether suicide risk is to be considered in the visit although nobody has suspected it: every visit about mental health (SAF-1). */
export function isToConsider(c: Pick<Case, 'kind' | 'tags' | 'riskState'>): boolean {
  return c.tags.includes('SUICIDE_ASSESSMENT') && !isWorkItem(c.kind) && riskStateOf(c) === null;
}

/** Whether the role may say that it has been considered: a doctor or psychologist only once there is an assessment or a suspicion (SAF-1). */
export function mayConsider(c: Pick<Case, 'kind' | 'tags' | 'riskState'>, role: StaffRole): boolean {
  return !mayAssess(role) || riskStateOf(c) !== null;
}
