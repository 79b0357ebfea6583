import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import type { CaseHistoryEntryResolvers, CaseResolvers } from './generated/resolvers';
import { anamnesisMark } from '../operations/card-facts';
import { choicesOf } from '../operations/read-choices';
import { attemptsOf, protocolsOf } from './safety-loaders';
import { cardInHand, consultationOf, consultationsOfCase, handoversOfCase, historyOf, readableCase, readableConsultation, choicesOfUnit } from './loaders';

/** Fields of an opened case that are not simply its own facts. */
export const Case: CaseResolvers = {
  card: (c, _args, context) => cardInHand(c.id, context),
  patient: (c) => (c.patientId === null ? null : { id: c.patientId }),
  consultation: (c, _args, context) => consultationOf(c.id, context),
  asked: (c, _args, context) => (c.kind === 'CONSULTATION' ? readableConsultation(c.id, context) : null),
  consultations: (c, _args, context) => consultationsOfCase(c.id, context),
  handovers: (c, _args, context) => handoversOfCase(c.id, context),
  suicideRisk: (c) => (c.riskState === null ? null : c),
  anamnesisMark: (c) => anamnesisMark(c),
  contactAttempts: (c, _args, context) => attemptsOf(c.id, context),
  protocols: (c, _args, context) => protocolsOf(c, context),
  history: (c, _args, context) => historyOf(c.id, context),
  choices: async (c, _args, context) => choicesOf(c, await choicesOfUnit(c.unitId, context)),
  __resolveReference: (reference: { id: string }, context: GraphContext) => readableCase(reference.id, context),
};

/** Only staff are named; that the patient acted is said by `byKind`. */
export const CaseHistoryEntry: CaseHistoryEntryResolvers = {
  by: (line) => (line.byKind === 'STAFF' && line.byId !== null ? { id: line.byId } : null),
};
