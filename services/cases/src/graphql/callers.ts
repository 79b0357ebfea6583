import { staffOf } from '@vardgraf/service-kit/callers';
import { Fault } from '@vardgraf/service-kit/fault';
import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import type { QueueViewer } from '../domain/case-access';
import type { StaffRole } from '../domain/codes';

/** Who looks at queue cards: one commission, or the scope of a live token. */
export function viewerOf(context: GraphContext): QueueViewer {
  if (context.actor?.kind === 'LIVE') return { regionId: context.actor.regionId, unitIds: [context.actor.unitId], role: context.actor.role };
  const { regionId, commission } = staffOf(context);
  return { regionId, unitIds: commission.unitIds, role: commission.role };
}

/** Role and units that decide which actions a card offers; none for who is no staff. */
export function offeredTo(context: GraphContext): { role: StaffRole; unitIds: readonly string[] } | undefined {
  const { actor } = context;
  if (actor?.kind === 'STAFF') return { role: actor.commission.role, unitIds: actor.commission.unitIds };
  return actor?.kind === 'LIVE' ? { role: actor.role, unitIds: [actor.unitId] } : undefined;
}

export function regionOf(context: GraphContext): string {
  const region = context.actor?.regionId;
  if (!region) throw new Fault('INTERNAL', 'the policy let a caller through who has no region');
  return region;
}
