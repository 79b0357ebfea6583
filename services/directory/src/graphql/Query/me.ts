import { readMe } from '../../operations/read-me';
import type { QueryResolvers } from '../generated/resolvers';

export const me: QueryResolvers['me'] = async (_parent, _args, context) => (await readMe(context.db, context.actor)) ?? null;
