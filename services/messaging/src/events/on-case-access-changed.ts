import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepCaseAccess } from '../operations/keep-relations';

/** Who has taken or opened a case reads its thread; who has it writes (DIR-3). Units and roles that merely see the card read nothing. */
export async function onCaseAccessChanged(tx: Tx, event: Envelope<'case.access-changed'>): Promise<void> {
  const { caseId, open, units, responsibleUnitId, takenBy, participants } = event.data;
  await keepCaseAccess(tx, {
    caseId, regionId: event.regionId, responsibleUnitId, unitIds: [...new Set([responsibleUnitId, ...units.map((unit) => unit.unitId)])],
    staffIds: [...new Set([...participants, ...(takenBy ? [takenBy] : [])])], takenBy, closedAt: open ? null : event.time,
  }, event.version);
}
