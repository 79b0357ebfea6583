import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import { complaintsByCode } from '../operations/list-complaints';
import { type AskCases, readReports, readSession, type SeenReport } from '../operations/read-session';
import type { ComplaintView } from '../operations/session-view';
import { readerOf, staffOf } from './callers';
import { inLanguage } from './in-language';

/** A session the caller may see; a look at somebody else's is logged (AUD-1). */
export async function visibleSession(id: string, context: GraphContext) {
  const reader = readerOf(context);
  const seen = await readSession(context.db, reader, id);
  if (!seen) return null;
  if (seen.patientId !== reader.personId) context.disclose({ action: 'triageSession', what: 'triage-session', patientId: seen.patientId, caseId: seen.caseId ?? undefined });
  return inLanguage(seen.view, context.language);
}

/** The report of a case that the staff member has in hand; each look is logged (AUD-1). */
export async function anamnesisOf(caseId: string, context: GraphContext, ask: AskCases) {
  const seen = await context.loader<string, SeenReport>('reports', (ids) => readReports(context.db, staffOf(context), ids, ask))(caseId);
  if (!seen) return null;
  context.disclose({ action: 'readAnamnesis', what: 'anamnesis', patientId: seen.patientId, caseId });
  return inLanguage(seen.report, context.language);
}

export async function complaintOf(code: string, context: GraphContext) {
  const complaint = await context.loader<string, ComplaintView>('complaints', (codes) => complaintsByCode(context.db, codes))(code);
  return complaint && inLanguage(complaint, context.language);
}
