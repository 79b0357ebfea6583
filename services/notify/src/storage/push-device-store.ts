import type { Tx } from '@vardgraf/service-kit/transaction';
import type { PushDevice } from '../domain/push-device';

const columns = `id, region_id AS "regionId", person_id AS "personId", client_id AS "clientId", endpoint, p256dh, auth, registered_at AS "registeredAt"`;

/** Lets one transaction at a time change the devices of a person, until it ends. */
export async function holdDevices(tx: Tx, personId: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`notify.push-device/${personId}`]);
}

/** The person's devices, in the order of their ids. */
export async function devicesOf(tx: Tx, regionId: string, personId: string): Promise<PushDevice[]> {
  return tx.query<PushDevice>(`SELECT ${columns} FROM push_device WHERE region_id = $1 AND person_id = $2 ORDER BY id`, [regionId, personId]);
}

/** The device; undefined when it has been removed. */
export async function deviceOf(tx: Tx, regionId: string, id: string): Promise<PushDevice | undefined> {
  return (await tx.query<PushDevice>(`SELECT ${columns} FROM push_device WHERE region_id = $1 AND id = $2`, [regionId, id]))[0];
}

export async function insertDevice(tx: Tx, d: PushDevice): Promise<void> {
  await tx.query(
    'INSERT INTO push_device (id, region_id, person_id, client_id, endpoint, p256dh, auth, registered_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [d.id, d.regionId, d.personId, d.clientId, d.endpoint, d.p256dh, d.auth, d.registeredAt]);
}

/** A browser may have made new keys for the address that it has. */
export async function saveDeviceKeys(tx: Tx, d: PushDevice): Promise<void> {
  await tx.query('UPDATE push_device SET p256dh = $3, auth = $4 WHERE region_id = $1 AND id = $2', [d.regionId, d.id, d.p256dh, d.auth]);
}

export async function deleteDevice(tx: Tx, regionId: string, id: string): Promise<void> {
  await tx.query('DELETE FROM push_device WHERE region_id = $1 AND id = $2', [regionId, id]);
}
