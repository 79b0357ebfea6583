import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import type { SlotResolvers } from './generated/resolvers';
import { activeBooking, visibleSlot } from './loaders';

/** Fields of a time that are not simply its own facts. */
export const Slot: SlotResolvers = {
  unit: (s) => ({ id: s.unitId }),
  staffMember: (s) => (s.staffId === null ? null : { id: s.staffId }),
  booking: (s, _args, context) => (s.status === 'BOOKED' ? activeBooking('slotId', s.id, context) : null),
  __resolveReference: (reference: { id: string }, context: GraphContext) => visibleSlot(reference.id, context),
};
