import { findPatient as find } from '../../operations/find-patient';
import type { QueryResolvers } from '../generated/resolvers';

export const findPatient: QueryResolvers['findPatient'] = async (_parent, { identifier }, context) =>
  context.actor?.kind === 'STAFF' ? ((await find(context.db, context.actor, identifier, context.requestId)) ?? null) : null;
