import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import type { Case } from '../domain/case';
import { type ContactAttempt, contactRefusal, enoughAttempts, replacesDigitalVisit } from '../domain/contact-attempt';
import { type RiskMoved, stepsOfRisk } from '../domain/move-suicide-risk';
import { notFound, type RefusedAs } from '../domain/outcome';
import { attemptLoggedBefore, attemptsSincePhoning, insertAttempt, type KeptAttempt } from '../storage/contact-attempt-store';
import { afterwards } from './case-events';
import { answerProtocols } from './hear-patient';
import { regionSettings } from '../settings/region-settings';
import { recordChange } from './record-change';
import { lockVisible, shownAgain } from './visible-case';

export interface RecordContactAttemptInput extends ContactAttempt {
  clientId: string;
  caseId: string;
}

type Outcome =
  | { is: 'DONE'; case: Case; attempt: KeptAttempt }
  | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'PHONE_REASON_NEEDED' | 'OWN_CHANNEL_FIRST'>;

/**
 * Logs that the patient was sought and what came of it (EXP-7); a call in place of a digital visit needs a reason and is counted (VIS-6). Who is
 * reached is silent no more: the protocols go on. The same client id gives the first attempt again.
 */
export async function recordContactAttempt(db: Database, actor: StaffActor, input: RecordContactAttemptInput, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const seen = await lockVisible(tx, actor, input.caseId);
    if (!seen) return notFound;
    const { found, visibility, by, actingUnitId } = seen;
    const before = await attemptLoggedBefore(tx, by.personId, input.clientId);
    if (before && before.caseId === found.id) return { ...shownAgain(tx, found, actingUnitId, requestId), attempt: before };
    const refused = contactRefusal(found, by, input);
    if (refused) return refused;
    const { clientId, caseId, channel, outcome, numberRank, onlyNumber, reason } = input;
    const attempt: KeptAttempt = {
      id: v7(), caseId, channel, outcome, numberRank, onlyNumber, reason, at: await tx.now(), byId: by.personId, replacesDigitalVisit: replacesDigitalVisit(found, input),
    };
    await insertAttempt(tx, attempt, clientId);
    const moved = await afterAttempt(tx, found, attempt);
    const stored = await recordChange(tx, {
      before: found, after: moved.case, visibility, action: 'CONTACT_ATTEMPT', reason: outcome, verb: 'recordContactAttempt', actingUnitId, requestId, risk: { steps: moved.steps },
      event: { type: 'case.contact-attempted', data: { ...afterwards(found), staffId: by.personId, channel, outcome, reason, replacesDigitalVisit: attempt.replacesDigitalVisit } },
    });
    return { is: 'DONE', attempt, case: outcome === 'REACHED' ? await answerProtocols(tx, stored, visibility) : stored };
  });
}

/** Reached: assessed again. Not reached: perhaps phoned often enough to be given up. */
async function afterAttempt(tx: Tx, c: Case, attempt: KeptAttempt): Promise<RiskMoved> {
  const { suicideRisk: times } = await regionSettings(tx, c.regionId, c.unitId);
  if (attempt.outcome === 'REACHED' && attempt.channel !== 'RELATIVE') return stepsOfRisk(c, ['ANSWERED'], { times, now: attempt.at });
  if (c.riskState !== 'NO_ANSWER_3') return { case: c, steps: [] };
  return { case: { ...c, attemptsMade: enoughAttempts(await attemptsSincePhoning(tx, c.id), times.attempts) }, steps: [] };
}
