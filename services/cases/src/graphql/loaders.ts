import { Fault } from '@vardgraf/service-kit/fault';
import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import { partnerOf, patientOf, staffOf } from '@vardgraf/service-kit/callers';
import type { CaseCard } from '../domain/card';
import type { Case } from '../domain/case';
import type { Handover } from '../domain/handover';
import type { MyCase } from '../domain/my-case';
import type { PriorityScheme } from '../domain/priority-scheme';
import type { Submission } from '../domain/submission';
import { cardsInHand, histories, type HistoryLine, myCasesById, readableCases, schemeInForce, visibleCards } from '../operations/read-case';
import { choicesOfUnits, type UnitChoices } from '../operations/read-choices';
import { type ConsultationRead, consultationsOf, readableConsultations } from '../operations/read-consultations';
import { consultations, ownSubmissions, type SubmittedConsultation } from '../operations/read-submissions';
import { type HandoverRead, handoversOf, readableHandovers } from '../operations/read-handovers';
import { regionOf, viewerOf } from './callers';

/** A card that the caller sees in a queue. One statement and, for staff, one audit row a batch: a live queue is logged at its beginning and end. */
export function visibleCard(id: string, context: GraphContext): Promise<CaseCard | null> {
  return context.loader<string, CaseCard>('visible cards', async (ids) => {
    const cards = await visibleCards(context.db, viewerOf(context), ids);
    const seen = cards.filter((card) => card !== null);
    if (context.actor?.kind === 'STAFF' && seen.length > 0) {
      context.disclose({ action: 'seeCards', what: `case-cards/${seen.length}`, caseId: seen.length === 1 ? seen[0]!.id : undefined });
    }
    return cards;
  })(id);
}

/** The card of a case that the caller has in hand. */
export async function cardInHand(id: string, context: GraphContext): Promise<CaseCard> {
  const card = await context.loader<string, CaseCard>('cards in hand', (ids) => cardsInHand(context.db, regionOf(context), ids))(id);
  if (!card) throw new Fault('INTERNAL', 'a case in hand has no card');
  return card;
}

/** A case that the staff member has taken or opened; each look is logged (AUD-1). */
export function readableCase(id: string, context: GraphContext): Promise<Case | null> {
  return context.loader<string, Case>('readable cases', async (ids) => {
    const cases = await readableCases(context.db, staffOf(context), ids);
    for (const c of cases) if (c) context.disclose({ action: 'seeCase', what: 'case', caseId: c.id, patientId: c.patientId ?? undefined, unitId: c.unitId });
    return cases;
  })(id);
}

/** A case of the caller, or of a child under the limit. */
export function ownCase(id: string, context: GraphContext): Promise<MyCase | null> {
  return context.loader<string, MyCase>('my cases', async (ids) => {
    const cases = await myCasesById(context.db, patientOf(context), ids);
    discloseChildren(context, cases.filter((c) => c !== null));
    return cases;
  })(id);
}

/** Logs that a guardian looked at a child's cases. */
export function discloseChildren(context: GraphContext, cases: readonly MyCase[]): void {
  const me = patientOf(context).personId;
  for (const c of cases) if (c.patientId !== me) context.disclose({ action: 'seeMyCase', what: 'my-case', caseId: c.id, patientId: c.patientId, unitId: c.unitId });
}

export async function historyOf(id: string, context: GraphContext): Promise<HistoryLine[]> {
  return (await context.loader<string, HistoryLine[]>('histories', (ids) => histories(context.db, regionOf(context), ids))(id)) ?? [];
}

/** A submission of the partner's own. */
export function ownSubmission(id: string, context: GraphContext): Promise<Submission | null> {
  return context.loader<string, Submission>('own submissions', async (ids) => {
    const found = await ownSubmissions(context.db, partnerOf(context), ids);
    discloseSubmissions(context, found.filter((s) => s !== null));
    return found;
  })(id);
}

/** Logs that a partner looked at what it has handed over (AUD-1); one row a batch. */
export function discloseSubmissions(context: GraphContext, seen: readonly Submission[]): void {
  const [only] = seen;
  if (!only) return;
  context.disclose({
    action: 'seeSubmissions', what: `submissions/${seen.length}`, ...(seen.length === 1 ? { patientId: only.patientId, unitId: only.unitId, caseId: only.caseId ?? undefined } : {}),
  });
}

/** What telephone triage wrote to a case in hand. */
export function consultationOf(caseId: string, context: GraphContext): Promise<SubmittedConsultation | null> {
  return context.loader<string, SubmittedConsultation>('consultations', (ids) => consultations(context.db, regionOf(context), ids))(caseId);
}

/** A request that the caller has a part in; each look is logged, since the giver's words may be about the patient (AUD-1). */
export function readableHandover(id: string, context: GraphContext): Promise<Handover | null> {
  return context.loader<string, Handover>('handovers', async (ids) => {
    const found = await readableHandovers(context.db, staffOf(context), ids);
    discloseHandovers(context, found.filter((h) => h !== null));
    return found;
  })(id);
}

/** Logs that the caller looked at requests. */
export function discloseHandovers(context: GraphContext, seen: readonly HandoverRead[]): void {
  for (const h of seen) context.disclose({ action: 'seeHandover', what: 'handover', caseId: h.caseId, patientId: h.patientId, unitId: h.toUnitId });
}

/** Every request of a case in hand, newest first. */
export async function handoversOfCase(id: string, context: GraphContext): Promise<Handover[]> {
  return (await context.loader<string, Handover[]>('handovers of cases', (ids) => handoversOf(context.db, regionOf(context), ids))(id)) ?? [];
}

/** A consultation that the caller asks, has taken or sees in a queue; each look is logged, since its words may be about the patient (AUD-1). */
export function readableConsultation(id: string, context: GraphContext): Promise<ConsultationRead | null> {
  return context.loader<string, ConsultationRead>('consultations of staff', async (ids) => {
    const found = await readableConsultations(context.db, staffOf(context), ids);
    discloseConsultations(context, found.filter((q) => q !== null));
    return found;
  })(id);
}

/** The consultation of the caller's own action. */
export async function consultationInHand(id: string, context: GraphContext): Promise<ConsultationRead> {
  const found = await readableConsultation(id, context);
  if (!found) throw new Fault('INTERNAL', 'a consultation in hand cannot be read');
  return found;
}

/** Logs that the caller looked at consultations. */
export function discloseConsultations(context: GraphContext, seen: readonly ConsultationRead[]): void {
  for (const q of seen) context.disclose({ action: 'seeConsultation', what: 'consultation', caseId: q.aboutCaseId ?? q.id, patientId: q.aboutPatientId ?? undefined, unitId: q.toUnitId });
}

/** Every consultation about a case in hand, newest first. */
export async function consultationsOfCase(id: string, context: GraphContext): Promise<ConsultationRead[]> {
  return (await context.loader<string, ConsultationRead[]>('consultations of cases', (ids) => consultationsOf(context.db, regionOf(context), ids))(id)) ?? [];
}

/** The caller's region's scheme, read once a request. */
export async function schemeOf(context: GraphContext): Promise<PriorityScheme> {
  const scheme = await context.loader<string, PriorityScheme>('scheme', (regions) => Promise.all(regions.map((r) => schemeInForce(context.db, r))))(regionOf(context));
  return scheme!;
}

/** What a unit of the caller's region offers. */
export async function choicesOfUnit(unitId: string, context: GraphContext): Promise<UnitChoices> {
  return (await context.loader<string, UnitChoices>('unit choices', (ids) => choicesOfUnits(context.db, regionOf(context), ids))(unitId))!;
}
