import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { compareSession } from '../operations/compare-triage';

export async function onSessionFinished(tx: Tx, event: Envelope<'session.finished'>): Promise<void> {
  const { sessionId, patientId, caseId, content, priority, urgencyRank, engine = { priority, urgencyRank }, finishedAt } = event.data;
  await compareSession(tx, {
    sessionId, patientId, caseId, regionId: event.regionId, packId: content.packId, semver: content.semver, enginePriority: engine.priority, engineRank: engine.urgencyRank,
    decidedRank: urgencyRank, finishedAt: new Date(finishedAt),
  });
}
