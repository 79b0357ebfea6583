import type { PatientActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { type PushDevice, tooMany } from '../domain/push-device';
import { deleteDevice, devicesOf, holdDevices, insertDevice, saveDeviceKeys } from '../storage/push-device-store';

export type NewDevice = Pick<PushDevice, 'clientId' | 'endpoint' | 'p256dh' | 'auth'>;
export type Registered = { is: 'DONE'; device: PushDevice } | { is: 'PUSH_OFF' };

/** Lets the patient's browser be told by web push; the same browser again is the same device (NOT-1). @param on whether the installation has a key */
export async function registerPushDevice(db: Database, actor: PatientActor, on: boolean, input: NewDevice, requestId?: string): Promise<Registered> {
  if (!on) return { is: 'PUSH_OFF' };
  return transact(db, actor, async (tx): Promise<Registered> => {
    const { regionId, personId } = actor;
    await holdDevices(tx, personId);
    const devices = await devicesOf(tx, regionId, personId);
    const known = devices.find(({ clientId }) => clientId === input.clientId) ?? devices.find(({ endpoint }) => endpoint === input.endpoint);
    if (known) return { is: 'DONE', device: await withKeys(tx, known, input) };
    for (const old of tooMany(devices)) await deleteDevice(tx, regionId, old.id);
    const device: PushDevice = { ...input, id: v7(), regionId, personId, registeredAt: await tx.now() };
    await insertDevice(tx, device);
    tx.audit({ action: 'registerPushDevice', what: `push-device/${device.id}`, patientId: personId, regionId, requestId });
    return { is: 'DONE', device };
  });
}

async function withKeys(tx: Tx, known: PushDevice, { endpoint, p256dh, auth }: NewDevice): Promise<PushDevice> {
  if (known.endpoint !== endpoint || (known.p256dh === p256dh && known.auth === auth)) return known;
  const renewed = { ...known, p256dh, auth };
  await saveDeviceKeys(tx, renewed);
  return renewed;
}
