import type { MyCaseResolvers } from './generated/resolvers';
import { threadOfCase } from './loaders';

/** What messaging adds to a patient's case. */
export const MyCase: MyCaseResolvers = {
  thread: (c, _args, context) => threadOfCase(c.id, context),
  __resolveReference: (reference: { id: string }) => reference,
};
