import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import type { Handover } from '../domain/handover';
import type { Refused } from '../domain/outcome';
import { requestHandover, type RequestHandoverInput } from './request-handover';

export interface HandOverVisitsInput extends Pick<RequestHandoverInput, 'clientId' | 'to' | 'message'> {
  visits: readonly Pick<RequestHandoverInput, 'caseId' | 'consent'>[];
}

/** What became of one visit. */
export type VisitHandover = { caseId: string; handover: Handover } | { caseId: string; refused: Refused };

/**
 * Asks one receiver to take over several visits for the end of the shift (QUE-10): one request each, one after the other, so that one refusal keeps
 * none of the others back. The same client id gives the first requests again.
 * @throws Fault BAD_INPUT when nobody can be asked so; what was asked before it stands
 */
export async function handOverVisits(db: Database, actor: StaffActor, input: HandOverVisitsInput, requestId?: string): Promise<VisitHandover[]> {
  const { clientId, to, message, visits } = input;
  const answers: VisitHandover[] = [];
  for (const { caseId, consent } of visits) {
    const answer = await requestHandover(db, actor, { clientId: `${clientId}/${caseId}`, caseId, to, reason: 'END_OF_SHIFT', message, consent }, requestId);
    answers.push(answer.is === 'DONE' ? { caseId, handover: answer.handover } : { caseId, refused: answer });
  }
  return answers;
}
