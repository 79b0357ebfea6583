import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { moveThread } from '../operations/move-thread';

/** The visit is over and the patient may go on writing (VIS-4). */
export async function onCaseHeld(tx: Tx, { data, regionId, version, type, time }: Envelope<'case.held'>): Promise<void> {
  await moveThread(tx, { on: 'HOLD', regionId, caseId: data.caseId, unitId: data.unitId, phaseEndsAt: new Date(data.phaseEndsAt), at: new Date(time), version, what: type });
}
