import type { AlertFaultResolvers } from './generated/resolvers';

export const AlertFault: AlertFaultResolvers = {
  unit: ({ unitId }) => ({ id: unitId }),
};
