import { readContactPoint } from '../../operations/read-contact-point';
import type { QueryResolvers } from '../generated/resolvers';

export const contactPoint: QueryResolvers['contactPoint'] = async (_parent, { regionId, patientId }, context) =>
  context.actor?.kind === 'SYSTEM' ? ((await readContactPoint(context.db, context.actor, regionId, patientId, context.requestId)) ?? null) : null;
