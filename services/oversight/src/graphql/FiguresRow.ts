import type { FiguresRowResolvers } from './generated/resolvers';

export const FiguresRow: FiguresRowResolvers = {
  unit: (row) => (row.unitId === undefined ? null : { id: row.unitId }),
};
