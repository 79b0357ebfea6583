import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import { notificationsByIds } from '../operations/read-notifications';
import type { NotificationResolvers, NotificationStatus } from './generated/resolvers';

/** While the operator is called nothing has been sent yet, as far as anybody knows. */
export const Notification: NotificationResolvers = {
  status: ({ state }): NotificationStatus => (state === 'SENDING' ? 'PLANNED' : state),
  __resolveReference: ({ id }: { id: string }, { db, actor, loader }: GraphContext) => loader('notification', (ids: readonly string[]) => notificationsByIds(db, actor, ids))(id),
};
