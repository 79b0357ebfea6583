import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepCaseOf, keepEnd, keepFirstChange, keepSought, keepTriaged, type TriagedMatter } from '../storage/comparison-store';

/** Triage came to an outcome (BEY-6). The patient sought care with it, unless it only goes on with what they sought it for. */
export async function compareSession(tx: Tx, m: TriagedMatter): Promise<void> {
  await keepTriaged(tx, m);
  await keepSought(tx, { patientId: m.patientId, sessionId: m.sessionId, at: m.finishedAt });
}

/** The patient sought care in another way. */
export const noteSought = keepSought;

/** The patient called: an own matter, or the assignment of a session. */
export async function noteSubmission(tx: Tx, s: { patientId: string; journeyId: string; caseId: string | null; at: Date }): Promise<void> {
  if (s.caseId) await keepCaseOf(tx, s.journeyId, s.caseId);
  await keepSought(tx, { patientId: s.patientId, sessionId: s.journeyId, at: s.at });
}

/** Staff changed the priority; the first change is what is compared. */
export const noteFirstChange = keepFirstChange;

/** The visit ended, perhaps with what would have been right. */
export const noteEnd = keepEnd;
