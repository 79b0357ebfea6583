import type { QueryResolvers } from '../generated/resolvers';
import { type GraphDeps, patient } from '../loaders';

export const myProfile = (deps: GraphDeps): NonNullable<QueryResolvers['myProfile']> => (_parent, _args, context) =>
  context.actor?.kind === 'PATIENT' ? patient(context, deps, context.actor.personId) : null;
