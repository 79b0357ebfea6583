import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import type { HandoverCardResolvers, HandoverResolvers } from './generated/resolvers';
import { readableHandover, visibleCard } from './loaders';

const reference = (id: string | null): { id: string } | null => (id === null ? null : { id });

/** A request to take a case over, for who has a part in it. */
export const Handover: HandoverResolvers = {
  card: (h, _args, context) => visibleCard(h.caseId, context),
  fromUnit: (h) => ({ id: h.fromUnitId }),
  askedBy: (h) => ({ id: h.askedBy }),
  toUnit: (h) => ({ id: h.toUnitId }),
  askedUnit: (h) => reference(h.askedUnitId),
  toStaffMember: (h) => reference(h.toStaffId),
  answeredBy: (h) => reference(h.answeredBy),
  __resolveReference: (handover: { id: string }, context: GraphContext) => readableHandover(handover.id, context),
};

/** What everybody who sees the card sees of a request. */
export const HandoverCard: HandoverCardResolvers = {
  fromUnit: (h) => ({ id: h.fromUnitId }),
  toUnit: (h) => ({ id: h.toUnitId }),
  toStaffMember: (h) => reference(h.toStaffId),
  overdue: (h) => h.overdueAt !== null,
};
