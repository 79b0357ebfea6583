/** Codes of the booking domain. Events, SDL and database spell them alike; a test compares them with the event catalogue. */
export const staffRoles = [
  'NURSE', 'DOCTOR', 'PSYCHOLOGIST', 'PHYSIOTHERAPIST', 'OCCUPATIONAL_THERAPIST', 'MIDWIFE', 'DIETITIAN', 'COUNSELLOR', 'DENTIST',
  'DENTAL_HYGIENIST', 'ADMINISTRATOR', 'UNIT_MANAGER', 'QUALITY_COORDINATOR', 'SYSTEM_MANAGER', 'LOG_REVIEWER', 'ANALYST', 'CONTENT_EDITOR',
] as const;
export type StaffRole = (typeof staffRoles)[number];

/** Roles that meet patients: a time is always one of theirs. */
export const clinicalRoles = [
  'NURSE', 'DOCTOR', 'PSYCHOLOGIST', 'PHYSIOTHERAPIST', 'OCCUPATIONAL_THERAPIST', 'MIDWIFE', 'DIETITIAN', 'COUNSELLOR', 'DENTIST', 'DENTAL_HYGIENIST',
] as const satisfies readonly StaffRole[];

export const visitTypes = ['VIDEO', 'CHAT', 'PHYSICAL'] as const;
export type VisitType = (typeof visitTypes)[number];

export const careLevels = [
  'EMERGENCY_112', 'EMERGENCY_DEPARTMENT', 'PHYSICAL_PRIMARY', 'DIGITAL_PRIMARY', 'DIGITAL_SPECIALIST', 'PHYSICAL_SPECIALIST', 'DENTAL', 'SELF_CARE',
] as const;
export type CareLevel = (typeof careLevels)[number];

export const unitKinds = ['HEALTH_CENTRE', 'SPECIALIST_CLINIC', 'DENTAL_CLINIC', 'DROP_IN_HUB', 'ON_CALL'] as const;
export type UnitKind = (typeof unitKinds)[number];

/** Where cases says that the suicide risk of a case stands (SAF-1). */
export const suicideRiskStates = [
  'FLAGGED', 'HANDOVER_REQUIRED', 'ASSESSING', 'ONLINE_CARE', 'PHYSICAL_VISIT', 'INDIVIDUAL_PLAN', 'FOLLOW_UP', 'NO_ANSWER_1', 'NO_ANSWER_2', 'NO_ANSWER_3', 'ACUTE_HANDOVER', 'CLOSED',
] as const;
export type SuicideRiskState = (typeof suicideRiskStates)[number];

export type TicketSource = 'TRIAGE' | 'TELEPHONE_TRIAGE' | 'STAFF';
export type TicketStatus = 'OPEN' | 'BOOKED' | 'TIME_ASKED' | 'USED' | 'EXPIRED';
export type SlotBookableBy = 'PATIENT' | 'STAFF';
export type SlotStatus = 'FREE' | 'BOOKED' | 'WITHDRAWN';
export type BookingStatus = 'BOOKED' | 'CANCELLED';
export type LateBookingReason = 'PATIENT_WISHES' | 'NO_EARLIER_TIME' | 'MEDICALLY_ASSESSED';
export type CancelBookingReason = 'NOT_NEEDED' | 'CANNOT_COME' | 'UNIT_CANNOT' | 'OTHER';
export type SlotMisfit = 'IN_THE_PAST' | 'AFTER_VISIT_BY' | 'OTHER_ROLE' | 'OTHER_PERSON' | 'OTHER_VISIT_TYPE' | 'OTHER_UNIT' | 'STAFF_ONLY';
export type CaseTag = 'ADMIN' | 'SUICIDE_RISK_FLAGGED' | 'OUT_OF_REGION' | 'SENT_WHILE_CLOSED' | 'PROXY' | 'AFTER_SELF_CARE' | 'UNFINISHED' | 'SUICIDE_ASSESSMENT';
export type Sex = 'FEMALE' | 'MALE' | 'UNKNOWN';

/** The switches that booking asks (DIR-7). */
export type BookingFunction = 'TICKETS' | 'VIDEO';

/** Who acts on a booking: the patient (or a guardian, SAF-4), or staff of the unit. */
export type ActsAs = 'PATIENT' | 'STAFF';
