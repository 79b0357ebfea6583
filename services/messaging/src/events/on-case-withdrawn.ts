import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { moveThread } from '../operations/move-thread';

/** The patient has taken the case back: nothing more can be written. */
export async function onCaseWithdrawn(tx: Tx, { data, regionId, version, type, time }: Envelope<'case.withdrawn'>): Promise<void> {
  await moveThread(tx, { on: 'WITHDRAW', regionId, caseId: data.caseId, unitId: data.unitId, at: new Date(time), version, what: type });
}
