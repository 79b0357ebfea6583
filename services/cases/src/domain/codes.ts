/** Codes of the case domain. Events, SDL and database spell them alike; a test compares them with the event catalogue. */
export const staffRoles = [
  'NURSE', 'DOCTOR', 'PSYCHOLOGIST', 'PHYSIOTHERAPIST', 'OCCUPATIONAL_THERAPIST', 'MIDWIFE', 'DIETITIAN', 'COUNSELLOR', 'DENTIST',
  'DENTAL_HYGIENIST', 'ADMINISTRATOR', 'UNIT_MANAGER', 'QUALITY_COORDINATOR', 'SYSTEM_MANAGER', 'LOG_REVIEWER', 'ANALYST', 'CONTENT_EDITOR',
] as const;
export type StaffRole = (typeof staffRoles)[number];

/** Roles that give care: they may take a case whoever it addresses (QUE-7). */
export const clinicalRoles = [
  'NURSE', 'DOCTOR', 'PSYCHOLOGIST', 'PHYSIOTHERAPIST', 'OCCUPATIONAL_THERAPIST', 'MIDWIFE', 'DIETITIAN', 'COUNSELLOR', 'DENTIST', 'DENTAL_HYGIENIST',
] as const satisfies readonly StaffRole[];

/** Who may assess suicide risk, and therefore end a case flagged for it (SAF-1). */
export const suicideRiskAssessors = ['DOCTOR', 'PSYCHOLOGIST'] as const satisfies readonly StaffRole[];

export const caseKinds = ['DROP_IN', 'SCHEDULED', 'ADMINISTRATIVE', 'CONSULTATION', 'TELEPHONE_TRIAGE', 'MESSAGE'] as const;
export type CaseKind = (typeof caseKinds)[number];

/** Kinds that are work of staff and no matter of a patient's own: never the patient's to see, without a suicide-risk protocol of their own. */
const workItemKinds: readonly CaseKind[] = ['CONSULTATION', 'MESSAGE'];
export const isWorkItem = (kind: CaseKind | undefined): boolean => kind !== undefined && workItemKinds.includes(kind);

/** FHIR Task's words. */
export const caseStatuses = ['REQUESTED', 'ACCEPTED', 'IN_PROGRESS', 'ON_HOLD', 'COMPLETED', 'CANCELLED', 'ENTERED_IN_ERROR'] as const;
export type CaseStatus = (typeof caseStatuses)[number];

export const caseTags = ['ADMIN', 'SUICIDE_RISK_FLAGGED', 'OUT_OF_REGION', 'SENT_WHILE_CLOSED', 'PROXY', 'AFTER_SELF_CARE', 'UNFINISHED', 'SUICIDE_ASSESSMENT'] as const;
export type CaseTag = (typeof caseTags)[number];

export type AgeBand = 'UNDER_1' | 'FROM_1_TO_5' | 'FROM_6_TO_12' | 'FROM_13_TO_17' | 'FROM_18_TO_64' | 'FROM_65_TO_79' | 'FROM_80';
/** A question from staff in general is about nobody of an age (CON-1). */
export type CaseAgeBand = AgeBand | 'UNKNOWN';
export type Sex = 'FEMALE' | 'MALE' | 'UNKNOWN';
export const entryChannels = ['TRIAGE', 'ASSISTED_TRIAGE', 'CHAT_AFTER_SELF_CARE', 'BOOKING', 'TIME_ASKED', 'TELEPHONE_TRIAGE', 'MESSAGE', 'CONSULTATION'] as const;
export type EntryChannel = (typeof entryChannels)[number];
/** How the unit's external alert for a case stands (NOT-3). */
export type CaseAlertState = 'NONE' | 'RAISED' | 'DELIVERED' | 'ACKNOWLEDGED' | 'SILENT' | 'FAILED';

export type ReleaseReason = 'END_OF_SHIFT' | 'OTHER_COMPETENCE' | 'MISPLACED' | 'TAKEN_BY_MISTAKE' | 'OTHER';
export type EndReason = 'CARE_GIVEN' | 'REFERRED' | 'NO_CONTACT' | 'WRONG_PERSON';
/** What a phase can last until instead of a day (VIS-4). */
export type PhaseEvent = 'PHYSICAL_VISIT';
export type ReprioritiseReason = 'ASSESSED' | 'NEW_INFORMATION' | 'WRONG_ANSWER';
export type ForwardReason = 'WRONG_UNIT' | 'OTHER_COMPETENCE';
export type OpenReason = 'CONSIDER_TAKING' | 'CARE' | 'COLLEAGUE_ASKED' | 'CONSULTED' | 'QUALITY';

export const handoverReasons = ['AGREED_PRACTICE', 'AFTER_CONSULTATION', 'MISPLACED', 'END_OF_SHIFT', 'OTHER_COMPETENCE', 'SUICIDE_RISK'] as const;
export type HandoverReason = (typeof handoverReasons)[number];
/** Reasons that every region has: what a question, the end of a shift and suicide risk make by themselves (HND-2, SAF-1). */
export const handoverReasonsOfAll = ['AFTER_CONSULTATION', 'END_OF_SHIFT', 'SUICIDE_RISK'] as const satisfies readonly HandoverReason[];
export type HandoverRefusalReason = 'NO_CAPACITY' | 'WRONG_COMPETENCE' | 'WRONG_UNIT' | 'OTHER';
export type HandoverStatus = 'REQUESTED' | 'ACCEPTED' | 'REFUSED' | 'WITHDRAWN';
export type HandoverConsent = 'NOT_NEEDED' | 'GIVEN' | 'URGENT_EXCEPTION';
