import { readTrail } from '../../operations/read-trail';
import { reviewerOf } from '../callers';
import { discloseEntries } from '../disclosures';
import type { QueryResolvers } from '../generated/resolvers';

export const auditTrail: NonNullable<QueryResolvers['auditTrail']> = async (_root, { filter, first, after }, context) => {
  const [staffId, patientId, caseId, unitId] = [filter.staffId ?? undefined, filter.patientId ?? undefined, filter.caseId ?? undefined, filter.unitId ?? undefined];
  const period = { from: filter.from ? new Date(filter.from) : undefined, to: filter.to ? new Date(filter.to) : undefined };
  const page = await readTrail(context.db, reviewerOf(context), { staffId, patientId, caseId, unitId, ...period }, { first: first ?? 50, after: after ?? undefined });
  discloseEntries(context, 'auditTrail', page.edges.map((edge) => edge.node), { caseId, unitId, about: staffId && `staff/${staffId}` });
  return page;
};
