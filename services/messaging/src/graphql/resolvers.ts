import type { AskCases } from '../operations/read-thread';
import { caseOf } from './Case';
import type { Resolvers } from './generated/resolvers';
import { Message } from './Message';
import { markRead } from './Mutation/markRead';
import { postMessage } from './Mutation/postMessage';
import { sayPresent } from './Mutation/sayPresent';
import { MyCase } from './MyCase';
import { myThreads } from './Query/myThreads';
import { thread } from './Query/thread';
import { threadKeys } from './Query/threadKeys';
import { Thread } from './Thread';

/** Everything messaging answers in the graph. */
export const resolvers = (askCases: (token: string | undefined) => AskCases): Resolvers => ({
  Query: { thread, myThreads, threadKeys },
  Mutation: { postMessage, markRead, sayPresent },
  Thread,
  Message,
  MyCase,
  Case: caseOf(askCases),
});
