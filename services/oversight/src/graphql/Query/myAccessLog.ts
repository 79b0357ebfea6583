import { patientOf } from '@vardgraf/service-kit/callers';
import { readAccessLog } from '../../operations/read-access-log';
import type { QueryResolvers } from '../generated/resolvers';

export const myAccessLog: NonNullable<QueryResolvers['myAccessLog']> = async (_root, { first, after }, context) => {
  const me = patientOf(context);
  const page = await readAccessLog(context.db, me, { first: first ?? 50, after: after ?? undefined });
  context.disclose({ action: 'myAccessLog', what: `audit-entries/${page.edges.length}`, patientId: me.personId });
  return page;
};
