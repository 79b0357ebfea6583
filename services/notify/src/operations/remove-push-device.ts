import type { PatientActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { deleteDevice, deviceOf, holdDevices } from '../storage/push-device-store';

/** The patient's browser is told no more; of somebody else's there is nothing to find (NOT-1). What is planned for it is cancelled when its time comes. */
export async function removePushDevice(db: Database, actor: PatientActor, deviceId: string, requestId?: string): Promise<{ is: 'DONE'; deviceId: string } | { is: 'NOT_FOUND' }> {
  const { regionId, personId } = actor;
  return transact(db, actor, async (tx) => {
    await holdDevices(tx, personId);
    const device = await deviceOf(tx, regionId, deviceId);
    if (device?.personId !== personId) return { is: 'NOT_FOUND' };
    await deleteDevice(tx, regionId, deviceId);
    tx.audit({ action: 'removePushDevice', what: `push-device/${deviceId}`, patientId: personId, regionId, requestId });
    return { is: 'DONE', deviceId };
  });
}
