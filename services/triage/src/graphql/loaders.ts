import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import { staffOf } from '@vardgraf/service-kit/callers';
import { complaintsByCode } from '../operations/list-complaints';
import { openSessions } from '../operations/open-sessions';
import { type AskCases, readReports, readSession, type SeenReport, type SeenSession } from '../operations/read-session';
import type { ComplaintView } from '../operations/session-view';
import { askerOf } from './callers';
import { inLanguage } from './in-language';

/** A session the caller may see; a look at somebody else's is logged (AUD-1). */
export async function visibleSession(id: string, context: GraphContext) {
  const seen = await readSession(context.db, askerOf(context), id);
  return seen && shown(seen, 'triageSession', context);
}

/** The sessions that the caller can go on with (TRI-10); a look at somebody else's is logged (AUD-1). */
export async function sessionsToGoOnWith(context: GraphContext) {
  return (await openSessions(context.db, askerOf(context))).map((seen) => shown(seen, 'openTriageSessions', context));
}

function shown(seen: SeenSession, action: string, context: GraphContext) {
  const { actor, language } = context;
  if (actor?.kind !== 'PATIENT' || seen.patientId !== actor.personId) context.disclose({ action, what: 'triage-session', patientId: seen.patientId, caseId: seen.caseId ?? undefined });
  return inLanguage(seen.view, language);
}

/** The report of a case that the staff member has in hand; each look is logged (AUD-1). */
export async function anamnesisOf(caseId: string, context: GraphContext, ask: AskCases) {
  const seen = await reportOf(caseId, context, ask);
  if (!seen) return null;
  context.disclose({ action: 'readAnamnesis', what: 'anamnesis', patientId: seen.patientId, caseId });
  return inLanguage(seen.report, context.language);
}

/** What triage came to, for who has the case in hand; a look is logged (QUE-14, AUD-1). */
export async function outcomeOf(caseId: string, context: GraphContext, ask: AskCases) {
  const seen = await reportOf(caseId, context, ask);
  if (!seen) return null;
  context.disclose({ action: 'readTriageOutcome', what: 'triage-outcome', patientId: seen.patientId, caseId });
  return inLanguage(seen.outcome, context.language);
}

/** What the patient has said while waiting; a look is logged (BEY-5, AUD-1). */
export async function rechecksOf(caseId: string, context: GraphContext, ask: AskCases) {
  const seen = await reportOf(caseId, context, ask);
  if (!seen) return null;
  if (seen.rechecks.length > 0) context.disclose({ action: 'readRechecks', what: 'rechecks', patientId: seen.patientId, caseId });
  return inLanguage(seen.rechecks, context.language);
}

/** That there are photos, and where; a look at one is logged when it happens. */
export async function photosOf(caseId: string, context: GraphContext, ask: AskCases) {
  return (await reportOf(caseId, context, ask))?.photos ?? null;
}

function reportOf(caseId: string, context: GraphContext, ask: AskCases): Promise<SeenReport | null> {
  return context.loader<string, SeenReport>('reports', (ids) => readReports(context.db, staffOf(context), ids, ask))(caseId);
}

export async function complaintOf(code: string, context: GraphContext) {
  const complaint = await context.loader<string, ComplaintView>('complaints', (codes) => complaintsByCode(context.db, codes))(code);
  return complaint && inLanguage(complaint, context.language);
}
