import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepHolder } from '../operations/keep-relations';
import { moveThread } from '../operations/move-thread';

/** Another person goes on in the same conversation (HND-3). */
export async function onCaseHandoverAccepted(tx: Tx, { data, regionId, version, type, time }: Envelope<'case.handover-accepted'>): Promise<void> {
  const { caseId, unitId, staffId, role } = data;
  await keepHolder(tx, { caseId, staffId, role }, version);
  await moveThread(tx, { on: 'HAND_OVER', regionId, caseId, unitId, staffId, at: new Date(time), version, what: type });
}
