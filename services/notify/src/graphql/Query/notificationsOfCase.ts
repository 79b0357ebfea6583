import { staffOf } from '@vardgraf/service-kit/callers';
import { notificationsOfCase as read } from '../../operations/read-notifications';
import type { QueryResolvers } from '../generated/resolvers';

export const notificationsOfCase: NonNullable<QueryResolvers['notificationsOfCase']> = async (_root, { caseId }, context) => {
  const found = await read(context.db, staffOf(context), caseId);
  if (found) context.disclose({ action: 'notificationsOfCase', what: `notifications/${found.notifications.length}`, patientId: found.patientId, caseId });
  return found?.notifications ?? null;
};
