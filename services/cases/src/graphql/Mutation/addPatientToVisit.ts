import { idInput, parseInput } from '@vardgraf/service-kit/input';
import { z } from 'zod';
import { staffOf } from '@vardgraf/service-kit/callers';
import { addPatientToVisit as add } from '../../operations/add-patient-to-visit';
import { answer } from '../answers';
import type { MutationResolvers } from '../generated/resolvers';

const input = z.object({ caseId: idInput, patientId: z.string().min(1).max(80) });

export const addPatientToVisit: NonNullable<MutationResolvers['addPatientToVisit']> = async (_root, args, context) => {
  const outcome = await add(context.db, staffOf(context), parseInput(input, args.input), context.requestId);
  return answer(outcome, context.language, (c) => ({ __typename: 'AddPatientToVisitOk', case: c }));
};
