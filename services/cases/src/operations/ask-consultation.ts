import type { StaffActor } from '@vardgraf/service-kit/actor';
import { badInput } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { addressedRole, askConsultation as decide, caseOfConsultation, seenByAsked } from '../domain/ask-consultation';
import { type Case, suicideRiskOpen } from '../domain/case';
import type { HandoverConsent, StaffRole } from '../domain/codes';
import { assignmentClock } from '../domain/duty-hours';
import { handledAs } from '../domain/handled-as';
import { consentNeeded, consentOf, isForSuicideRisk, urgentReasonOf } from '../domain/handover-consent';
import type { Receiver } from '../domain/handover-receiver';
import { notFound, type RefusedAs } from '../domain/outcome';
import { levelOf, type PriorityLevel } from '../domain/priority-scheme';
import type { ConsultationWish, StaffConsultation } from '../domain/staff-consultation';
import { regionSettings } from '../settings/region-settings';
import { dutyIntervals } from '../storage/open-interval-store';
import { consultationAskedBefore, insertStaffConsultation } from '../storage/staff-consultation-store';
import { unitOf } from '../storage/unit-store';
import { admitCase } from './admit-case';
import { placedAt } from './placed-at';
import { receiverFor } from './request-handover';
import { transferTarget } from './transfer-target';
import { lockVisible, type VisibleCase } from './visible-case';

export interface AskConsultationInput {
  clientId: string;
  caseId: string | null;
  to: { unitId: string; role: StaffRole | null; staffId: string | null };
  wish: ConsultationWish;
  question: string;
  priority: string | null;
  consent: { given: boolean; urgentReason: string | null } | null;
}

type Refusal = RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED' | 'CASE_NOT_OPEN' | 'NOT_TAKEN_BY_YOU' | 'CONSENT_NEEDED' | 'TRANSFER_NOT_ALLOWED'>;
type Outcome = { is: 'DONE'; consultationId: string } | Refusal;

/** Whom a question goes to, and what is recorded of the patient's consent. */
interface Addressed {
  unitId: string;
  receiver: Receiver;
  consent: HandoverConsent;
}

/**
 * Asks a colleague, a role at a unit or a unit, about a case or in general (CON-1). The unit asked has it in its queue from now on, with a clock to the
 * first answer (QUE-2). The same client id gives the first consultation again.
 * @throws Fault BAD_INPUT when nobody can be asked so, or the priority is none of the scheme's
 */
export async function askConsultation(db: Database, actor: StaffActor, input: AskConsultationInput, requestId?: string): Promise<Outcome> {
  return transact(db, actor, async (tx): Promise<Outcome> => {
    const before = await consultationAskedBefore(tx, actor.regionId, actor.personId, input.clientId);
    if (before) return { is: 'DONE', consultationId: before.id };
    const about = input.caseId === null ? null : await lockVisible(tx, actor, input.caseId);
    if (about === undefined) return notFound;
    if (about?.found.kind === 'CONSULTATION') throw badInput('input.caseId', 'a case of a patient');
    if (!about && input.wish === 'TO_HAND_OVER') throw badInput('input.caseId', 'the case to hand over');
    const may = about && decide(about.found, about.by, input.wish);
    if (may && may.is !== 'YES') return may;
    const addressed = await addressedTo(tx, actor, about, input);
    if ('is' in addressed) return addressed;
    return { is: 'DONE', consultationId: await placeQuestion(tx, actor, { input, addressed, about: about?.found ?? null, fromUnitId: about?.actingUnitId ?? actor.commission.unitIds[0]!, requestId }) };
  });
}

/** Advice is asked of anybody; whom a case may be handed over to is for the rules of hand-overs to say (HND-2, EXP-5). */
async function addressedTo(tx: Tx, actor: StaffActor, about: VisibleCase | null, { to, wish, consent }: AskConsultationInput): Promise<Addressed | Refusal> {
  if (wish === 'ADVICE' || !about) return { unitId: to.unitId, receiver: await receiverFor(tx, actor, to, 'AFTER_CONSULTATION'), consent: 'NOT_NEEDED' };
  const { found } = about;
  const atRisk = suicideRiskOpen(found);
  const target = await transferTarget(tx, { ...to, regionId: found.regionId, fromUnitId: found.unitId, suicideRisk: atRisk });
  const receiver = await receiverFor(tx, actor, { ...to, unitId: target.unitId }, atRisk ? 'SUICIDE_RISK' : 'AFTER_CONSULTATION');
  if (!target.allowed) return { is: 'TRANSFER_NOT_ALLOWED' };
  const { handoverConsent } = await regionSettings(tx, found.regionId, found.unitId);
  const crossing = { fromUnitId: found.unitId, fromRole: found.takenByRole, toUnitId: target.unitId, toRoles: receiver.answerRoles };
  const said = consentOf(consentNeeded(handoverConsent, crossing), consent, isForSuicideRisk(found, 'AFTER_CONSULTATION'));
  return typeof said === 'string' ? { unitId: target.unitId, receiver, consent: said } : said;
}

interface Question {
  input: AskConsultationInput;
  addressed: Addressed;
  about: Case | null;
  fromUnitId: string;
  requestId: string | undefined;
}

async function placeQuestion(tx: Tx, actor: StaffActor, { input, addressed, about, fromUnitId, requestId }: Question): Promise<string> {
  const [{ regionId }, { unitId, receiver }, createdAt, id] = [actor, addressed, await tx.now(), v7()];
  const level = await levelFor(tx, regionId, unitId, input.priority, about);
  const profession = addressedRole(input.to, receiver, about, (await unitOf(tx, regionId, unitId))!.staffedRoles);
  const placed = await placedAt(tx, { regionId, unitId, profession, tags: [] });
  const clock = assignmentClock({ level, submittedAt: createdAt, duty: await dutyIntervals(tx, regionId, unitId, createdAt) });
  const given = { id, regionId, unitId, profession, noOneInRole: placed.noOneInRole, priority: level.code, urgencyRank: level.urgencyRank, createdAt };
  const asked: StaffConsultation = {
    id, regionId, clientId: input.clientId, wish: input.wish, question: input.question, askedBy: actor.personId, askedByRole: actor.commission.role, fromUnitId, toUnitId: unitId,
    toRole: input.to.role, toStaffId: input.to.staffId, consent: addressed.consent, urgentReason: urgentReasonOf(addressed.consent, input.consent),
    askedAt: createdAt, outcome: null, declineReason: null,
  };
  await admitCase(tx, {
    opened: caseOfConsultation(given, about, clock), visibility: seenByAsked(unitId, receiver, placed.visibility), alert: false, verb: 'askConsultation',
    by: { byKind: 'STAFF', byId: actor.personId }, consultation: { staffId: asked.askedBy, fromUnitId, wish: asked.wish }, aboutPatientId: about?.patientId ?? undefined, requestId,
  });
  await insertStaffConsultation(tx, asked);
  return id;
}

/** The level that the asker names, else the case's own. */
async function levelFor(tx: Tx, regionId: string, unitId: string, code: string | null, about: Case | null): Promise<PriorityLevel> {
  const { scheme } = await regionSettings(tx, regionId, unitId);
  if (code === null && about) return handledAs(scheme, about.priority, about.urgencyRank);
  const level = code === null ? undefined : levelOf(scheme, code);
  if (!level?.makesCase) throw badInput('input.priority', 'a level of the region’s scheme that makes a case');
  return level;
}
