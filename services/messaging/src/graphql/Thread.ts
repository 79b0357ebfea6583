import { badInput } from '@vardgraf/service-kit/fault';
import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import { forReader } from '../operations/read-thread';
import type { ThreadResolvers } from './generated/resolvers';
import { messagePage, noticesOf, visibleThread } from './loaders';
import { answerText } from './texts';

/** A conversation as its reader meets it. */
export const Thread: ThreadResolvers = {
  unit: (thread) => ({ id: thread.unitId }),
  unread: (thread) => forReader(thread).unread,
  readByOtherSide: (thread) => forReader(thread).readByOtherSide,
  mayPost: (thread) => forReader(thread).mayPost,
  messages: (thread, { last, before }, context) => {
    if (last < 1 || last > 100) throw badInput('last', 'a number from 1 to 100');
    return messagePage(thread, { last, before: before ?? null }, context);
  },
  answerNotice: async (thread, _args, context) => answerText(await noticesOf(thread, context), thread.phase === 'CLOSED', context.language),
  emergencyNotice: async (thread, _args, context) => (await noticesOf(thread, context)).emergencyNotice[context.language],
  __resolveReference: (reference: { id: string }, context: GraphContext) => visibleThread(reference.id, context),
};
