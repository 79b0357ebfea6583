import type { StaffRole } from '@vardgraf/schema/events/codes';
import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import type { AuditEntryResolvers } from './generated/resolvers';
import { loadEntry } from './loaders';
import type { Reference } from './parents';

export const AuditEntry: AuditEntryResolvers = {
  id: (entry) => entry.auditId,
  staffMember: (entry) => (entry.actorKind === 'STAFF' ? { id: entry.actorId } : null),
  role: (entry) => entry.role as StaffRole | null,
  unit: (entry) => (entry.unitId === null ? null : { id: entry.unitId }),
  __resolveReference: (reference: Reference, context: GraphContext) => loadEntry(context, reference.id),
};
