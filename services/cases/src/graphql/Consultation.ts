import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import { cardInHand, readableConsultation, visibleCard } from './loaders';
import type { ConsultationCardResolvers, ConsultationResolvers } from './generated/resolvers';

const reference = (id: string | null): { id: string } | null => (id === null ? null : { id });

/** A question from staff to staff, for who asks and who is asked. */
export const Consultation: ConsultationResolvers = {
  card: (q, _args, context) => cardInHand(q.id, context),
  about: (q, _args, context) => (q.aboutCaseId === null ? null : visibleCard(q.aboutCaseId, context)),
  askedBy: (q) => ({ id: q.askedBy }),
  fromUnit: (q) => ({ id: q.fromUnitId }),
  toUnit: (q) => ({ id: q.toUnitId }),
  toStaffMember: (q) => reference(q.toStaffId),
  __resolveReference: (consultation: { id: string }, context: GraphContext) => readableConsultation(consultation.id, context),
};

/** What everybody who sees the card sees of it. */
export const ConsultationCard: ConsultationCardResolvers = {
  askedBy: (q) => ({ id: q.askedBy }),
  fromUnit: (q) => ({ id: q.fromUnitId }),
  toStaffMember: (q) => reference(q.toStaffId),
};
