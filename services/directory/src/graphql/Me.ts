import type { Commission as CommissionRow } from '../domain/staff-member';
import type { CommissionResolvers, MeResolvers } from './generated/resolvers';
import { unitsOf } from './loaders';

export const Me: MeResolvers = {
  kind: (caller) => caller.actor.kind,
  personId: (caller) => (caller.actor.kind === 'PARTNER' ? caller.actor.clientId : caller.actor.personId),
  name: (caller) => caller.name ?? null,
  commission: (caller): CommissionRow | null => (caller.actor.kind === 'STAFF' ? caller.actor.commission : null),
  ageGate: (caller, _args, context) => {
    if (!caller.gate) return null;
    const open = caller.gate.mayLogIn && caller.gate.maySeekCare;
    return { mayLogIn: caller.gate.mayLogIn, maySeekCare: caller.gate.maySeekCare, otherWays: open ? null : caller.region.otherWays[context.language] };
  },
};

export const Commission: CommissionResolvers = {
  units: (commission, _args, context) => unitsOf(context, commission.unitIds),
};
