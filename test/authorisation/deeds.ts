import type { Kind } from './readings';
import type { Relation } from './relations';

/** One row of the second matrix: who may do something to a thing. Everybody else is told NotFound or NotPermitted, and nothing changes. */
export interface Deed {
  deed: string;
  of: Kind;
  may: readonly Relation[];
  /** Mutations; the argument of the input that names the thing, unless the row is about nothing that is there yet. */
  fields: readonly string[];
  by?: string;
  ids: string;
}

const patientSide = ['self', 'guardian'] as const;
const planners = ['careStaff', 'unitManager'] as const;

/** Who may do what. Written from the requirements; that it is so is asked of the platform. */
export const deeds: readonly Deed[] = [
  { deed: 'Open a case with a reason', of: 'case', may: ['queue', 'consulted', 'holder'], fields: ['openCase'], by: 'caseId', ids: 'DIR-3, RDG-3, CON-1' },
  { deed: 'Take a case, look at it', of: 'case', may: ['queue'], fields: ['takeCase', 'lookAtCase'], by: 'caseId', ids: 'QUE-5, EXP-1' },
  { deed: 'Change its priority', of: 'case', may: ['queue'], fields: ['reprioritiseCase'], by: 'caseId', ids: 'RDG-6' },
  {
    deed: 'Care for a case: start, release, end, hand over, ask and log contact', of: 'case', may: ['queue', 'holder'], by: 'caseId', ids: 'QUE-5, VIS-1, HND-1',
    fields: ['releaseCase', 'startCase', 'endCase', 'requestHandover', 'recordContactAttempt', 'beginProtocol', 'recordProtocolStep', 'closeWrongPerson', 'addPatientToVisit', 'forwardConsultation'],
  },
  {
    deed: 'Flag, assess and follow a risk of suicide', of: 'case', may: ['queue', 'holder'], by: 'caseId', ids: 'SAF-1',
    fields: ['flagSuicideRisk', 'assessSuicideRisk', 'recordPhysicalVisit', 'planIndividually', 'prolongContact', 'closeWithoutContact', 'handOverAcutely', 'recordReceipt'],
  },
  { deed: 'Ask a colleague about a case', of: 'case', may: ['queue', 'holder'], fields: ['askConsultation'], by: 'caseId', ids: 'CON-1' },
  { deed: 'Ask a colleague to sign a record of one’s own off', of: 'case', may: ['holder'], fields: ['askSignOff'], by: 'caseId', ids: 'QUE-13' },
  { deed: 'Sign a record off, or return it', of: 'signOff', may: ['receiver'], fields: ['signOff', 'returnSignOff'], by: 'signOffId', ids: 'QUE-13' },
  { deed: 'Withdraw one’s case, say that something has changed', of: 'case', may: patientSide, fields: ['withdrawCase', 'startRecheck'], by: 'caseId', ids: 'QUE-8, BEY-5, SAF-4' },
  { deed: 'Answer a hand-over', of: 'handover', may: ['receiver'], fields: ['acceptHandover', 'refuseHandover'], by: 'handoverId', ids: 'HND-1' },
  { deed: 'Take a hand-over back', of: 'handover', may: ['giver'], fields: ['withdrawHandover'], by: 'handoverId', ids: 'HND-1' },
  { deed: 'Answer a question with no, or by taking the case over', of: 'consultation', may: ['queue', 'holder'], fields: ['declineConsultation', 'acceptConsultedCase'], by: 'consultationId', ids: 'CON-1' },
  { deed: 'Take a question back, close it', of: 'consultation', may: ['giver', 'holder', 'queue'], fields: ['withdrawConsultation', 'closeConsultation'], by: 'consultationId', ids: 'CON-1' },
  { deed: 'Hand over all of one’s visits', of: 'case', may: ['queue', 'holder'], fields: ['handOverVisits'], by: 'visits', ids: 'QUE-10' },
  { deed: 'Write in a conversation, read it, be present in it', of: 'thread', may: ['self', 'guardian', 'giver', 'holder'], fields: ['postMessage', 'markRead', 'sayPresent'], by: 'threadId', ids: 'MSG-1' },
  { deed: 'Go on with a triage session', of: 'session', may: ['self', 'guardian', 'assistant', 'submitter'], fields: ['answerTriage', 'finishTriage', 'abandonTriage', 'restartTriage', 'removeTriagePhoto'], by: 'sessionId', ids: 'TRI-2, TRI-10' },
  { deed: 'Chat after self-care', of: 'session', may: patientSide, fields: ['chatAfterSelfCare'], by: 'sessionId', ids: 'TRI-5' },
  { deed: 'Hold a priority to be another than the engine’s, by telephone', of: 'session', may: ['assistant', 'submitter'], fields: ['overrideTriage'], by: 'sessionId', ids: 'TRI-2, TRI-12' },
  { deed: 'Begin triage for a patient', of: 'patient', may: [...patientSide, 'submitter', 'assistant'], fields: ['startTriage'], by: 'patientId', ids: 'TRI-1, SAF-4' },
  { deed: 'Publish and withdraw a unit’s times', of: 'unit', may: planners, fields: ['publishSlots'], by: 'unitId', ids: 'BOO-1' },
  { deed: 'Withdraw a time', of: 'slot', may: planners, fields: ['withdrawSlot'], by: 'slotId', ids: 'BOO-1' },
  { deed: 'Issue a ticket at a unit', of: 'unit', may: planners, fields: ['issueTicket'], by: 'unitId', ids: 'BOO-2' },
  { deed: 'Book with a ticket', of: 'ticket', may: [...patientSide, ...planners], fields: ['bookSlot'], by: 'ticketId', ids: 'BOO-2, BOO-4' },
  { deed: 'Ask for help to find a time', of: 'ticket', may: patientSide, fields: ['askForTime'], by: 'ticketId', ids: 'BOO-2, QUE-3' },
  { deed: 'Rebook, cancel', of: 'booking', may: [...patientSide, ...planners], fields: ['rebook', 'cancelBooking'], by: 'bookingId', ids: 'BOO-4' },
  { deed: 'Hand a caller over', of: 'region', may: ['submitter'], fields: ['submitConsultation', 'identifyPatient'], ids: 'CON-2, PAR-1' },
  { deed: 'Create a patient’s profile', of: 'region', may: ['careStaff'], fields: ['createPatient'], ids: 'DIR-1' },
  { deed: 'Switch a function on or off', of: 'region', may: ['systemManager'], fields: ['switchFunction'], ids: 'DIR-7, Words' },
  { deed: 'Begin a shift at a unit', of: 'unit', may: ['careStaff', 'unitManager'], fields: ['startShift'], by: 'unitId', ids: 'QUE-10' },
  { deed: 'End one’s shift', of: 'unit', may: ['careStaff', 'unitManager'], fields: ['endShift'], by: 'unitId', ids: 'QUE-10' },
  { deed: 'Name who answers for the inflow', of: 'unit', may: ['unitManager'], fields: ['nameInflowResponsible'], by: 'unitId', ids: 'QUE-10, DIR-3' },
  { deed: 'Take a name for the inflow back', of: 'region', may: ['unitManager'], fields: ['withdrawInflowDuty'], ids: 'QUE-10' },
  { deed: 'Answer a new question about how one is', of: 'region', may: [], fields: ['answerRecheck'], by: 'recheckId', ids: 'BEY-5' },
  { deed: 'Be sent notices on a device, or no longer', of: 'own', may: ['self'], fields: ['registerPushDevice', 'removePushDevice'], ids: 'NOT-1' },
  {
    deed: 'Be told by webhook: register, change and remove an endpoint, send again', of: 'own', may: ['submitter'], ids: 'PAR-1, BEY-13',
    fields: ['registerWebhook', 'rotateWebhookSecret', 'pauseWebhook', 'resumeWebhook', 'removeWebhook', 'testWebhook', 'replayWebhook'],
  },
  { deed: 'Mark a notice as read', of: 'notice', may: ['addressee'], fields: ['markNoticeRead'], by: 'noticeId', ids: 'NOT-5' },
  { deed: 'Record a review of the log', of: 'log', may: ['logReviewer'], fields: ['recordAuditReview'], by: 'entryIds', ids: 'AUD-1' },
  { deed: 'Draft and publish triage content', of: 'region', may: ['contentEditor'], fields: ['draftTriageContent', 'publishTriageContent'], ids: 'TRI-3' },
  { deed: 'Sign triage content, replay it on past sessions', of: 'region', may: ['contentEditor', 'doctor'], fields: ['signTriageContent', 'replayTriageContent'], ids: 'TRI-3' },
  { deed: 'Say who watches a live field', of: 'anything', may: ['live', 'otherLive'], fields: ['recordLiveViewing'], ids: 'AUD-1, LIV-1' },
];

/** The live fields: who is let in; which of what follows is sent is decided by the rows of what they carry. */
export const liveFields: Record<string, { of: Kind; by?: string; names?: Kind; may: readonly Relation[] }> = {
  liveQueue: { of: 'unit', by: 'unitId', may: ['careStaff', 'unitManager', 'coordinator', 'systemManager', 'analyst', 'logReviewer', 'contentEditor'] },
  liveCase: { of: 'case', by: 'caseId', may: ['holder'] },
  liveMyCases: { of: 'own', may: ['self'] },
  liveThread: { of: 'thread', by: 'threadId', may: ['self', 'guardian', 'giver', 'holder'] },
  partnerSubmissions: { of: 'own', may: ['submitter'] },
  myWork: { of: 'own', may: ['addressee'] },
  liveColleaguesOnShift: { of: 'own', by: 'unitId', names: 'unit', may: ['addressee'] }, // of another region's unit nobody comes
};

/** The deed of a mutation; undefined when nobody has placed it. */
export const deedOf = (field: string): Deed | undefined => deeds.find(({ fields }) => fields.includes(field));

