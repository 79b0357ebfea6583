import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { stepFacts } from '../domain/consider-suicide-risk';
import { type Done, notFound, type RefusedAs } from '../domain/outcome';
import { mayTakeStep, type ProtocolKind, type ProtocolStep } from '../domain/protocol';
import { protocolRefusal } from '../domain/protocol-refusal';
import { runningProtocols } from '../storage/protocol-store';
import { takeStep } from './protocol-steps';
import { lockVisible } from './visible-case';

export interface RecordProtocolStepInput {
  caseId: string;
  kind: ProtocolKind;
  step: ProtocolStep;
  /** Why the step is passed over; null: it was done. */
  skippedBecause: string | null;
}

type Outcome = Done | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'NOT_TAKEN_BY_YOU' | 'STEP_NOT_OFFERED'>;

/** Does a step of a checklist, or passes it over with a reason, as the table offers it to the role (BEY-9). The reminder asks notify for an SMS (VIS-5). */
export async function recordProtocolStep(db: Database, actor: StaffActor, input: RecordProtocolStepInput, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const seen = await lockVisible(tx, actor, input.caseId);
    if (!seen) return notFound;
    const { found, visibility, by, actingUnitId } = seen;
    const refused = protocolRefusal(found, by);
    if (refused) return refused;
    const protocol = (await runningProtocols(tx, found.id)).find((p) => p.kind === input.kind);
    const fits = protocol && mayTakeStep(protocol.kind, protocol.state, input.step, input.skippedBecause !== null, stepFacts(found, by.role));
    if (!fits) return { is: 'STEP_NOT_OFFERED', state: protocol?.state ?? null };
    const stored = await takeStep(tx, {
      found, visibility, protocol, step: input.step, skippedBecause: input.skippedBecause, verb: 'recordProtocolStep', by: { byKind: 'STAFF', byId: by.personId }, actingUnitId, requestId,
    });
    return { is: 'DONE', case: stored! };
  });
}
