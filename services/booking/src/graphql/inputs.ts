import { z } from 'zod';

/** An id of ours or of the client's choosing: visible signs, at most 80. Seeded units and persons may carry any stable id. */
export const anyId = z.string().regex(/^[!-~]{1,80}$/, { error: 'an id of at most 80 signs' });

/** Roles that meet patients; tickets and times name no other. */
export const clinicalRole = z.enum(
  ['NURSE', 'DOCTOR', 'PSYCHOLOGIST', 'PHYSIOTHERAPIST', 'OCCUPATIONAL_THERAPIST', 'MIDWIFE', 'DIETITIAN', 'COUNSELLOR', 'DENTIST', 'DENTAL_HYGIENIST'],
  { error: 'a role that meets patients' },
);
