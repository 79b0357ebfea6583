import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { closeWrongPerson as decide } from '../domain/close-wrong-person';
import { type Done, notFound, type RefusedAs } from '../domain/outcome';
import { runningProtocols } from '../storage/protocol-store';
import { afterwards } from './case-events';
import { takeStep } from './protocol-steps';
import { recordChange } from './record-change';
import { lockVisible, shownAgain } from './visible-case';

type Outcome = Done | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'NOT_TAKEN_BY_YOU' | 'SUICIDE_RISK_OPEN' | 'PROTOCOL_STEPS_LEFT'>;

/**
 * Closes a case that was about somebody else than its patient, once that has been explained and the right patient asked to log in (SAF-2). Nothing
 * else is written; the anamnesis of an entered-in-error case is marked 'OBS FEL PATIENT'.
 */
export async function closeWrongPerson(db: Database, actor: StaffActor, caseId: string, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const seen = await lockVisible(tx, actor, caseId);
    if (!seen) return notFound;
    const { found, visibility, by, actingUnitId } = seen;
    const protocol = (await runningProtocols(tx, caseId)).find((p) => p.kind === 'WRONG_PERSON');
    const decided = decide(found, by, protocol?.state ?? null, await tx.now());
    if (decided.is === 'SAME') return shownAgain(tx, found, actingUnitId, requestId);
    if (decided.is !== 'CHANGED') return decided;
    const marked = await takeStep(tx, { found, visibility, protocol: protocol!, step: 'CLOSE', verb: 'closeWrongPerson', by: { byKind: 'STAFF', byId: by.personId }, actingUnitId, requestId });
    const after = { ...decided.case, openProtocols: [], version: marked!.version };
    const stored = await recordChange(tx, {
      before: marked!, after, visibility, action: 'CLOSE_WRONG_PERSON', reason: 'WRONG_PERSON', verb: 'closeWrongPerson', actingUnitId, requestId,
      event: { type: 'case.ended', data: { ...afterwards(after), staffId: by.personId, reason: 'WRONG_PERSON' } },
    });
    tx.cancelTimers(stored.id);
    return { is: 'DONE', case: stored };
  });
}
