/** Codes as the graph, the events and the tables spell them. */
export const phases = ['VISIT', 'ASYNCHRONOUS', 'CLOSED'] as const;
export type Phase = (typeof phases)[number];

export type MessageKind = 'TEXT' | 'GREETING' | 'EVENT';
export type SenderKind = 'PATIENT' | 'PROXY' | 'STAFF' | 'SYSTEM';

export const lines = ['VISIT_STARTED', 'HANDED_OVER', 'RELEASED', 'PHASE_STARTED', 'VISIT_ENDED', 'SMS_SENT', 'WITHDRAWN'] as const;
/** What can stand as a line in a thread (VIS-1). */
export type Line = (typeof lines)[number];

/** Who reads and writes on which side of a conversation. */
export type Side = 'PATIENT' | 'STAFF';

export const staffRoles = [
  'NURSE', 'DOCTOR', 'PSYCHOLOGIST', 'PHYSIOTHERAPIST', 'OCCUPATIONAL_THERAPIST', 'MIDWIFE', 'DIETITIAN', 'COUNSELLOR', 'DENTIST',
  'DENTAL_HYGIENIST', 'ADMINISTRATOR', 'UNIT_MANAGER', 'QUALITY_COORDINATOR', 'SYSTEM_MANAGER', 'LOG_REVIEWER', 'ANALYST', 'CONTENT_EDITOR',
] as const;
export type StaffRole = (typeof staffRoles)[number];

/** Kinds of case in which patient and staff write to each other; the others have no thread of their own. */
const kindsWithThread: readonly string[] = ['DROP_IN', 'SCHEDULED', 'ADMINISTRATIVE'];

/** Whether a case gets a thread when it starts. One whose kind nobody has told gets it: a patient without a chat is the worse fault. */
export function hasThread(kind: string | undefined): boolean {
  return kind === undefined || kindsWithThread.includes(kind);
}
