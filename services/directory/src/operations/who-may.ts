import { patientFacingRoles, type StaffRole } from '../domain/staff-role';

/** Which roles may do what; the graph's policy and the generated rules page read the same table. */
export const whoMay = {
  /** Staff who meet patients, and administrators. */
  findPatient: patientFacingRoles,
  createPatient: patientFacingRoles,
  /** Configuration is the system manager's alone (Words). */
  switchFunction: ['SYSTEM_MANAGER'],
} as const satisfies Record<string, readonly StaffRole[]>;
