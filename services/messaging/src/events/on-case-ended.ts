import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { moveThread } from '../operations/move-thread';

/** The case has ended, or a consultation was declined: nothing more can be written. */
export async function onCaseEnded(tx: Tx, { data, regionId, version, type, time }: Envelope<'case.ended'>): Promise<void> {
  await moveThread(tx, { on: data.reason === 'DECLINED' ? 'DECLINE' : 'END', regionId, caseId: data.caseId, unitId: data.unitId, at: new Date(time), version, what: type });
}
