import { anyone, either, inherited, liveGateway, partner, patient, type PolicyTable, type Rule, signedIn, staff, staffAs } from '@vardgraf/service-kit/policy';
import { mayAssist } from '../operations/may-assist';

const editor = staffAs('CONTENT_EDITOR');
/** Doctors sign as physicians; which of the two signs as what is decided by the operation. */
const editorOrDoctor = staffAs('CONTENT_EDITOR', 'DOCTOR');

/** Telephone triage: its own system, and staff in the roles and at the kinds of unit that the region names (TRI-2). */
const assistingSystem = partner('triage:assist');
const assistingStaff: Rule = { name: 'staff who triage by telephone (assisted-triage)', allows: (a, _args, _source, { db }) => a?.kind === 'STAFF' && mayAssist(db, a) };
const assists = either(assistingSystem, assistingStaff);
const asks = either(patient, assists);

/** Who may use which field; what is not here is refused. Whether a certain session is seen is decided by the operation, from person, child and case. */
export const policy: PolicyTable = {
  Query: {
    emergencyInformation: anyone,
    complaints: either(patient, staff, assistingSystem),
    openTriageSessions: asks,
    triageSession: either(patient, staff, assistingSystem),
    triageContent: editorOrDoctor,
  },
  Mutation: {
    startTriage: asks,
    answerTriage: asks,
    finishTriage: asks,
    chatAfterSelfCare: patient,
    abandonTriage: asks,
    restartTriage: asks,
    overrideTriage: assists,
    removeTriagePhoto: asks,
    draftTriageContent: editor,
    signTriageContent: editorOrDoctor,
    publishTriageContent: editor,
    replayTriageContent: editorOrDoctor,
  },
  TriageSession: { '*': inherited, __resolveReference: either(patient, staff, assistingSystem) },
  Complaint: { '*': inherited, __resolveReference: either(signedIn, liveGateway) },
  Case: { '*': inherited, __resolveReference: staff, anamnesis: staff, photos: staff },
  Patient: { '*': inherited },
  Unit: { '*': inherited },
  PageInfo: { '*': inherited },
  EmergencyInformation: { '*': inherited },
  ContentVersion: { '*': inherited },
  TriageScreen: { '*': inherited },
  TriageQuestion: { '*': inherited },
  QuestionOption: { '*': inherited },
  TriageAnswer: { '*': inherited },
  TriageOutcome: { '*': inherited },
  TriagePhoto: { '*': inherited },
  EngineOutcome: { '*': inherited },
  TriageOverride: { '*': inherited },
  ConsultationDraft: { '*': inherited },
  ClosedUnit: { '*': inherited },
  OutcomeReason: { '*': inherited },
  AnamnesisReport: { '*': inherited },
  AnamnesisLine: { '*': inherited },
  StartTriageOk: { '*': inherited },
  AnswerTriageOk: { '*': inherited },
  FinishTriageOk: { '*': inherited },
  ChatAfterSelfCareOk: { '*': inherited },
  AbandonTriageOk: { '*': inherited },
  RestartTriageOk: { '*': inherited },
  OverrideTriageOk: { '*': inherited },
  RemoveTriagePhotoOk: { '*': inherited },
  ReasonNeeded: { '*': inherited },
  SuicideRiskOpen: { '*': inherited },
  TriageContent: { '*': inherited },
  ContentEdition: { '*': inherited },
  ContentDraft: { '*': inherited },
  ContentSignature: { '*': inherited },
  ContentChange: { '*': inherited },
  ContentStatistics: { '*': inherited },
  ContentOutcomes: { '*': inherited },
  StaffMember: { '*': inherited },
  DraftTriageContentOk: { '*': inherited },
  SignTriageContentOk: { '*': inherited },
  PublishTriageContentOk: { '*': inherited },
  ReplayTriageContentOk: { '*': inherited },
  ReplayedOutcome: { '*': inherited },
  ReplayedStanding: { '*': inherited },
  TriageContentNotReady: { '*': inherited },
  NotOldEnough: { '*': inherited },
  ProtectedIdentityNotHandled: { '*': inherited },
  SessionNotOpen: { '*': inherited },
  QuestionsRemain: { '*': inherited },
  UnitClosed: { '*': inherited },
  UnitChoiceNeeded: { '*': inherited },
  NotSelfCare: { '*': inherited },
  NotFound: { '*': inherited },
  NotPermitted: { '*': inherited },
  FunctionOff: { '*': inherited },
};
