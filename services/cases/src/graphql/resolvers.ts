import { Case, CaseHistoryEntry } from './Case';
import { CaseCard } from './CaseCard';
import type { Resolvers } from './generated/resolvers';
import { endCase } from './Mutation/endCase';
import { openCase } from './Mutation/openCase';
import { recordLiveViewing } from './Mutation/recordLiveViewing';
import { releaseCase } from './Mutation/releaseCase';
import { reprioritiseCase } from './Mutation/reprioritiseCase';
import { startCase } from './Mutation/startCase';
import { takeCase } from './Mutation/takeCase';
import { withdrawCase } from './Mutation/withdrawCase';
import { MyCase } from './MyCase';
import { caseCard } from './Query/caseCard';
import { casesInNobodysList } from './Query/casesInNobodysList';
import { hasCaseAccess } from './Query/hasCaseAccess';
import { myCase } from './Query/myCase';
import { myCases } from './Query/myCases';
import { queue } from './Query/queue';
import { queueKeys } from './Query/queueKeys';
import { unitSeqs } from './Query/unitSeqs';
import { QueueCounts } from './QueueCounts';

/** Everything cases answers in the graph. */
export const resolvers: Resolvers = {
  Query: { queue, caseCard, myCases, myCase, casesInNobodysList, hasCaseAccess, queueKeys, unitSeqs },
  Mutation: { openCase, takeCase, releaseCase, startCase, endCase, reprioritiseCase, withdrawCase, recordLiveViewing },
  Case,
  CaseCard,
  CaseHistoryEntry,
  MyCase,
  QueueCounts,
};
