import { Case, CaseHistoryEntry } from './Case';
import { CaseCard } from './CaseCard';
import type { Resolvers } from './generated/resolvers';
import { Handover, HandoverCard } from './Handover';
import { Consultation, ConsultationCard } from './Consultation';
import { acceptConsultedCase } from './Mutation/acceptConsultedCase';
import { acceptHandover } from './Mutation/acceptHandover';
import { askConsultation } from './Mutation/askConsultation';
import { closeConsultation } from './Mutation/closeConsultation';
import { declineConsultation } from './Mutation/declineConsultation';
import { endCase } from './Mutation/endCase';
import { forwardConsultation } from './Mutation/forwardConsultation';
import { lookAtCase } from './Mutation/lookAtCase';
import { openCase } from './Mutation/openCase';
import { recordLiveViewing } from './Mutation/recordLiveViewing';
import { refuseHandover } from './Mutation/refuseHandover';
import { releaseCase } from './Mutation/releaseCase';
import { reprioritiseCase } from './Mutation/reprioritiseCase';
import { requestHandover } from './Mutation/requestHandover';
import { startCase } from './Mutation/startCase';
import { submitConsultation } from './Mutation/submitConsultation';
import { takeCase } from './Mutation/takeCase';
import { withdrawCase } from './Mutation/withdrawCase';
import { withdrawConsultation } from './Mutation/withdrawConsultation';
import { withdrawHandover } from './Mutation/withdrawHandover';
import { safetyMutations } from './safety-mutations';
import { ColleagueOnShift, InflowDuty, Shift, VisitHandover, VisitsGoOn } from './Shift';
import { shiftMutations, shiftQueries } from './shift-fields';
import { SignOff } from './SignOff';
import { signOffMutations } from './sign-off-fields';
import { ContactAttempt, Protocol, ProtocolStepRecord, SuicideRisk, SuicideRiskAssessment, SuicideRiskStep } from './Safety';
import { MyCase } from './MyCase';
import { MyWork } from './MyWork';
import { caseCard } from './Query/caseCard';
import { caseKeys } from './Query/caseKeys';
import { casesInNobodysList } from './Query/casesInNobodysList';
import { consultation } from './Query/consultation';
import { handovers } from './Query/handovers';
import { hasCaseAccess } from './Query/hasCaseAccess';
import { myCase } from './Query/myCase';
import { myCaseKeys } from './Query/myCaseKeys';
import { myCases } from './Query/myCases';
import { myConsultations } from './Query/myConsultations';
import { mySubmissions } from './Query/mySubmissions';
import { queue } from './Query/queue';
import { queueKeys } from './Query/queueKeys';
import { submission } from './Query/submission';
import { submissionKeys } from './Query/submissionKeys';
import { unitSeqs } from './Query/unitSeqs';
import { QueueCounts } from './QueueCounts';
import type { AskPatientFacts } from '../operations/submit-consultation';
import { ConsultationDetails, Submission } from './Submission';

/** Everything cases answers in the graph. */
export const resolvers = (askPatientFacts: (token: string | undefined) => AskPatientFacts): Resolvers => ({
  Query: { queue, caseCard, myCases, myCase, casesInNobodysList, hasCaseAccess, handovers, consultation, myConsultations, queueKeys, unitSeqs, caseKeys, myCaseKeys, submission, mySubmissions, submissionKeys, ...shiftQueries },
  Mutation: { openCase, lookAtCase, takeCase, releaseCase, startCase, endCase, reprioritiseCase, withdrawCase, requestHandover, acceptHandover, refuseHandover, withdrawHandover, recordLiveViewing, submitConsultation: submitConsultation(askPatientFacts), forwardConsultation, askConsultation, declineConsultation, withdrawConsultation, closeConsultation, acceptConsultedCase, ...safetyMutations, ...shiftMutations, ...signOffMutations },
  Case,
  SuicideRisk,
  SuicideRiskAssessment,
  SuicideRiskStep,
  ContactAttempt,
  Protocol,
  ProtocolStepRecord,
  CaseCard,
  CaseHistoryEntry,
  Handover,
  HandoverCard,
  Consultation,
  ConsultationCard,
  MyCase,
  MyWork,
  QueueCounts,
  Submission,
  ConsultationDetails,
  Shift,
  ColleagueOnShift,
  VisitsGoOn,
  VisitHandover,
  InflowDuty,
  SignOff,
});
