import { ticketSlots as read } from '../../operations/ticket-slots';
import { callerOf } from '../callers';
import type { QueryResolvers } from '../generated/resolvers';

export const ticketSlots: NonNullable<QueryResolvers['ticketSlots']> = (_root, { ticketId, unitId, first, after }, context) =>
  read(context.db, callerOf(context), { ticketId, unitId: unitId ?? undefined, first: first ?? 50, after: after ?? undefined });
