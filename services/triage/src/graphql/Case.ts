import type { AskCases } from '../operations/read-session';
import type { CaseResolvers } from './generated/resolvers';
import { anamnesisOf, photosOf } from './loaders';

/** What triage adds to an opened case. */
export const caseOf = (askCases: (token: string | undefined) => AskCases): CaseResolvers => ({
  anamnesis: (c, _args, context) => anamnesisOf(c.id, context, askCases(context.token)),
  photos: (c, _args, context) => photosOf(c.id, context, askCases(context.token)),
  __resolveReference: (reference: { id: string }) => reference,
});
