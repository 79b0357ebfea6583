import type { StaffRole } from '@vardgraf/schema/events/codes';
import { accessWords } from './access-words';
import type { AccessLogEntryResolvers } from './generated/resolvers';

export const AccessLogEntry: AccessLogEntryResolvers = {
  staffMember: (entry) => (entry.actorKind === 'STAFF' ? { id: entry.actorId } : null),
  role: (entry) => entry.role as StaffRole | null,
  unit: (entry) => (entry.unitId === null ? null : { id: entry.unitId }),
  what: (entry, _args, context) => accessWords(entry, context.language),
};
