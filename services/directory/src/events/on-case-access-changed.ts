import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { recordCaseAccess } from '../operations/record-case-access';

/** Who may see a case has changed: the same staff may read its patient. */
export async function onCaseAccessChanged(tx: Tx, event: Envelope<'case.access-changed'>): Promise<void> {
  const { caseId, patientId, open, responsibleUnitId, takenBy, participants } = event.data;
  if (patientId === null) return;
  await recordCaseAccess(tx, { caseId, regionId: event.regionId, patientId, open, responsibleUnitId, takenBy: takenBy ?? undefined, participants, version: event.version });
}
