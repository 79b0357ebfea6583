import type { StaffActor } from '@vardgraf/service-kit/actor';
import { badInput } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { type Case, suicideRiskOpen, type Visibility, widened } from '../domain/case';
import { type HandoverReason, type StaffRole, suicideRiskAssessors } from '../domain/codes';
import type { Handover } from '../domain/handover';
import { urgentReasonOf } from '../domain/handover-consent';
import { type Receiver, receiverOf, seenBecauseAsked } from '../domain/handover-receiver';
import { answerBy } from '../domain/handover-timeout';
import { knownFrom } from '../domain/handling-time';
import { notFound, type RefusedAs } from '../domain/outcome';
import { requestHandover as decide } from '../domain/request-handover';
import { regionSettings } from '../settings/region-settings';
import { lockCaseOfMessage } from '../storage/case-store';
import { handoverAskedBy, insertHandover, openHandoverOf } from '../storage/handover-store';
import { openIntervals } from '../storage/open-interval-store';
import { rolesOfStaffAt } from '../storage/person-store';
import { unitOf } from '../storage/unit-store';
import { scheduleHandoverReminder } from './schedule-timers';
import { handoverRequested } from './handover-events';
import { recordChange } from './record-change';
import { suspectByMessage } from './suspect-by-message';
import { transferTarget } from './transfer-target';
import { lockVisible, type VisibleCase } from './visible-case';

export interface RequestHandoverInput {
  clientId: string;
  caseId: string;
  to: { unitId: string; role: StaffRole | null; staffId: string | null };
  reason: HandoverReason;
  message: string | null;
  consent: { given: boolean; urgentReason: string | null } | null;
}

type Outcome =
  | { is: 'DONE'; handover: Handover }
  | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'NOT_TAKEN_BY_YOU' | 'HANDOVER_PENDING' | 'CONSENT_NEEDED' | 'TRANSFER_NOT_ALLOWED'>;

/**
 * Asks a unit, a role or a person there to take the case over (HND-1, HND-2). The receiver sees the card from now on; responsibility and clocks
 * stay as they are. The same client id gives the first request again.
 * @throws Fault BAD_INPUT when nobody can be asked so
 */
export async function requestHandover(db: Database, actor: StaffActor, input: RequestHandoverInput, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const linked = input.reason === 'SUICIDE_RISK' ? await lockCaseOfMessage(tx, actor.regionId, input.caseId) : undefined;
    const seen = await lockVisible(tx, actor, input.caseId);
    if (!seen) return notFound;
    const before = await handoverAskedBy(tx, actor.regionId, seen.by.personId, input.clientId);
    if (before) return { is: 'DONE', handover: before };
    const asked = await askToTakeOver(tx, seen, input, requestId);
    if (asked.is === 'DONE') await suspectByMessage(tx, linked, { sign: input.reason, verb: 'requestHandover', actingUnitId: seen.actingUnitId, requestId });
    return asked;
  });
}

/**
 * Asks for whoever has the locked case, as `seen.by` (HND-1, HND-2); answers the case as stored too.
 * @throws Fault BAD_INPUT when nobody can be asked so
 */
export async function askToTakeOver(tx: Tx, seen: VisibleCase, input: RequestHandoverInput, requestId?: string): Promise<{ is: 'DONE'; handover: Handover; case: Case } | Exclude<Outcome, { is: 'DONE' }>> {
  const { found, visibility, by, actingUnitId } = seen;
  const suspected = input.reason === 'SUICIDE_RISK';
  const toAssessor = suspected || suicideRiskOpen(found);
  const target = await transferTarget(tx, { ...input.to, regionId: found.regionId, fromUnitId: found.unitId, suicideRisk: toAssessor });
  const to = { ...input.to, unitId: target.unitId };
  const receiver = await receiverFor(tx, { regionId: found.regionId, personId: by.personId }, to, toAssessor ? 'SUICIDE_RISK' : input.reason);
  const settings = await regionSettings(tx, found.regionId, found.unitId);
  if (!settings.handoverReasons.includes(input.reason)) throw badInput('input.reason', 'one of the reasons that the region offers');
  const asked = { toUnitId: to.unitId, receiver, reason: input.reason, consent: input.consent };
  const decided = decide(found, await openHandoverOf(tx, found.id), by, asked, settings.handoverConsent);
  if (decided.is !== 'ASKED') return decided;
  if (!target.allowed) return { is: 'TRANSFER_NOT_ALLOWED' };
  const now = await tx.now();
  const flagged = toAssessor ? assessorsAtHome(found) : [];
  const added = seenBecauseAsked(to.unitId, receiver, widened(visibility, flagged));
  const handover: Handover = {
    id: v7(), regionId: found.regionId, caseId: found.id, clientId: input.clientId, status: 'REQUESTED', fromUnitId: found.unitId, askedBy: by.personId,
    toUnitId: to.unitId, askedUnitId: target.rule ? input.to.unitId : null, toRole: to.role, toStaffId: to.staffId, ...receiver, added, reason: input.reason, message: input.message, consent: decided.consent,
    urgentReason: urgentReasonOf(decided.consent, input.consent), askedAt: now,
    answerBy: answerBy(settings.handoverTimeout, found.priority, now, await openIntervals(tx, found.regionId, to.unitId, knownFrom(now))),
    overdueAt: null, answeredAt: null, answeredBy: null, refusalReason: null,
  };
  await insertHandover(tx, handover);
  const stored = await recordChange(tx, {
    before: found, after: decided.case, visibility, added: [...flagged, ...added.map((one) => ({ ...one, addedByStep: 0 }))], action: 'REQUEST_HANDOVER', reason: input.reason,
    verb: 'requestHandover', actingUnitId, requestId, event: handoverRequested(decided.case, handover), risk: { suspected },
  });
  scheduleHandoverReminder(tx, found, handover.answerBy);
  return { is: 'DONE', handover, case: stored };
}

/**
 * Whom the input means, from what is known of the unit and the person now.
 * @throws Fault BAD_INPUT when nobody can be asked so
 */
export async function receiverFor(tx: Tx, asker: Pick<StaffActor, 'regionId' | 'personId'>, to: RequestHandoverInput['to'], reason: HandoverReason): Promise<Receiver> {
  const unit = await unitOf(tx, asker.regionId, to.unitId);
  if (!unit?.active) throw badInput('input.to.unitId', 'an active unit of the region');
  if (to.staffId === asker.personId) throw badInput('input.to.staffId', 'somebody else');
  const personsRoles = to.staffId === null ? [] : await rolesOfStaffAt(tx, asker.regionId, to.staffId, to.unitId);
  const receiver = receiverOf({ ...to, staffedRoles: unit.staffedRoles, personsRoles }, reason);
  if ('field' in receiver) throw badInput(`input.to.${receiver.field}`, receiver.says);
  return receiver;
}

/** Who may assess the risk sees a case at risk at its own unit, and goes on seeing it (SAF-1). */
function assessorsAtHome(c: Case): Visibility[] {
  return [{ unitId: c.unitId, roles: [...suicideRiskAssessors], addedByStep: 0 }];
}
