import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import type { OpenState } from '../domain/intervals';
import type { Unit as UnitRow } from '../domain/unit';
import { unitOpenState } from '../operations/unit-hours';
import type { UnitResolvers } from './generated/resolvers';
import * as load from './loaders';

export const Unit: UnitResolvers = {
  __resolveReference: ({ id }: { id: string }, context: GraphContext) => load.unit(context, id),
  region: (unit, _args, context) => load.regionOf(context, unit),
  openNow: async (unit, _args, context) => (await state(unit, context)).openNow,
  opensAt: async (unit, _args, context) => (await state(unit, context)).opensAt ?? null,
  closesAt: async (unit, _args, context) => (await state(unit, context)).closesAt ?? null,
  functionsOff: async (unit, _args, context) => (await load.regionOf(context, unit)).functionsOffAt(unit.id),
  cooperatingUnits: (unit, _args, context) => load.unitsOf(context, unit.cooperatingUnitIds),
};

/** Rows live as long as their request, so three fields of one unit share one reckoning. */
const states = new WeakMap<UnitRow, Promise<OpenState>>();

function state(unit: UnitRow, context: GraphContext): Promise<OpenState> {
  let found = states.get(unit);
  if (!found) {
    found = Promise.all([load.regionOf(context, unit), load.now(context)]).then(([region, now]) => unitOpenState(unit, region, now));
    states.set(unit, found);
  }
  return found;
}
