import { readWaitingByDoor } from '../../operations/read-waiting-by-door';
import { figuresReaderOf } from '../callers';
import type { QueryResolvers } from '../generated/resolvers';

export const waitingByDoor: NonNullable<QueryResolvers['waitingByDoor']> = async (_root, { input }, context) =>
  readWaitingByDoor(context.db, figuresReaderOf(context), { from: input.from, to: input.to, by: input.by });
