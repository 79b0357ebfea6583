import type { PartnerActor } from '@vardgraf/service-kit/actor';
import { type Database, read } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { ageBandAt } from '../domain/age-band';
import { notFound, type RefusedAs } from '../domain/outcome';
import type { Submission } from '../domain/submission';
import { canonicalContent, caseOfSubmission, type Consultation, type PatientFacts } from '../domain/submit-consultation';
import { toldReference } from '../domain/told-reference';
import { regionSettings } from '../settings/region-settings';
import { insertConsultation } from '../storage/consultation-store';
import { patientFactsOf } from '../storage/person-store';
import { type Earlier, earlierSubmission, insertSubmission } from '../storage/submission-store';
import { admitCase } from './admit-case';
import { emitStatus, tellPartner } from './follow-submission';
import { type Placement, placeSubmission } from './place-submission';

export type SubmitConsultationOutcome =
  | { is: 'SUBMITTED'; submission: Submission }
  | { is: 'REFERENCE_REUSED' }
  | { is: 'PROTECTED_IDENTITY_NOT_HANDLED' }
  | RefusedAs<'NOT_FOUND'>;

/** Asks directory, with the partner's own token, for a patient of whom no event has come yet. */
export type AskPatientFacts = (patientId: string) => Promise<PatientFacts | undefined>;

/**
 * Telephone triage hands a patient over (CON-2). The same reference with the same content gives the first submission again, whenever and however often
 * it comes; with another content it is refused (CON-4). A patient whom neither cases nor directory can tell of now is not found, nothing is stored,
 * and the partner may repeat.
 * @throws Fault BAD_INPUT when the priority is no level that makes a case
 */
export async function submitConsultation(db: Database, actor: PartnerActor, c: Consultation, ask: AskPatientFacts, requestId?: string): Promise<SubmitConsultationOutcome> {
  const content = canonicalContent(c);
  const here: Pick<Tx, 'query'> = { query: (sql, params) => read(db, sql, params) };
  const earlier = await earlierSubmission(here, actor.regionId, actor.clientId, c.reference, content);
  if (earlier) return again(earlier);
  const facts = (await patientFactsOf(here, actor.regionId, c.patientId)) ?? (await ask(c.patientId));
  if (!facts) return notFound;
  return transact(db, actor, async (tx): Promise<SubmitConsultationOutcome> => {
    if (facts.protectedIdentity && !(await regionSettings(tx, actor.regionId)).protectedIdentity.handled) {
      tx.audit({ action: 'submitConsultation', what: 'consultation.refused', reason: 'PROTECTED_IDENTITY', patientId: c.patientId, requestId });
      return { is: 'PROTECTED_IDENTITY_NOT_HANDLED' };
    }
    const placement = await placeSubmission(tx, actor.regionId, c);
    if (!placement) return notFound;
    const submission = newSubmission(actor, c, placement, await tx.now());
    if (!(await insertSubmission(tx, submission, content))) return again((await earlierSubmission(tx, actor.regionId, actor.clientId, c.reference, content))!);
    await insertConsultation(tx, submission.id, c);
    await sendOn(tx, submission, facts, placement, c, requestId);
    return { is: 'SUBMITTED', submission };
  });
}

function again({ sameContent, ...submission }: Earlier): SubmitConsultationOutcome {
  return sameContent ? { is: 'SUBMITTED', submission } : { is: 'REFERENCE_REUSED' };
}

function newSubmission(actor: PartnerActor, c: Consultation, at: Placement, now: Date): Submission {
  const ticket = at.became === 'TICKET';
  return {
    id: v7(), regionId: actor.regionId, partnerId: actor.clientId, reference: c.reference, patientId: c.patientId, journeyId: c.journeyId ?? v7(), became: at.became,
    status: ticket ? 'RECEIVED' : 'PENDING', caseId: ticket ? null : v7(), ticketId: ticket ? v7() : null, unitId: c.unitId, profession: at.profession,
    priority: c.priority, submittedAt: now, readFrom: at.readFrom, startedAt: null, endedAt: null, outcome: null, overdueAt: null, forwarded: 0, forwardedBy: null,
    version: ticket ? 1 : 2,
  };
}

/** Tells of the submission, and puts its case into the queue; a ticket is booking's to issue. */
async function sendOn(tx: Tx, s: Submission, facts: PatientFacts, at: Placement, c: Consultation, requestId: string | undefined): Promise<void> {
  tx.emit({
    type: 'consultation.submitted', aggregateId: s.id, version: 1, regionId: s.regionId,
    data: {
      submissionId: s.id, partnerId: s.partnerId, patientId: s.patientId, journeyId: s.journeyId, caseId: s.caseId, ticketId: s.ticketId, unitId: s.unitId,
      profession: s.profession, physical: c.careLevel === 'PHYSICAL', priority: s.priority, urgencyRank: at.level.urgencyRank,
      ageBand: ageBandAt(facts.birthDate, s.submittedAt), sex: facts.sex, submittedAt: s.submittedAt.toISOString(), readFrom: s.readFrom.toISOString(),
      reference: toldReference(s.reference),
    },
  });
  tx.audit({ action: 'submitConsultation', what: 'consultation.submitted', patientId: s.patientId, caseId: s.caseId ?? undefined, unitId: s.unitId, requestId });
  tellPartner(tx, s);
  if (s.caseId === null) return;
  emitStatus(tx, s);
  const opened = caseOfSubmission(s, s.caseId, facts, { ...at, urgencyRank: at.level.urgencyRank });
  await admitCase(tx, { opened, visibility: at.visibility, alert: at.alert, verb: 'submitConsultation', by: { byKind: 'SYSTEM', byId: null } });
}
