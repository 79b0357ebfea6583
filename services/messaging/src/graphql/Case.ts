import type { AskCases } from '../operations/read-thread';
import type { CaseResolvers } from './generated/resolvers';
import { threadOfCase } from './loaders';

/** What messaging adds to an opened case. */
export const caseOf = (askCases: (token: string | undefined) => AskCases): CaseResolvers => ({
  thread: (c, _args, context) => threadOfCase(c.id, context, askCases(context.token)),
  __resolveReference: (reference: { id: string }) => reference,
});
