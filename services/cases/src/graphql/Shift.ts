import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import { staffOf } from '@vardgraf/service-kit/callers';
import type { Shift as ShiftFacts } from '../domain/shift';
import { type ColleagueKey, shiftsOfColleagues, visitsInHand } from '../operations/read-shifts';
import { refusal } from './answers';
import { regionOf } from './callers';
import type { ColleagueOnShiftResolvers, InflowDutyResolvers, ShiftResolvers, VisitHandoverResolvers, VisitsGoOnResolvers } from './generated/resolvers';
import { cardInHand } from './loaders';

/** The caller's own shift. */
export const Shift: ShiftResolvers = {
  unit: (shift) => ({ id: shift.unitId }),
  staffMember: (shift) => ({ id: shift.staffId }),
  visitsInHand: async (shift, _args, context) => cards(await visitsInHand(context.db, staffOf(context), shift), context),
};

export const VisitsGoOn: VisitsGoOnResolvers = {
  visits: (refused, _args, context) => cards(refused.caseIds, context),
};

const cards = (ids: readonly string[], context: GraphContext) => Promise.all(ids.map((id) => cardInHand(id, context)));

/** Somebody's running shift, as the list of a unit shows it. */
export const ColleagueOnShift: ColleagueOnShiftResolvers = {
  id: (shift) => colleagueId(shift),
  unit: (shift) => ({ id: shift.unitId }),
  staffMember: (shift) => ({ id: shift.staffId }),
  since: (shift) => shift.startedAt,
  __resolveReference: (reference: { id: string }, context: GraphContext) => colleague(reference.id, context),
};

/** A unit has no slash in its id; whatever follows the first is the person. */
const colleagueId = ({ unitId, staffId }: ColleagueKey): string => `${unitId}/${staffId}`;

/** One statement for all that are asked of at once; the gateway's token for its own unit alone. */
async function colleague(id: string, context: GraphContext): Promise<ShiftFacts | null> {
  const at = id.indexOf('/');
  const unitId = id.slice(0, at);
  if (at < 1 || (context.actor?.kind === 'LIVE' && context.actor.unitId !== unitId)) return null;
  return context.loader<string, ShiftFacts>('colleagues on shift', (ids) => shiftsOfColleagues(context.db, regionOf(context), ids.map(keyOf)))(id);
}

function keyOf(id: string): ColleagueKey {
  const at = id.indexOf('/');
  return { unitId: id.slice(0, at), staffId: id.slice(at + 1) };
}

export const VisitHandover: VisitHandoverResolvers = {
  handover: (answer) => ('handover' in answer ? answer.handover : null),
  refused: (answer, _args, context) => ('refused' in answer ? (refusal(answer.refused, context.language) as never) : null),
};

export const InflowDuty: InflowDutyResolvers = {
  unit: (duty) => ({ id: duty.unitId }),
  staffMember: (duty) => ({ id: duty.staffId }),
};
