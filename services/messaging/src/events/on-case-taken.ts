import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepHolder } from '../operations/keep-relations';

/** In which role the case is held, for the greeting (VIS-1). */
export async function onCaseTaken(tx: Tx, { data: { caseId, staffId, role }, version }: Envelope<'case.taken'>): Promise<void> {
  await keepHolder(tx, { caseId, staffId, role }, version);
}
