import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { noteSought } from '../operations/compare-triage';

export async function onSessionLeftUnfinished(tx: Tx, event: Envelope<'session.left-unfinished'>): Promise<void> {
  const { patientId, sessionId, leftAt } = event.data;
  await noteSought(tx, { patientId, sessionId, at: new Date(leftAt) });
}
