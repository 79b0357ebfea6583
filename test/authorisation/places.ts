import type { Kind, ReadingKey } from './readings';

/** Where a question of the graph stands: in which row, and which of its arguments names the thing, if one does. */
export interface Question {
  row: ReadingKey;
  /** The argument with the id; what it names where that is not what the row is about. */
  by?: string;
  names?: Kind;
  /** Every other argument that it needs. */
  with?: Record<string, unknown>;
  /** Nothing is an answer too for who may ask. */
  orNothing?: true;
}

const period = { from: '2026-01-01T00:00:00Z', to: '2027-12-31T00:00:00Z' };
const days = { from: '2026-01-01', to: '2026-12-31' };

/** Every field of Query, of every subgraph, those included that only services and the gateway ask. */
export const questions: Record<string, Question> = {
  me: { row: 'public', orNothing: true }, regions: { row: 'public' }, emergencyInformation: { row: 'public' },
  region: { row: 'public', by: 'id', names: 'region', orNothing: true }, unit: { row: 'public', by: 'id', names: 'unit', orNothing: true }, units: { row: 'public', by: 'regionId', names: 'region', orNothing: true },
  complaints: { row: 'complaintList', orNothing: true },
  staffMember: { row: 'staffMember', by: 'id', orNothing: true },
  queue: { row: 'unitQueue', by: 'unitId' },
  caseCard: { row: 'card', by: 'id', orNothing: true },
  caseKeys: { row: 'caseNumber', by: 'caseId' },
  casesInNobodysList: { row: 'nobodysCases' },
  myCase: { row: 'ownCase', by: 'id' },
  myCases: { row: 'ownPatients' }, myCaseKeys: { row: 'ownPatients' }, myThreads: { row: 'ownPatients' }, myTickets: { row: 'ownPatients' }, myBookings: { row: 'ownPatients' },
  myProfile: { row: 'ownPatients' }, myChildren: { row: 'ownPatients' }, myNotifications: { row: 'ownPatients' }, pushKey: { row: 'ownPatients', orNothing: true }, myAccessLog: { row: 'ownPatients' },
  hasCaseAccess: { row: 'careRelation', by: 'patientId', orNothing: true },
  handovers: { row: 'unitHandovers', by: 'unitId' },
  consultation: { row: 'consultation', by: 'id' },
  myConsultations: { row: 'ownWork' }, myNotices: { row: 'ownWork' }, myWork: { row: 'ownWork' }, noticeKeys: { row: 'ownWork' },
  queueKeys: { row: 'liveKeys', by: 'unitId' }, shiftKeys: { row: 'liveKeys', by: 'unitId' }, unitSeqs: { row: 'liveNumbers', by: 'unitIds', names: 'unit', orNothing: true },
  submission: { row: 'submissionByReference', by: 'reference' },
  mySubmissions: { row: 'ownSubmissions' }, submissionKeys: { row: 'ownSubmissions' }, webhooks: { row: 'ownSubmissions' }, webhookEvents: { row: 'ownSubmissions' },
  colleaguesOnShift: { row: 'colleagues', by: 'unitId', orNothing: true },
  myShift: { row: 'ownShift', by: 'unitId', names: 'unit', orNothing: true },
  inflowDuties: { row: 'inflow', by: 'unitId', with: { from: '2026-11-01T00:00:00Z', to: '2026-11-20T00:00:00Z' } },
  inflowGaps: { row: 'inflowGaps', by: 'unitId', with: { from: '2026-11-01T00:00:00Z', to: '2026-11-20T00:00:00Z' } },
  findPatient: { row: 'patientSearch', orNothing: true, with: { identifier: '196512123339' } },
  patientFacts: { row: 'patientFacts', by: 'id', names: 'patient', orNothing: true },
  contactPoint: { row: 'contact', by: 'patientId', names: 'patient', orNothing: true, with: { regionId: 'gavleborg' } },
  logins: { row: 'logins', with: { kind: 'PATIENT', identifier: '196512123339' } },
  login: { row: 'logins', by: 'personId', names: 'patient', orNothing: true, with: { regionId: 'gavleborg' } },
  thread: { row: 'conversation', by: 'id' }, threadKeys: { row: 'conversationNumber', by: 'threadId' },
  ticketSlots: { row: 'ticketTimes', by: 'ticketId' }, myTicket: { row: 'ownTicket', by: 'id' },
  booking: { row: 'booking', by: 'id' },
  daySchedule: { row: 'unitSchedule', by: 'unitId', with: { date: '2026-12-01' } },
  unitTickets: { row: 'unitSchedule', by: 'unitId' },
  notificationsOfCase: { row: 'notificationsOfCase', by: 'caseId', orNothing: true },
  alertFaults: { row: 'alertFaults' },
  unitAlerts: { row: 'unitAlerts', by: 'unitId' },
  notificationTemplates: { row: 'templates' },
  auditTrail: { row: 'auditLog', by: 'filter.patientId', names: 'patient' },
  auditSample: { row: 'auditLog', with: period },
  auditChain: { row: 'auditLog' }, auditReviews: { row: 'auditLog' },
  careFigures: { row: 'figures', with: { input: { ...days, by: [] } } },
  waitingByDoor: { row: 'figures', with: { input: { ...days, by: [] } } },
  triageComparison: { row: 'comparison', with: { input: days } },
  openTriageSessions: { row: 'ownSessions' },
  triageSession: { row: 'session', by: 'id' },
  triageContent: { row: 'content' },
};

