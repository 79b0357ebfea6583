import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import { expects, offersRecheck, offersWithdrawal } from '../operations/card-facts';
import type { MyCaseResolvers } from './generated/resolvers';
import { ownCase } from './loaders';
import { expectationText, statusText } from './texts';

/** A case in its patient's words. */
export const MyCase: MyCaseResolvers = {
  statusText: (c, _args, { language }) => statusText(c, language),
  whatToExpect: (c, _args, { language }) => expectationText(expects(c), language),
  unit: (c) => ({ id: c.unitId }),
  complaint: (c) => (c.complaintCode === null ? null : { code: c.complaintCode }),
  patient: (c) => ({ id: c.patientId }),
  mayWithdraw: (c) => offersWithdrawal(c),
  mayRecheck: (c) => offersRecheck(c),
  recheckAskedAt: (c) => (offersRecheck(c) ? c.recheckAskedAt : null),
  __resolveReference: (reference: { id: string }, context: GraphContext) => ownCase(reference.id, context),
};
