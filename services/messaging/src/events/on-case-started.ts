import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { startThread } from '../operations/start-thread';

/** The visit starts: its conversation opens, with a greeting (VIS-1). A consultation from staff has one already, and no patient to greet (CON-1). */
export async function onCaseStarted(tx: Tx, { data, regionId, version }: Envelope<'case.started'>): Promise<void> {
  const { caseId, patientId, unitId, staffId } = data;
  if (patientId === null) return;
  await startThread(tx, { regionId, caseId, patientId, unitId, staffId, startedAt: new Date(data.startedAt), version });
}
