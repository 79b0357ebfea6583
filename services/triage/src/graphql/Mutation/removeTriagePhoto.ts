import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { removeTriagePhoto as remove } from '../../operations/remove-triage-photo';
import { answer } from '../answers';
import { askerOf } from '../callers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ sessionId: idInput, photoId: idInput });

export const removeTriagePhoto: NonNullable<MutationResolvers['removeTriagePhoto']> = async (_root, args, context) => {
  const { sessionId, photoId: id } = parseInput(input, args.input);
  return answer('RemoveTriagePhotoOk', await remove(context.db, askerOf(context), { id, sessionId }, context.requestId), context.language);
};
