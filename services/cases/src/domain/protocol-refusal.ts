import type { Case } from './case';
import type { ActingStaff } from './may-move';
import type { RefusedAs } from './outcome';
import { isClinical, openStatuses } from './transitions';

/** Why the staff member may not go on with a checklist of the case: it is for who has it (BEY-9). Undefined when they may. */
export function protocolRefusal(c: Case, by: ActingStaff): RefusedAs<'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'NOT_TAKEN_BY_YOU'> | undefined {
  if (!isClinical(by.role) || c.kind === 'CONSULTATION') return { is: 'NOT_PERMITTED' };
  if (!openStatuses.includes(c.status)) return { is: 'CASE_NOT_OPEN', status: c.status };
  return c.takenBy === by.personId ? undefined : { is: 'NOT_TAKEN_BY_YOU', takenBy: c.takenBy };
}
