import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepHolder } from '../operations/keep-relations';
import { moveThread } from '../operations/move-thread';

/** In which role the case is held, for the greeting (VIS-1); who asks learns that a consultation is taken (CON-1). */
export async function onCaseTaken(tx: Tx, { data: { caseId, unitId, staffId, role, takenAt }, regionId, type, version }: Envelope<'case.taken'>): Promise<void> {
  await keepHolder(tx, { caseId, staffId, role }, version);
  await moveThread(tx, { on: 'TAKE', regionId, caseId, unitId, staffId, at: new Date(takenAt), version, what: type });
}
