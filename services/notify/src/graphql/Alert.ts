import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import { alertsByIds } from '../operations/read-alerts';
import type { AlertResolvers } from './generated/resolvers';

export const Alert: AlertResolvers = {
  unit: ({ unitId }) => ({ id: unitId }),
  __resolveReference: ({ id }: { id: string }, { db, actor, loader }: GraphContext) => loader('alert', (ids: readonly string[]) => alertsByIds(db, actor, ids))(id),
};
