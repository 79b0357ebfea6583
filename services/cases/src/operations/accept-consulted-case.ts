import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { acceptConsultedCase as decide } from '../domain/answer-consultation';
import type { Case } from '../domain/case';
import type { Handover } from '../domain/handover';
import type { ActingStaff } from '../domain/may-move';
import { notFound, type RefusedAs } from '../domain/outcome';
import type { StaffConsultation } from '../domain/staff-consultation';
import { visibilityOf } from '../storage/case-store';
import { takeOver } from './accept-handover';
import { atCapacity } from './at-capacity';
import { afterwards } from './case-events';
import { endConsultation, lockConsultation } from './consultation-case';
import { askToTakeOver } from './request-handover';

type Refusal = RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'NOT_TAKEN_BY_YOU' | 'HANDOVER_PENDING' | 'CONSENT_NEEDED' | 'TRANSFER_NOT_ALLOWED' | 'SUICIDE_RISK_OPEN' | 'AT_CAPACITY'>;
type Outcome = { is: 'DONE'; consultationId: string; case: Case; handover: Handover } | Refusal;

/**
 * Who has taken a question that wishes to hand over takes over the case about which it asks (CON-1): the asker's request and the acceptance in one, by
 * the rules of both and with the consent that the asker recorded (HND-1, HND-2). The consultation is over by it.
 */
export async function acceptConsultedCase(db: Database, actor: StaffActor, id: string, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const locked = await lockConsultation(tx, actor, id);
    if (!locked?.about) return notFound;
    const { found, consultation, about, by } = locked;
    const decided = decide(found, consultation, about, by, await tx.now());
    if (decided.is !== 'ENDED') return decided;
    const full = await atCapacity(tx, { ...about, unitId: found.unitId }, by.personId);
    if (full) return full;
    const asked = await askedByGiver(tx, consultation, about, { unitId: found.unitId, by }, requestId);
    if (asked.is !== 'DONE') return asked;
    const taken = await takeOver(tx, { found: asked.case, handover: asked.handover, visibility: await visibilityOf(tx, about.id), by }, requestId);
    if (taken.is !== 'DONE') throw new Error('a hand-over that was asked for a moment ago is not accepted');
    await endConsultation(tx, { ...locked, about: taken.case }, {
      after: decided.case, consultation: decided.consultation, action: 'ACCEPT_CONSULTED_CASE', verb: 'acceptConsultedCase', requestId,
      event: { type: 'case.ended', data: { ...afterwards(decided.case), staffId: by.personId, reason: 'HANDED_OVER' } },
    });
    return { is: 'DONE', consultationId: id, case: taken.case, handover: taken.handover };
  });
}

/** The request to hand over that the asker wished for, of the very person who takes it. */
async function askedByGiver(tx: Tx, q: StaffConsultation, about: Case, to: { unitId: string; by: ActingStaff }, requestId: string | undefined) {
  const giver: ActingStaff = { personId: q.askedBy, role: about.takenByRole!, unitIds: [about.unitId] };
  const consent = q.consent === 'NOT_NEEDED' ? null : { given: q.consent === 'GIVEN', urgentReason: q.urgentReason };
  return askToTakeOver(tx, { found: about, visibility: await visibilityOf(tx, about.id), by: giver, actingUnitId: about.unitId }, {
    clientId: q.id, caseId: about.id, to: { unitId: to.unitId, role: to.by.role, staffId: to.by.personId }, reason: 'AFTER_CONSULTATION', message: null, consent,
  }, requestId);
}
