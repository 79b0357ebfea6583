import { readLogin } from '../../operations/read-login';
import type { QueryResolvers } from '../generated/resolvers';

export const login: QueryResolvers['login'] = async (_parent, { regionId, personId }, context) =>
  context.actor?.kind === 'SYSTEM' ? ((await readLogin(context.db, regionId, personId)) ?? null) : null;
