import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { refusals } from '@vardgraf/service-kit/texts';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { markNoticeRead as mark } from '../../operations/mark-notice-read';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ noticeId: idInput });

export const markNoticeRead: NonNullable<MutationResolvers['markNoticeRead']> = async (_root, args, context) => {
  const { noticeId } = parseInput(input, args.input);
  const outcome = await mark(context.db, staffOf(context), noticeId, context.requestId);
  return outcome.is === 'DONE' ? { __typename: 'MarkNoticeReadOk', notice: outcome.notice } : refusals.notFound(context.language);
};
