import { inherited, patient, type PolicyTable, staffAs } from '@vardgraf/service-kit/policy';

const reviewer = staffAs('LOG_REVIEWER');
const figuresReader = staffAs('ANALYST', 'QUALITY_COORDINATOR', 'SYSTEM_MANAGER', 'UNIT_MANAGER');

/** Who may use which field; what is not here is refused. The region comes from the token, in every statement. */
export const policy: PolicyTable = {
  Query: {
    auditTrail: reviewer,
    auditSample: reviewer,
    myAccessLog: patient,
    auditChain: reviewer,
    auditReviews: reviewer,
    careFigures: figuresReader,
  },
  Mutation: { recordAuditReview: reviewer },
  AuditEntry: { '*': inherited, __resolveReference: reviewer },
  AuditEntryConnection: { '*': inherited },
  AuditEntryEdge: { '*': inherited },
  AccessLogEntry: { '*': inherited },
  AccessLogConnection: { '*': inherited },
  AccessLogEdge: { '*': inherited },
  AuditChain: { '*': inherited },
  AuditReview: { '*': inherited, __resolveReference: reviewer },
  AuditReviewConnection: { '*': inherited },
  AuditReviewEdge: { '*': inherited },
  RecordAuditReviewOk: { '*': inherited },
  CareFigures: { '*': inherited },
  FiguresRow: { '*': inherited },
  Unit: { '*': inherited },
  StaffMember: { '*': inherited },
  PageInfo: { '*': inherited },
  NotFound: { '*': inherited },
  NotPermitted: { '*': inherited },
  FunctionOff: { '*': inherited },
};
