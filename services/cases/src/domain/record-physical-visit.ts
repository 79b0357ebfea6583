import { type Case, riskStateOf } from './case';
import type { ActingStaff } from './may-move';
import { type RiskClockwork, type RiskMoved, type RiskRefused, riskRefusal, stepsOfRisk } from './move-suicide-risk';
import { isClinical } from './transitions';

/**
 * A physical visit is registered as held or missed. With a visit awaited for suicide risk a doctor or psychologist says so; one that only ends a
 * phase, any clinician (SAF-1, RDG-10). What was said before is the same yes.
 */
export function recordVisit(c: Case, by: ActingStaff, held: boolean, w: RiskClockwork): ({ is: 'MOVED' } & RiskMoved) | { is: 'SAME' } | RiskRefused {
  const state = riskStateOf(c);
  const refused = riskRefusal(c, by, 'RECORD_PHYSICAL_VISIT');
  if (!refused) return { is: 'MOVED', ...stepsOfRisk(c, [held ? 'VISIT' : 'MISSED'], w) };
  if (held && (state === 'FOLLOW_UP' || c.status === 'COMPLETED')) return { is: 'SAME' };
  const onlyPhase = held && c.status === 'ON_HOLD' && c.phaseUntil === 'PHYSICAL_VISIT' && (state === null || state === 'ONLINE_CARE' || state === 'CLOSED');
  return onlyPhase && isClinical(by.role) ? { is: 'MOVED', case: c, steps: [] } : refused;
}
