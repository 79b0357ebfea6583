import { askOwner } from '@vardgraf/service-kit/owner-question';
import { z } from 'zod';
import type { AskPatientFacts } from './operations/submit-consultation';

const question = 'query PatientFacts($id: ID!) { patientFacts(id: $id) { birthDate sex protectedIdentity } }';
const answer = z.object({ patientFacts: z.object({ birthDate: z.iso.date(), sex: z.enum(['FEMALE', 'MALE', 'UNKNOWN']), protectedIdentity: z.boolean() }) });

/** The one question that may be asked of another service: 300 ms, with the partner's own token; no good answer is none. */
export function directoryQuestion(directoryUrl: string | undefined): (token: string | undefined) => AskPatientFacts {
  return (token) => async (id) => answer.safeParse(await askOwner(directoryUrl, token, question, { id })).data?.patientFacts;
}
