import { AccessLogEntry } from './AccessLogEntry';
import { AuditEntry } from './AuditEntry';
import { AuditReview } from './AuditReview';
import { FiguresRow } from './FiguresRow';
import type { Resolvers } from './generated/resolvers';
import { recordAuditReview } from './Mutation/recordAuditReview';
import { auditChain } from './Query/auditChain';
import { auditReviews } from './Query/auditReviews';
import { auditSample } from './Query/auditSample';
import { auditTrail } from './Query/auditTrail';
import { careFigures } from './Query/careFigures';
import { myAccessLog } from './Query/myAccessLog';
import { triageComparison } from './Query/triageComparison';
import { waitingByDoor } from './Query/waitingByDoor';

/** Everything oversight answers in the graph. */
export const resolvers: Resolvers = {
  Query: { auditTrail, auditSample, myAccessLog, auditChain, auditReviews, careFigures, waitingByDoor, triageComparison },
  Mutation: { recordAuditReview },
  AuditEntry,
  AccessLogEntry,
  AuditReview,
  FiguresRow,
};
