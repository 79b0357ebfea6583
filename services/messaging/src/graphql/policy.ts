import { either, inherited, patient, type PolicyTable, staff } from '@vardgraf/service-kit/policy';

const participants = either(patient, staff);

/** Who may use which field; what is not here is refused. Whether a certain thread is seen is decided by the operation, from person, child and case. */
export const policy: PolicyTable = {
  Query: {
    thread: participants,
    myThreads: patient,
    threadKeys: participants,
  },
  Mutation: {
    postMessage: participants,
    markRead: participants,
    sayPresent: participants,
  },
  Thread: { '*': inherited, __resolveReference: participants },
  Message: { '*': inherited, __resolveReference: participants },
  MyCase: { '*': inherited, __resolveReference: patient, thread: patient },
  Case: { '*': inherited, __resolveReference: staff, thread: staff },
  ThreadKeys: { '*': inherited },
  MessageConnection: { '*': inherited },
  MessageEdge: { '*': inherited },
  Unit: { '*': inherited },
  StaffMember: { '*': inherited },
  PageInfo: { '*': inherited },
  PostMessageOk: { '*': inherited },
  MarkReadOk: { '*': inherited },
  SayPresentOk: { '*': inherited },
  ThreadClosed: { '*': inherited },
  NotFound: { '*': inherited },
  NotPermitted: { '*': inherited },
  FunctionOff: { '*': inherited },
};
