import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import type { AuditReviewResolvers } from './generated/resolvers';
import { loadReview, loadReviewed } from './loaders';
import type { Reference } from './parents';

export const AuditReview: AuditReviewResolvers = {
  reviewer: (review) => ({ id: review.reviewerId }),
  entries: (review, _args, context) => loadReviewed(context, review.id),
  __resolveReference: (reference: Reference, context: GraphContext) => loadReview(context, reference.id),
};
