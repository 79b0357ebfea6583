import type { AskCases } from '../operations/read-session';
import type { CaseResolvers } from './generated/resolvers';
import { anamnesisOf, outcomeOf, photosOf, rechecksOf } from './loaders';

/** What triage adds to an opened case. */
export const caseOf = (askCases: (token: string | undefined) => AskCases): CaseResolvers => ({
  anamnesis: (c, _args, context) => anamnesisOf(c.id, context, askCases(context.token)),
  photos: (c, _args, context) => photosOf(c.id, context, askCases(context.token)),
  triageOutcome: (c, _args, context) => outcomeOf(c.id, context, askCases(context.token)),
  rechecks: (c, _args, context) => rechecksOf(c.id, context, askCases(context.token)),
  __resolveReference: (reference: { id: string }) => reference,
});
