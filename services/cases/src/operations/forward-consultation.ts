import type { StaffActor } from '@vardgraf/service-kit/actor';
import { badInput } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { seenWhenOverdue } from '../domain/assignment-overdue';
import { type Case, suicideRiskOpen, widened } from '../domain/case';
import type { ForwardReason, StaffRole } from '../domain/codes';
import { readFrom } from '../domain/duty-hours';
import { forwardConsultation as decide, isThere } from '../domain/forward-consultation';
import { handledAs } from '../domain/handled-as';
import { type Done, notFound, type RefusedAs } from '../domain/outcome';
import { alertsFor } from '../domain/priority-scheme';
import { regionSettings } from '../settings/region-settings';
import { loadCaseForUpdate } from '../storage/case-store';
import { dutyIntervals } from '../storage/open-interval-store';
import { saveOpening } from '../storage/opening-store';
import { countForward, lastForwardedBy } from '../storage/submission-store';
import { neighboursOf, unitOf } from '../storage/unit-store';
import { afterwards } from './case-events';
import { cancelTakeTimeout, scheduleEscalation } from './schedule-timers';
import { givesCare } from './place-submission';
import { placedAt } from './placed-at';
import { recordChange } from './record-change';
import { standInOf, transferTarget } from './transfer-target';
import { lockVisible, shownAgain } from './visible-case';

type Outcome = Done | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'NOT_TAKEN_BY_YOU' | 'NOT_AN_ASSIGNMENT' | 'TRANSFER_NOT_ALLOWED'>;

export interface ForwardInput {
  caseId: string;
  unitId: string;
  profession: StaffRole;
  reason: ForwardReason;
}

/**
 * Sends an assignment from telephone triage onward (CON-2): it leaves this unit's queue and waits in the other's, by the clock it had. Who sent it
 * goes on reading it, to document. The same again by the same person is the same yes.
 * @throws Fault BAD_INPUT when it stands there already, or the profession gives no care
 */
export async function forwardConsultation(db: Database, actor: StaffActor, named: ForwardInput, requestId?: string): Promise<Outcome> {
  givesCare(named.profession);
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const sent = await sentBefore(tx, actor, named);
    if (sent) return shownAgain(tx, sent, actor.commission.unitIds[0]!, requestId);
    const seen = await lockVisible(tx, actor, named.caseId);
    if (!seen || !(await unitOf(tx, actor.regionId, named.unitId))?.active) return notFound;
    const { found, visibility, by, actingUnitId } = seen;
    const target = await transferTarget(tx, { regionId: found.regionId, fromUnitId: found.unitId, unitId: named.unitId, role: named.profession, staffId: null, suicideRisk: suicideRiskOpen(found) });
    const to = { ...named, unitId: target.unitId };
    const there = await placedAt(tx, { regionId: found.regionId, unitId: to.unitId, profession: to.profession, tags: found.tags });
    const decided = decide(found, by, { ...to, noOneInRole: there.noOneInRole });
    if (decided.is !== 'CHANGED') return decided.is === 'SAME' ? { is: 'DONE', case: decided.case } : decided;
    if (!target.allowed) return { is: 'TRANSFER_NOT_ALLOWED' };
    if (isThere(found, to)) throw badInput('input.unitId', 'another unit or profession than the one that has it');
    await saveOpening(tx, { caseId: found.id, staffId: by.personId, unitId: actingUnitId, role: by.role, reason: 'FORWARDED', openedAt: await tx.now() });
    const overdue = await countForward(tx, found.regionId, found.id, by.personId, await readThere(tx, found.regionId, to.unitId));
    const hubs = overdue ? seenWhenOverdue((await neighboursOf(tx, found.regionId, to.unitId)).hubs) : [];
    const after: Case = target.rule ? { ...decided.case, reasonTrace: [...decided.case.reasonTrace, target.rule] } : decided.case;
    const stored = await recordChange(tx, {
      before: found, after, visibility, seenBy: widened(there.visibility, hubs), action: 'FORWARD', reason: to.reason, verb: 'forwardConsultation', actingUnitId, requestId,
      event: { type: 'case.forwarded', data: { ...afterwards(after), staffId: by.personId, fromUnitId: found.unitId, profession: to.profession, reason: to.reason, alert: overdue || (await rings(tx, found)) } },
    });
    cancelTakeTimeout(tx, found.id);
    await scheduleEscalation(tx, stored);
    return { is: 'DONE', case: stored };
  });
}

/** When the other unit reads it: now, or when its next duty begins (CON-3). */
async function readThere(tx: Tx, regionId: string, unitId: string): Promise<Date> {
  const now = await tx.now();
  return readFrom(now, await dutyIntervals(tx, regionId, unitId, now)) ?? now;
}

/** Whether an untaken case of this urgency rings a unit's phones (NOT-3, RDG-2). */
async function rings(tx: Tx, c: Case): Promise<boolean> {
  const { scheme } = await regionSettings(tx, c.regionId, c.unitId);
  return alertsFor(handledAs(scheme, c.priority, c.urgencyRank), c.tags);
}

/** The case that the caller has just sent there, and that waits there untouched. */
async function sentBefore(tx: Tx, actor: StaffActor, to: ForwardInput): Promise<Case | undefined> {
  const found = await loadCaseForUpdate(tx, actor.regionId, to.caseId);
  if (found?.status !== 'REQUESTED') return undefined;
  const standIn = await standInOf(tx, actor.regionId, to.unitId);
  if (!isThere(found, to) && !(standIn !== null && isThere(found, { ...to, unitId: standIn }))) return undefined;
  return (await lastForwardedBy(tx, actor.regionId, found.id)) === actor.personId ? found : undefined;
}
