import { ownerSaysYes } from '@vardgraf/service-kit/owner-question';
import type { AskCases } from './operations/read-thread';

const question = 'query CareRelation($patientId: ID!, $caseId: ID!) { hasCaseAccess(patientId: $patientId, caseId: $caseId) }';

/** The one question that may be asked of another service. */
export function casesQuestion(casesUrl: string | undefined): (token: string | undefined) => AskCases {
  return (token) => (patientId, caseId) => ownerSaysYes(casesUrl, token, question, { patientId, caseId });
}
