import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { type Done, notFound, type RefusedAs } from '../domain/outcome';
import type { ProtocolKind } from '../domain/protocol';
import { protocolRefusal } from '../domain/protocol-refusal';
import { runningProtocols } from '../storage/protocol-store';
import { silentAtRisk } from './tick-suicide-risk';
import { takeStep } from './protocol-steps';
import { lockVisible, shownAgain } from './visible-case';

type Outcome = Done | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'NOT_TAKEN_BY_YOU'>;

/**
 * Says that the patient is silent, did not come, or acts for somebody else: a checklist begins, and the case does not end before it is gone through
 * (BEY-9, VIS-5, BOO-4, SAF-2). A silent patient at risk of suicide also goes to a doctor or psychologist (SAF-1). One that runs is the same yes.
 */
export async function beginProtocol(db: Database, actor: StaffActor, caseId: string, kind: ProtocolKind, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const seen = await lockVisible(tx, actor, caseId);
    if (!seen) return notFound;
    const { found, visibility, by, actingUnitId } = seen;
    const refused = protocolRefusal(found, by);
    if (refused) return refused;
    if ((await runningProtocols(tx, caseId)).some((p) => p.kind === kind)) return shownAgain(tx, found, actingUnitId, requestId);
    const begun = await takeStep(tx, {
      found, visibility, protocol: null, kind, step: 'BEGIN', verb: 'beginProtocol', by: { byKind: 'STAFF', byId: by.personId }, actingUnitId, requestId,
    });
    return { is: 'DONE', case: kind === 'SILENCE' ? await silentAtRisk(tx, begun!, visibility, { verb: 'beginProtocol', by: { byKind: 'STAFF', byId: by.personId } }) : begun! };
  });
}
