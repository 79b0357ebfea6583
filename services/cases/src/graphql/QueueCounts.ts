import type { QueueConnection } from '../operations/queue';
import type { QueueCountsResolvers } from './generated/resolvers';

/** Counts by kind as a list; a kind nobody waits in is left out. */
export const QueueCounts: QueueCountsResolvers = {
  byKind: ({ byKind }: QueueConnection['counts']) => Object.entries(byKind).map(([kind, count]) => ({ kind, count })).sort((a, b) => a.kind.localeCompare(b.kind)),
};
