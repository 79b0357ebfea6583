import type { SlotBookableBy, SlotStatus, StaffRole, VisitType } from './codes';

/** A time at a unit, of a role or a person there (BOO-1). */
export interface Slot {
  id: string;
  regionId: string;
  unitId: string;
  role: StaffRole;
  /** Null: whoever of the role is there. */
  staffId: string | null;
  visitType: VisitType;
  startsAt: Date;
  endsAt: Date;
  bookableBy: SlotBookableBy;
  status: SlotStatus;
}
