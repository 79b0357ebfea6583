import { readMyChildren } from '../../operations/read-patients';
import type { QueryResolvers } from '../generated/resolvers';
import { noteLook } from '../loaders';

export const myChildren: QueryResolvers['myChildren'] = async (_parent, _args, context) => {
  const children = await readMyChildren(context.db, context.actor);
  for (const child of children) noteLook(context, child);
  return children;
};
