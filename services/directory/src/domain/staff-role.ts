/** Roles by what they may do with patients' data; licensed ones need a legitimation (Words). */
export const roleFacts = {
  NURSE: { licensed: true, clinical: true },
  DOCTOR: { licensed: true, clinical: true },
  PSYCHOLOGIST: { licensed: true, clinical: true },
  PHYSIOTHERAPIST: { licensed: true, clinical: true },
  OCCUPATIONAL_THERAPIST: { licensed: true, clinical: true },
  MIDWIFE: { licensed: true, clinical: true },
  DIETITIAN: { licensed: true, clinical: true },
  COUNSELLOR: { licensed: true, clinical: true },
  DENTIST: { licensed: true, clinical: true },
  DENTAL_HYGIENIST: { licensed: true, clinical: true },
  ADMINISTRATOR: { licensed: false, clinical: false },
  UNIT_MANAGER: { licensed: false, clinical: false },
  QUALITY_COORDINATOR: { licensed: false, clinical: false },
  SYSTEM_MANAGER: { licensed: false, clinical: false },
  LOG_REVIEWER: { licensed: false, clinical: false },
  ANALYST: { licensed: false, clinical: false },
  CONTENT_EDITOR: { licensed: false, clinical: false },
} as const satisfies Record<string, { licensed: boolean; clinical: boolean }>;

export type StaffRole = keyof typeof roleFacts;

export const staffRoles = Object.keys(roleFacts) as StaffRole[];

/** Roles that meet patients, and the administrators who register them: the only staff who may read a Patient or search for one. */
export const patientFacingRoles = staffRoles.filter((role) => roleFacts[role].clinical || role === 'ADMINISTRATOR');
