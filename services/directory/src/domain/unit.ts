import type { WeeklyHours } from './opening-hours';
import type { StaffRole } from './staff-role';

export type UnitKind = 'HEALTH_CENTRE' | 'SPECIALIST_CLINIC' | 'DENTAL_CLINIC' | 'DROP_IN_HUB' | 'ON_CALL';

/** A place that cares for patients; public facts only. */
export interface Unit {
  id: string;
  regionId: string;
  hsaId: string;
  name: string;
  kind: UnitKind;
  locality: string;
  alarmGroup: string | null;
  acceptsOutOfRegion: boolean;
  /** Null: the region's. */
  openingHours: WeeklyHours | null;
  /** Null: no on-call duty. */
  onCallHours: WeeklyHours | null;
  active: boolean;
  version: number;
  /** Roles that somebody has a commission for here, in alphabetical order. */
  staffedRoles: StaffRole[];
  cooperatingUnitIds: string[];
}
