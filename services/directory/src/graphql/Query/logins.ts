import { findLogins } from '../../operations/find-logins';
import type { QueryResolvers } from '../generated/resolvers';

export const logins: QueryResolvers['logins'] = async (_parent, { kind, identifier }, context) =>
  context.actor?.kind === 'SYSTEM' ? findLogins(context.db, context.actor, kind, identifier, context.requestId) : null;
