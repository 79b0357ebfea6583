import { staffOf } from '@vardgraf/service-kit/callers';
import { unitAlerts as read } from '../../operations/read-alerts';
import type { QueryResolvers } from '../generated/resolvers';

export const unitAlerts: NonNullable<QueryResolvers['unitAlerts']> = async (_root, { unitId, first, after }, context) => {
  const page = await read(context.db, staffOf(context), unitId, { first: first ?? 50, after: after ?? undefined });
  if (page) context.disclose({ action: 'unitAlerts', what: `alerts/${page.edges.length}`, unitId });
  return page;
};
