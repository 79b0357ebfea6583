import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import type { ConsultationDetailsResolvers, SubmissionResolvers } from './generated/resolvers';
import { ownSubmission } from './loaders';

/** Fields of a submission that are not simply its own facts. */
export const Submission: SubmissionResolvers = {
  unit: (s) => ({ id: s.unitId }),
  __resolveReference: (reference: { id: string }, context: GraphContext) => ownSubmission(reference.id, context),
};

/** What telephone triage wrote, with the submission that it came in. */
export const ConsultationDetails: ConsultationDetailsResolvers = {
  submission: (c) => c,
  callBackNumbers: (c) => c.callBackNumbers.map((n, i) => ({ rank: i + 1, ...n })),
};
