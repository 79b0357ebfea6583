import { createECDH, randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { patients, staff, units } from '../world';

const here = units.gavleHealthCentre.id;
const soon = '2100-01-04T09:00:00Z';
const times = { role: 'NURSE', visitType: 'VIDEO', minutes: 20, startsAt: [soon] };

type Input = Record<string, unknown>;

const caller = { personalNumber: '199001012384', givenName: 'Ny', familyName: 'Person' };

/** A well-formed input of every mutation, about the thing with the id. */
export const inputs: Record<string, (id: string) => Input> = {
  openCase: (caseId) => ({ caseId, reason: 'CARE' }), takeCase: (caseId) => ({ caseId }), lookAtCase: (caseId) => ({ caseId }), reprioritiseCase: (caseId) => ({ caseId, priority: '3' }),
  releaseCase: (caseId) => ({ caseId, reason: 'OTHER' }), startCase: (caseId) => ({ caseId }), endCase: (caseId) => ({ caseId, reason: 'CARE_GIVEN' }),
  requestHandover: (caseId) => ({ caseId, clientId: v7(), to: { unitId: here, role: 'DOCTOR' }, reason: 'OTHER_COMPETENCE', consent: { given: true } }),
  recordContactAttempt: (caseId) => ({ caseId, clientId: v7(), channel: 'PHONE', outcome: 'REACHED' }),
  beginProtocol: (caseId) => ({ caseId, kind: 'SILENCE' }), recordProtocolStep: (caseId) => ({ caseId, kind: 'SILENCE', step: 'REMIND' }), closeWrongPerson: (caseId) => ({ caseId }),
  addPatientToVisit: (caseId) => ({ caseId, patientId: patients.tolvan.id }),
  forwardConsultation: (caseId) => ({ caseId, unitId: here, profession: 'NURSE', reason: 'WRONG_UNIT' }),
  flagSuicideRisk: (caseId) => ({ caseId, sign: 'IMPRESSION' }),
  assessSuicideRisk: (caseId) => ({ caseId, clientId: v7(), rung: 'NONE', riskFactors: 'Inga.', protectiveFactors: 'Familjen.', basis: ['CHAT'], level: 'NONE_OR_LOW', feelsSafeOnline: true }),
  recordPhysicalVisit: (caseId) => ({ caseId, held: true }), planIndividually: (caseId) => ({ caseId, reason: 'OTHER', plan: 'Vi hörs.', until: soon }), prolongContact: (caseId) => ({ caseId, minutes: 30 }),
  closeWithoutContact: (caseId) => ({ caseId, reason: 'Låg.' }), handOverAcutely: (caseId) => ({ caseId, to: 'EMERGENCY', words: 'Ringt.' }),
  recordReceipt: (caseId) => ({ caseId, receivedBy: 'SOS', receivedAt: '2026-01-04T09:00:00Z' }),
  askConsultation: (caseId) => ({ caseId, clientId: v7(), to: { unitId: here, role: 'DOCTOR' }, wish: 'ADVICE', question: 'Hur gör ni?', consent: { given: true } }),
  askSignOff: (caseId) => ({ caseId, clientId: v7(), recordKind: 'CONTACT_ATTEMPT', to: { unitId: here, role: 'DOCTOR' } }),
  signOff: (signOffId) => ({ signOffId }), returnSignOff: (signOffId) => ({ signOffId, reason: 'Vilket nummer?' }),
  withdrawCase: (caseId) => ({ caseId }), startRecheck: (caseId) => ({ caseId, clientId: v7(), change: 'SAME' }),
  acceptHandover: (handoverId) => ({ handoverId }), refuseHandover: (handoverId) => ({ handoverId, reason: 'NO_CAPACITY' }), withdrawHandover: (handoverId) => ({ handoverId }),
  declineConsultation: (consultationId) => ({ consultationId, reason: 'NO_CAPACITY' }), acceptConsultedCase: (consultationId) => ({ consultationId }),
  withdrawConsultation: (consultationId) => ({ consultationId }), closeConsultation: (consultationId) => ({ consultationId }),
  handOverVisits: (caseId) => ({ clientId: v7(), to: { unitId: here, role: 'NURSE' }, visits: [{ caseId }] }),
  postMessage: (threadId) => ({ threadId, clientId: v7(), text: 'Hej' }), markRead: (threadId) => ({ threadId, seq: 1 }), sayPresent: (threadId) => ({ threadId, state: 'HERE' }),
  answerTriage: (sessionId) => ({ sessionId, answers: [{ findingId: 'fever', value: 'no' }] }), finishTriage: (sessionId) => ({ sessionId }), abandonTriage: (sessionId) => ({ sessionId }),
  restartTriage: (sessionId) => ({ sessionId, clientId: v7() }), removeTriagePhoto: (sessionId) => ({ sessionId, photoId: v7() }), chatAfterSelfCare: (sessionId) => ({ sessionId }),
  overrideTriage: (sessionId) => ({ sessionId, priority: '3' }),
  startTriage: (patientId) => ({ patientId, clientId: v7(), complaintCode: 'other' }),
  publishSlots: (unitId) => ({ unitId, clientId: v7(), ...times }), withdrawSlot: (slotId) => ({ slotId }),
  issueTicket: (unitId) => ({ unitId, clientId: v7(), patientId: patients.tolvan.id, visitType: 'VIDEO', priority: '7' }),
  bookSlot: (ticketId) => ({ ticketId, clientId: v7(), slotId: v7() }), askForTime: (ticketId) => ({ ticketId }),
  rebook: (bookingId) => ({ bookingId, slotId: v7() }), cancelBooking: (bookingId) => ({ bookingId, reason: 'OTHER' }),
  submitConsultation: () => ({
    reference: v7(), patientId: patients.tolvan.id, digital: false, careLevel: 'PHYSICAL', priority: '7', profession: 'NURSE', unitId: here, summary: 'Ont.', callBackNumbers: [{ number: '+46701740605' }],
  }),
  identifyPatient: () => caller, createPatient: () => ({ clientId: v7(), ...caller }), switchFunction: () => ({ function: 'VIDEO', on: false }),
  startShift: (unitId) => ({ unitId }), endShift: (unitId) => ({ unitId }),
  nameInflowResponsible: (unitId) => ({ unitId, clientId: v7(), staffId: staff.annaNurse.id, intervals: [{ from: '2100-01-04T09:00:00Z', to: '2100-01-04T10:00:00Z' }] }),
  withdrawInflowDuty: () => ({ dutyId: v7() }), answerRecheck: (recheckId) => ({ recheckId, answers: [{ findingId: 'fever', value: 'no' }] }),
  registerPushDevice: () => ({ clientId: v7(), endpoint: 'https://fcm.googleapis.com/fcm/send/1', p256dh: createECDH('prime256v1').generateKeys('base64url'), auth: randomBytes(16).toString('base64url') }),
  removePushDevice: () => ({ deviceId: v7() }), markNoticeRead: (noticeId) => ({ noticeId }),
  registerWebhook: () => ({ clientId: v7(), url: 'http://127.0.0.1:9/hooks' }), rotateWebhookSecret: () => ({ clientId: v7(), webhookId: v7() }), pauseWebhook: () => ({ webhookId: v7() }),
  resumeWebhook: () => ({ webhookId: v7() }), removeWebhook: () => ({ webhookId: v7() }), testWebhook: () => ({ clientId: v7(), webhookId: v7() }), replayWebhook: () => ({ webhookId: v7(), fromCursor: 1 }),
  recordAuditReview: (id) => ({ clientId: v7(), entryIds: [id], cause: 'SAMPLE', outcome: 'JUSTIFIED' }),
  draftTriageContent: () => ({ clientId: v7(), complaint: 'id: x' }), publishTriageContent: () => ({ draftId: v7() }), signTriageContent: () => ({ draftId: v7(), as: 'AUTHOR' }), replayTriageContent: () => ({ draftId: v7() }),
  recordLiveViewing: () => ({ viewings: [] }),
};
