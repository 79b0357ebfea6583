import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepStaffName } from '../operations/keep-relations';

/** What the patient is told that a staff member is called (VIS-1). */
export async function onStaffChanged(tx: Tx, { data: { staffId, displayName }, version }: Envelope<'staff.changed'>): Promise<void> {
  await keepStaffName(tx, { staffId, displayName }, version);
}
