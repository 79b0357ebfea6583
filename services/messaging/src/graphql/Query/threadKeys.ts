import { threadKeys as read } from '../../operations/read-thread';
import { participantOf } from '../callers';
import type { QueryResolvers } from '../generated/resolvers';

/** Ids and a number, which the gateway compares every few seconds: nothing is shown by it, so nothing is logged; each message that is shown is. */
export const threadKeys: NonNullable<QueryResolvers['threadKeys']> = (_root, { threadId }, context) => read(context.db, participantOf(context), threadId);
