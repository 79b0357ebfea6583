import { patientOf } from '@vardgraf/service-kit/callers';
import { myThreads as read } from '../../operations/read-thread';
import { noteReading } from '../disclosures';
import type { QueryResolvers } from '../generated/resolvers';

export const myThreads: NonNullable<QueryResolvers['myThreads']> = async (_root, _args, context) => {
  const threads = await read(context.db, patientOf(context));
  for (const thread of threads) noteReading(thread, context);
  return threads;
};
