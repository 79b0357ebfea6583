import { inherited, patient, type PolicyTable, staffAs } from '@vardgraf/service-kit/policy';

const reviewer = staffAs('LOG_REVIEWER');
/** Those who answer for content, and those who watch it. */
const comparisonReader = staffAs('ANALYST', 'QUALITY_COORDINATOR', 'SYSTEM_MANAGER', 'CONTENT_EDITOR');
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
    waitingByDoor: figuresReader,
    triageComparison: comparisonReader,
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
  WaitingByDoor: { '*': inherited },
  DoorRow: { '*': inherited },
  FiguresRow: { '*': inherited },
  TriageComparison: { '*': inherited },
  ComparisonRule: { '*': inherited },
  ComparisonRow: { '*': inherited },
  Unit: { '*': inherited },
  StaffMember: { '*': inherited },
  PageInfo: { '*': inherited },
  NotFound: { '*': inherited },
  NotPermitted: { '*': inherited },
  FunctionOff: { '*': inherited },
};
