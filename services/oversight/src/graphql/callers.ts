import type { StaffActor } from '@vardgraf/service-kit/actor';
import { Fault } from '@vardgraf/service-kit/fault';
import type { GraphContext } from '@vardgraf/service-kit/graph-context';

/** The caller as the policy row of the field promises it; anything else is a fault of ours. */
export function reviewerOf(context: GraphContext): StaffActor {
  if (context.actor?.kind !== 'STAFF' || context.actor.commission.role !== 'LOG_REVIEWER') throw new Fault('INTERNAL', 'the policy let a caller through who is no log reviewer');
  return context.actor;
}

/** Who reads figures: the region's analysts and coordinators, and unit managers. */
export function figuresReaderOf(context: GraphContext): StaffActor {
  if (context.actor?.kind !== 'STAFF') throw new Fault('INTERNAL', 'the policy let a caller through who is not staff');
  return context.actor;
}
