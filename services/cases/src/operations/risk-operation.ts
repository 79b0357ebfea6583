import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { type Case, hasOwnProtocol, suicideRiskOpen, widened } from '../domain/case';
import type { RiskClockwork, RiskMoved } from '../domain/move-suicide-risk';
import { type Done, notFound, type Refused, type RefusedAs } from '../domain/outcome';
import type { RiskStepWords } from '../storage/suicide-risk-store';
import { placedAt } from './placed-at';
import { suicideRiskTimesOf } from './record-risk';
import { recordChange } from './record-change';
import { lockVisible, shownAgain, type VisibleCase } from './visible-case';

/** One act of a staff member on a case's suicide risk. */
export interface RiskAct<R extends Refused> {
  caseId: string;
  /** The field's verb, for the log. */
  verb: string;
  said?: RiskStepWords;
  requestId?: string | undefined;
  /** Decides by the domain's tables, under the case's lock. */
  decide(tx: Tx, seen: VisibleCase, w: RiskClockwork): Promise<({ is: 'MOVED' } & RiskMoved) | R>;
  /** What else follows from the steps, of the case as stored. */
  then?(tx: Tx, seen: VisibleCase, stored: Case, seenBy: VisibleCase['visibility']): Promise<Case>;
}

/** Locks the case as its viewer sees it, decides, and keeps the steps; what is open from now on is seen by who may assess it: the one way in for every verb of the protocol (SAF-1). */
export async function actOnRisk<R extends Refused>(db: Database, actor: StaffActor, act: RiskAct<R>): Promise<Done | R | RefusedAs<'NOT_FOUND'>> {
  return transact(db, actor, async (tx): Promise<Done | R | RefusedAs<'NOT_FOUND'>> => {
    const seen = await lockVisible(tx, actor, act.caseId);
    if (!seen || !hasOwnProtocol(seen.found)) return notFound;
    const { found, visibility, actingUnitId } = seen;
    const decided = await act.decide(tx, seen, { times: await suicideRiskTimesOf(tx, found), now: await tx.now(), until: act.said?.until });
    if (decided.is !== 'MOVED') return decided as R;
    if ((decided as RiskMoved).steps.length === 0) return shownAgain(tx, found, actingUnitId, act.requestId);
    const { case: after, steps } = decided as RiskMoved;
    const added = suicideRiskOpen(after) && !suicideRiskOpen(found) ? (await placedAt(tx, after)).visibility : [];
    const stored = await recordChange(tx, {
      before: found, after, visibility, added, action: 'SAFETY', verb: act.verb, actingUnitId, requestId: act.requestId,
      risk: { steps, said: act.said },
    });
    return { is: 'DONE', case: act.then ? await act.then(tx, seen, stored, widened(visibility, added)) : stored };
  });
}