/** Every type that something of its own is read by: those with a key, and what is reached only through them. */
export const types: Record<string, ReadingKey> = {
  Region: 'public', Unit: 'public', AgeGate: 'public', Me: 'public', Commission: 'staffMember', EmergencyInformation: 'public', OtherWays: 'logins',
  Complaint: 'complaintNames', StaffMember: 'staffMember',
  CaseCard: 'card', HandoverCard: 'card', ConsultationCard: 'card', CardRecheck: 'card', QueueCounts: 'unitQueue', KindCount: 'unitQueue', QueueKeys: 'liveKeys', UnitSeq: 'liveNumbers', ShiftKeys: 'liveKeys',
  QueueSnapshot: 'card', QueueChange: 'card',
  Case: 'openedCase', CaseHistoryEntry: 'openedCase', ConsultationDetails: 'openedCase', CallBackNumber: 'openedCase', SuicideRisk: 'openedCase', SuicideRiskAssessment: 'openedCase',
  SuicideRiskStep: 'openedCase', ContactAttempt: 'openedCase', Protocol: 'openedCase', CaseChoices: 'openedCase', OfferedStep: 'openedCase', ProtocolStepRecord: 'openedCase', RecheckReport: 'openedCase', ChangedAnswer: 'openedCase',
  CaseSnapshot: 'openedCase', CaseChange: 'openedCase', CaseKeys: 'caseNumber',
  MyCase: 'ownCase', MyCaseKeys: 'ownPatients', MyCasesSnapshot: 'ownCase', MyCasesChange: 'ownCase',
  Handover: 'handover', VisitHandover: 'handover', Consultation: 'consultation', Submission: 'submission', SubmissionKeys: 'ownSubmissions', Webhook: 'ownSubmissions', WebhookDelivery: 'ownSubmissions', WebhookEvent: 'ownSubmissions', SubmissionSnapshot: 'submission', SubmissionChange: 'submission',
  TriageSession: 'session', TriageScreen: 'session', TriageQuestion: 'session', QuestionOption: 'session', TriageAnswer: 'session', TriageOutcome: 'session', OutcomeReason: 'session', ClosedUnit: 'session',
  TriagePhoto: 'session', EngineOutcome: 'session', TriageOverride: 'session', ConsultationDraft: 'session', ContentVersion: 'session', AnamnesisReport: 'session', AnamnesisLine: 'session', Recheck: 'session',
  Slot: 'slot', Ticket: 'ticket', Booking: 'booking',
  Thread: 'conversation', Message: 'message', ThreadKeys: 'conversationNumber', ThreadSnapshot: 'conversation', ThreadChange: 'conversation', ThreadActivity: 'conversation', ThreadPresence: 'conversation',
  Patient: 'patient', Guardian: 'whereabouts', PatientFacts: 'patientFacts', ContactPoint: 'contact', Login: 'logins', LoginCommission: 'logins',
  Notification: 'notification', NotificationTemplate: 'templates', PushDevice: 'answer', Alert: 'alert', AlertFault: 'alertFaults',
  StaffNotice: 'notice', MyWork: 'work', NoticeKeys: 'ownWork', WorkSnapshot: 'notice', WorkChange: 'notice',
  ColleagueOnShift: 'colleague', Shift: 'ownShift', ColleaguesSnapshot: 'colleague', ColleaguesChange: 'colleague', SignOff: 'signOff', InflowDuty: 'inflow', InflowGap: 'inflowGaps',
  CareFigures: 'figures', FiguresRow: 'figures', WaitingByDoor: 'figures', DoorRow: 'figures', TriageComparison: 'comparison', ComparisonRule: 'comparison', ComparisonRow: 'comparison',
  AuditEntry: 'auditLog', AuditReview: 'review', AuditChain: 'auditLog', AccessLogEntry: 'ownPatients',
  TriageContent: 'content', ContentEdition: 'content', ContentUse: 'content', ContentScreenUse: 'content', ContentDraft: 'content', ContentSignature: 'content', ContentChange: 'content',
  ContentStatistics: 'content', ContentOutcomes: 'content', ReplayedOutcome: 'content', ReplayedStanding: 'content',
  PageInfo: 'answer',
};

/** Fields that are read by others than the rest of their type. */
export const fields: Record<string, ReadingKey> = {
  'Handover.message': 'handoverWords',
  'Case.booking': 'booking', 'MyCase.booking': 'booking', 'Slot.booking': 'booking', 'Ticket.booking': 'booking',
  'Case.thread': 'conversation', 'MyCase.thread': 'conversation',
  'Booking.unreachableBySms': 'bookingNote',
};

/** Fields whose value is shown with what it stands in, also to who could not ask for it by itself. */
export const shownWith: Record<string, string> = {
  'Case.card': 'who has the case reads its card', 'Case.handovers': 'who has the case reads what was asked about it', 'Case.consultations': 'the same', 'Case.asked': 'the same',
  'Handover.card': 'who is asked, and who asks, read the card', 'Consultation.card': 'the card of the question', 'Consultation.about': 'the card of the case that is asked about',
  'Guardian.patient': 'the guardians stand in a child’s profile (SAF-4)',
  'SlotEdge.node': 'the free times for a ticket', 'Query.notificationsOfCase': 'what was sent about a case, without its text', 'Query.findPatient': 'who searches by a number is shown whom it is (DIR-1)',
  'Shift.visitsInHand': 'one’s own', 'Booking.slot': 'the time of the booking', 'Booking.ticket': 'its ticket',
};

/** The row of a type's field; undefined when nobody has placed it. Answers of mutations, refusals and pages follow from their names. */
export function placeOf(type: string, field: string, isRefusal: boolean): ReadingKey | undefined {
  if (type === 'Query') return questions[field]?.row;
  if (isRefusal || /Ok$/.test(type)) return 'answer';
  if (/(Connection|Edge)$/.test(type)) return 'answer';
  return fields[`${type}.${field}`] ?? types[type];
}
