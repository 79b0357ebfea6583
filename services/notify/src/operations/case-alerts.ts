import type { Tx } from '@vardgraf/service-kit/transaction';
import { escalatedTo } from '../domain/destination';
import { type Occasion, raiseAlerts } from './raise-alerts';

type Case = Pick<Occasion, 'regionId' | 'caseId' | 'urgencyRank'>;

/** A new drop-in rings the phones of its unit (NOT-3). */
export async function alertOpened(tx: Tx, c: Case, unitId: string): Promise<void> {
  await raiseAlerts(tx, { ...c, cause: 'OPENED', step: 0 }, [unitId]);
}

/** A step of escalation rings those whom it adds (QUE-6). */
export async function alertEscalated(tx: Tx, c: Case, step: { number: number; unitId: string; addedRoles: readonly string[]; addedUnitIds: readonly string[] }): Promise<void> {
  await raiseAlerts(tx, { ...c, cause: 'ESCALATED', step: step.number }, escalatedTo(step.unitId, step.addedRoles, step.addedUnitIds));
}

/** A hand-over that nobody has answered in time rings the unit that was asked (HND-1). @param version number of the event: each hand-over rings once */
export async function alertOverdue(tx: Tx, c: Case, toUnitId: string, version: number): Promise<void> {
  await raiseAlerts(tx, { ...c, cause: 'HANDOVER_OVERDUE', step: version }, [toUnitId]);
}
