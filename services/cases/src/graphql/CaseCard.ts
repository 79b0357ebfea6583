import { bandOf, labelOf, offeredActions, riskFlagged, turnOf } from '../operations/card-facts';
import { offeredTo } from './callers';
import type { CaseCardResolvers } from './generated/resolvers';
import { schemeOf, visibleCard } from './loaders';

/** Fields of a card that are not simply its own facts. */
export const CaseCard: CaseCardResolvers = {
  unit: (card) => ({ id: card.unitId }),
  complaint: (card) => (card.complaintCode === null ? null : { code: card.complaintCode }),
  priorityLabel: async (card, _args, context) => labelOf(await schemeOf(context), card.priority, context.language),
  suicideRiskFlagged: (card) => riskFlagged(card),
  suicideRiskBand: (card) => bandOf(card),
  nextAction: (card) => turnOf(card),
  escalatedTo: (card) => card.escalatedTo.map((id) => ({ id })),
  takenBy: (card) => (card.takenBy === null ? null : { id: card.takenBy }),
  fixedDoctor: (card) => (card.fixedDoctorId === null ? null : { id: card.fixedDoctorId }),
  lookingNow: (card) => card.lookingNow.map((id) => ({ id })),
  allowedActions: (card, _args, context) => offeredActions(offeredTo(context), card),
  __resolveReference: (reference: { id: string }, context: Parameters<typeof visibleCard>[1]) => visibleCard(reference.id, context),
};
