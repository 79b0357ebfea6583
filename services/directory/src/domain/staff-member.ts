import type { StaffRole } from './staff-role';

/** A commission (medarbetaruppdrag): one role at one or more units. */
export interface Commission {
  id: string;
  role: StaffRole;
  unitIds: string[];
}

export interface StaffMember {
  id: string;
  regionId: string;
  hsaId: string;
  givenName: string;
  familyName: string;
  /** As patients and colleagues see it. */
  displayName: string;
  active: boolean;
  version: number;
  commissions: Commission[];
}
