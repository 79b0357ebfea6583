import { readPatientFacts } from '../../operations/read-patient-facts';
import type { QueryResolvers } from '../generated/resolvers';

export const patientFacts: QueryResolvers['patientFacts'] = async (_parent, { id }, context) => {
  if (context.actor?.kind !== 'PARTNER') return null;
  const facts = await readPatientFacts(context.db, context.actor, id);
  if (facts) context.disclose({ action: 'read', what: 'patient.facts', reason: 'CONSULTATION', patientId: id.toLowerCase() });
  return facts ?? null;
};
