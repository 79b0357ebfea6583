import { threadKeys as read } from '../../operations/read-thread';
import { participantOf } from '../callers';
import { noteReading } from '../disclosures';
import type { QueryResolvers } from '../generated/resolvers';

export const threadKeys: NonNullable<QueryResolvers['threadKeys']> = async (_root, { threadId }, context) => {
  const found = await read(context.db, participantOf(context), threadId);
  if (!found) return null;
  noteReading(found.thread, context);
  return found.keys;
};
