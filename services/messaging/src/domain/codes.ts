/** Codes as the graph, the events and the tables spell them. */
export const phases = ['VISIT', 'ASYNCHRONOUS', 'CONSULTATION', 'CLOSED'] as const;
export type Phase = (typeof phases)[number];

export type MessageKind = 'TEXT' | 'GREETING' | 'EVENT';
/** ASKER: the colleague who asks, in a consultation (CON-1). */
export type SenderKind = 'PATIENT' | 'PROXY' | 'STAFF' | 'ASKER' | 'SYSTEM';

export const lines = [
  'VISIT_STARTED', 'HANDED_OVER', 'RELEASED', 'PHASE_STARTED', 'VISIT_ENDED', 'SMS_SENT', 'WITHDRAWN', 'CONSULTATION_ASKED', 'CONSULTATION_TAKEN', 'CONSULTATION_RELEASED',
  'CONSULTATION_DECLINED', 'CONSULTATION_WITHDRAWN', 'CONSULTATION_CLOSED',
] as const;
/** What can stand as a line in a thread (VIS-1). */
export type Line = (typeof lines)[number];

/** Who reads and writes on which side of a conversation. In a consultation the side that asks stands where the patient's does, and STAFF is who is asked (CON-1). */
export type Side = 'PATIENT' | 'STAFF';

export const staffRoles = [
  'NURSE', 'DOCTOR', 'PSYCHOLOGIST', 'PHYSIOTHERAPIST', 'OCCUPATIONAL_THERAPIST', 'MIDWIFE', 'DIETITIAN', 'COUNSELLOR', 'DENTIST',
  'DENTAL_HYGIENIST', 'ADMINISTRATOR', 'UNIT_MANAGER', 'QUALITY_COORDINATOR', 'SYSTEM_MANAGER', 'LOG_REVIEWER', 'ANALYST', 'CONTENT_EDITOR',
] as const;
export type StaffRole = (typeof staffRoles)[number];

/** Kinds of case in which patient and staff write to each other; a consultation has its thread from the beginning, the others have none of their own. */
const kindsWithThread: readonly string[] = ['DROP_IN', 'SCHEDULED', 'ADMINISTRATIVE'];

/** Whether a case gets a thread when it starts. One whose kind nobody has told gets it: a patient without a chat is the worse fault. */
export function hasThread(kind: string | undefined): boolean {
  return kind === undefined || kindsWithThread.includes(kind);
}
