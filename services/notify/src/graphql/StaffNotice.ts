import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import { noticesByIds } from '../operations/read-staff-notices';
import type { StaffNoticeResolvers } from './generated/resolvers';

export const StaffNotice: StaffNoticeResolvers = {
  unit: ({ unitId }) => ({ id: unitId }),
  __resolveReference: ({ id }: { id: string }, { db, actor, loader }: GraphContext) => loader('staff notice', (ids: readonly string[]) => noticesByIds(db, actor, ids))(id),
};
