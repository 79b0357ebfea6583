import type { Patient } from './patient';

/** Where a message reaches a patient. */
export interface ContactPoint {
  mobile: string | null;
  email: string | null;
  language: 'sv' | 'en';
  protectedIdentity: boolean;
}

/**
 * The patient's own, or the primary guardian's for a child whom a guardian acts for (SAF-4). Protected when either of them is: a text to the
 * guardian tells where the child is (SAF-3).
 */
export function contactPointOf(patient: Patient, underProxyLimit: boolean, guardian: Patient | undefined): ContactPoint {
  const reached = underProxyLimit ? guardian : patient;
  return {
    mobile: reached?.mobile ?? null,
    email: reached?.email ?? null,
    language: (reached ?? patient).language,
    protectedIdentity: patient.protectedIdentity || guardian?.protectedIdentity === true,
  };
}
