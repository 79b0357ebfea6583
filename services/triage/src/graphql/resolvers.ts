import { caseOf } from './Case';
import { Complaint } from './Complaint';
import type { Resolvers } from './generated/resolvers';
import type { AskCases } from '../operations/read-session';
import { abandonTriage } from './Mutation/abandonTriage';
import { answerRecheck } from './Mutation/answerRecheck';
import { answerTriage } from './Mutation/answerTriage';
import { chatAfterSelfCare } from './Mutation/chatAfterSelfCare';
import { draftTriageContent } from './Mutation/draftTriageContent';
import { finishTriage } from './Mutation/finishTriage';
import { overrideTriage } from './Mutation/overrideTriage';
import { publishTriageContent } from './Mutation/publishTriageContent';
import { removeTriagePhoto } from './Mutation/removeTriagePhoto';
import { replayTriageContent } from './Mutation/replayTriageContent';
import { restartTriage } from './Mutation/restartTriage';
import { signTriageContent } from './Mutation/signTriageContent';
import { startRecheck } from './Mutation/startRecheck';
import { startTriage } from './Mutation/startTriage';
import { complaints } from './Query/complaints';
import { emergencyInformation } from './Query/emergencyInformation';
import { openTriageSessions } from './Query/openTriageSessions';
import { triageContent } from './Query/triageContent';
import { triageSession } from './Query/triageSession';
import { TriagePhoto } from './TriagePhoto';
import { TriageSession } from './TriageSession';

/** Everything triage answers in the graph. */
export const resolvers = (askCases: (token: string | undefined) => AskCases): Resolvers => ({
  Query: { emergencyInformation, complaints, openTriageSessions, triageSession, triageContent },
  Mutation: {
    startTriage, answerTriage, finishTriage, chatAfterSelfCare, abandonTriage, restartTriage, overrideTriage, removeTriagePhoto, startRecheck, answerRecheck,
    draftTriageContent, signTriageContent, publishTriageContent, replayTriageContent,
  },
  Case: caseOf(askCases),
  Complaint,
  TriagePhoto,
  TriageSession,
});
