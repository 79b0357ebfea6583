import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepStaff } from '../operations/keep-relations';

/** Who works where in which role: they are told what comes to it (NOT-5). */
export async function onStaffChanged(tx: Tx, { regionId, version, data }: Envelope<'staff.changed'>): Promise<void> {
  await keepStaff(tx, { staffId: data.staffId, regionId, commissions: data.active ? data.commissions : [] }, version);
}
