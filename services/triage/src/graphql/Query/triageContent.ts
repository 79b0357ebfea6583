import { staffOf } from '@vardgraf/service-kit/callers';
import { readTriageContent } from '../../operations/read-triage-content';
import { inLanguage } from '../in-language';
import type { QueryResolvers } from '../generated/resolvers';

export const triageContent: NonNullable<QueryResolvers['triageContent']> = async (_root, { complaintCode }, context) =>
  inLanguage(await readTriageContent(context.db, staffOf(context).regionId, complaintCode ?? undefined), context.language);
