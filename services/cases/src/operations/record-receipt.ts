import type { StaffActor } from '@vardgraf/service-kit/actor';
import { badInput } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import { type RiskRefused, staffRiskStep } from '../domain/move-suicide-risk';
import type { Done, RefusedAs } from '../domain/outcome';
import { actOnRisk } from './risk-operation';

/**
 * Who has said that they have the patient, and when; the protocol is over, and the case may be ended (SAF-1).
 * @throws Fault BAD_INPUT when it is said to have been in the future
 */
export function recordReceipt(
  db: Database, actor: StaffActor, input: { caseId: string; receivedBy: string; receivedAt: Date }, requestId?: string,
): Promise<Done | RiskRefused | RefusedAs<'NOT_FOUND'>> {
  return actOnRisk<RiskRefused>(db, actor, {
    caseId: input.caseId, verb: 'recordReceipt', said: { words: input.receivedBy, until: input.receivedAt }, requestId,
    decide: async (_tx, { found, by }, w) => {
      if (input.receivedAt > w.now) throw badInput('input.receivedAt', 'not ahead');
      return staffRiskStep(found, by, 'RECORD_RECEIPT', w);
    },
  });
}
