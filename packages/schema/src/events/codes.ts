import { z } from 'zod';

/** Codes that events, SDL, tokens and database spell alike. */
export const staffRoles = [
  'NURSE', 'DOCTOR', 'PSYCHOLOGIST', 'PHYSIOTHERAPIST', 'OCCUPATIONAL_THERAPIST', 'MIDWIFE', 'DIETITIAN', 'COUNSELLOR', 'DENTIST',
  'DENTAL_HYGIENIST', 'ADMINISTRATOR', 'UNIT_MANAGER', 'QUALITY_COORDINATOR', 'SYSTEM_MANAGER', 'LOG_REVIEWER', 'ANALYST', 'CONTENT_EDITOR',
] as const;
export type StaffRole = (typeof staffRoles)[number];
export const staffRole = z.enum(staffRoles);

export const unitKind = z.enum(['HEALTH_CENTRE', 'SPECIALIST_CLINIC', 'DENTAL_CLINIC', 'DROP_IN_HUB', 'ON_CALL']);
export const careFunction = z.enum(['TRIAGE_CHAT', 'UNTRIAGED_CHAT', 'VIDEO', 'DROP_IN', 'SERVICES', 'TICKETS', 'THREE_DAY_MESSAGE', 'GROUP_VISITS']);
export const sex = z.enum(['FEMALE', 'MALE', 'UNKNOWN']);
export const caseKind = z.enum(['DROP_IN', 'SCHEDULED', 'ADMINISTRATIVE', 'CONSULTATION', 'TELEPHONE_TRIAGE', 'MESSAGE']);
export const caseStatus = z.enum(['REQUESTED', 'ACCEPTED', 'IN_PROGRESS', 'ON_HOLD', 'COMPLETED', 'CANCELLED', 'ENTERED_IN_ERROR']);
export const ageBand = z.enum(['UNDER_1', 'FROM_1_TO_5', 'FROM_6_TO_12', 'FROM_13_TO_17', 'FROM_18_TO_64', 'FROM_65_TO_79', 'FROM_80']);
/** A question from staff in general is about nobody of an age (CON-1). */
export const caseAgeBand = z.enum([...ageBand.options, 'UNKNOWN']);
export const caseTag = z.enum(['ADMIN', 'SUICIDE_RISK_FLAGGED', 'OUT_OF_REGION', 'SENT_WHILE_CLOSED', 'PROXY', 'AFTER_SELF_CARE', 'UNFINISHED', 'SUICIDE_ASSESSMENT']);
export const careLevel = z.enum([
  'EMERGENCY_112', 'EMERGENCY_DEPARTMENT', 'PHYSICAL_PRIMARY', 'DIGITAL_PRIMARY', 'DIGITAL_SPECIALIST', 'PHYSICAL_SPECIALIST', 'DENTAL', 'SELF_CARE',
]);
/** How a triage session was entered. */
export const entryChannel = z.enum(['TRIAGE', 'ASSISTED_TRIAGE', 'CHAT_AFTER_SELF_CARE']);
/** How a case came in: as the session did, or without one. */
export const caseEntryChannel = z.enum(['TRIAGE', 'ASSISTED_TRIAGE', 'CHAT_AFTER_SELF_CARE', 'BOOKING', 'TIME_ASKED', 'TELEPHONE_TRIAGE', 'MESSAGE', 'CONSULTATION']);
export const visitType = z.enum(['VIDEO', 'CHAT', 'PHYSICAL']);
export const ticketSource = z.enum(['TRIAGE', 'TELEPHONE_TRIAGE', 'STAFF']);
export const handoverReason = z.enum(['AGREED_PRACTICE', 'AFTER_CONSULTATION', 'MISPLACED', 'END_OF_SHIFT', 'OTHER_COMPETENCE', 'SUICIDE_RISK']);
export const suicideRiskState = z.enum([
  'FLAGGED', 'HANDOVER_REQUIRED', 'ASSESSING', 'ONLINE_CARE', 'PHYSICAL_VISIT', 'INDIVIDUAL_PLAN', 'FOLLOW_UP', 'NO_ANSWER_1', 'NO_ANSWER_2', 'NO_ANSWER_3', 'ACUTE_HANDOVER', 'CLOSED',
]);
export const contactChannel = z.enum(['PHONE', 'VIDEO', 'CHAT', 'RELATIVE']);
export const contactOutcome = z.enum(['REACHED', 'NO_ANSWER', 'VOICEMAIL', 'WRONG_NUMBER', 'TECHNICAL_FAULT']);
export const protocolKind = z.enum(['SILENCE', 'NO_SHOW', 'WRONG_PERSON', 'SUICIDE_ASSESSMENT']);
export const protocolState = z.enum(['SILENT', 'REMINDED', 'WAITED', 'ANSWERED', 'TO_PHONE', 'PHONED', 'NOTICED', 'EXPLAINED', 'ASKED', 'MARKED', 'DISMISSED', 'TO_CONSIDER', 'CONSIDERED']);
export const submissionStatus = z.enum(['RECEIVED', 'PENDING', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED']);
/** ASKER: a colleague who asks, in a consultation (CON-1). */
export const senderKind = z.enum(['PATIENT', 'PROXY', 'STAFF', 'ASKER', 'SYSTEM']);
export const consultationWish = z.enum(['ADVICE', 'TO_HAND_OVER']);
export const privacyClass = z.enum(['NOTHING', 'SERVICE', 'UNIT']);

/** Ids are UUIDs, except that seeded units and persons may carry any stable id. */
export const id = z.string().min(1).max(80);
export const instant = z.iso.datetime();
export const day = z.iso.date();
