import type { Visibility } from './case';
import { clinicalRoles, type StaffRole, suicideRiskAssessors } from './codes';

/** What decides who sees a new case. */
export interface AudienceQuestion {
  unitId: string;
  profession: StaffRole;
  suicideRisk: boolean;
  /** Roles with a commission at the unit; none when the unit is not known yet. */
  staffedRoles: readonly StaffRole[];
  /** Roles somebody is on duty in now, where that is another question (QUE-7). */
  onDuty?: readonly StaffRole[];
  /** Units that help when nobody at the unit can: those that cooperate with it and the region's hubs. */
  helpers: readonly string[];
}

/** Sees every case of the unit and takes none. */
const watchers: readonly StaffRole[] = ['UNIT_MANAGER'];

/**
 * Who sees a case when it arrives: the addressed profession, or every clinical role where nobody in it is on duty (QUE-7); with suicide risk
 * flagged also doctor and psychologist (SAF-1). Where no one at the unit could take it, or assess the risk, the helpers see it from the
 * beginning: nothing is in nobody's list (SAF-5).
 */
export function audience(q: AudienceQuestion): { noOneInRole: boolean; visibility: Visibility[] } {
  const staffed = (roles: readonly StaffRole[]): boolean => roles.some((role) => q.staffedRoles.includes(role));
  const noOneInRole = !(q.onDuty ?? q.staffedRoles).includes(q.profession);
  const addressed: readonly StaffRole[] = noOneInRole ? clinicalRoles : [q.profession];
  const assessors: readonly StaffRole[] = q.suicideRisk ? suicideRiskAssessors : [];
  const home: Visibility = { unitId: q.unitId, roles: unique([...addressed, ...assessors, ...watchers]), addedByStep: 0 };
  const needed = !staffed(clinicalRoles) ? clinicalRoles : q.suicideRisk && !staffed(suicideRiskAssessors) ? suicideRiskAssessors : [];
  const helpers = needed.length === 0 ? [] : q.helpers.map((unitId) => ({ unitId, roles: unique(needed), addedByStep: 0 }));
  return { noOneInRole, visibility: [home, ...helpers.filter((v) => v.unitId !== q.unitId)] };
}

/** Whether a unit with these roles leaves some case to its helpers. */
export function needsHelpers(staffedRoles: readonly StaffRole[]): boolean {
  return !suicideRiskAssessors.some((role) => staffedRoles.includes(role));
}

function unique(roles: readonly StaffRole[]): StaffRole[] {
  return [...new Set(roles)].sort();
}
