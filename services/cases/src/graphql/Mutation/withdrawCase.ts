import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { patientOf } from '@vardgraf/service-kit/callers';
import { withdrawCase as withdraw } from '../../operations/withdraw-case';
import { answer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';
import { withdrawalRefused } from '../texts';

const input = z.object({ caseId: idInput });

export const withdrawCase: NonNullable<MutationResolvers['withdrawCase']> = async (_root, args, context) => {
  const { caseId } = parseInput(input, args.input);
  const outcome = await withdraw(context.db, patientOf(context), caseId, context.requestId);
  const said = answer(outcome, context.language, (c) => ({ __typename: 'WithdrawCaseOk', case: { ...c, asOf: c.endedAt! } }));
  return outcome.is === 'SUICIDE_RISK_OPEN' ? { ...said, message: withdrawalRefused[context.language] } : said;
};
