import { z } from 'zod';

/** Chosen by the client: any text that is not a book. */
export const clientId = z.string().min(1).max(80);

/** Roles that meet patients; tickets and times name no other. */
export const clinicalRole = z.enum(
  ['NURSE', 'DOCTOR', 'PSYCHOLOGIST', 'PHYSIOTHERAPIST', 'OCCUPATIONAL_THERAPIST', 'MIDWIFE', 'DIETITIAN', 'COUNSELLOR', 'DENTIST', 'DENTAL_HYGIENIST'],
  { error: 'a role that meets patients' },
);
