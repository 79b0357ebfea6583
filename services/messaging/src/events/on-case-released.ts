import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { moveThread } from '../operations/move-thread';

/** The case is back in the queue; the patient reads so in the same conversation (VIS-1). */
export async function onCaseReleased(tx: Tx, { data, regionId, version, type, time }: Envelope<'case.released'>): Promise<void> {
  await moveThread(tx, { on: 'RELEASE', regionId, caseId: data.caseId, unitId: data.unitId, at: new Date(time), version, what: type });
}
