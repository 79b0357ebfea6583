import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Partner systems that a development stack knows (PAR-1). */
export const partnerClients = [
  { clientId: 'telephone-triage', name: 'Telefontriage Gävleborg', regionId: 'gavleborg', scopes: ['consultations:submit', 'patients:identify', 'triage:assist', 'webhooks:manage'] },
] as const;

/** Services that ask another one by themselves; the client id is the service's name. */
export const serviceClients = [{ clientId: 'notify', scopes: ['contacts:read'] }] as const;

/** Where the keys of the machine clients lie. */
export interface MachineKeys {
  /** The registry for the identity provider: public keys only. */
  clientsFile: string;
  /** Private key (PKCS#8 PEM) of each client, by client id. */
  keyFiles: Record<string, string>;
  /** notify's pair for web push (RFC 8292), as JSON. */
  pushKeyFile: string;
  /** What notify seals partners' webhook secrets with. */
  webhookKeyFile: string;
}

/** Makes the EC keys that are not there yet, and writes the registry anew from all of them. Whoever can read the folder can be any of them. */
export function machineKeys(folder: string): MachineKeys {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const keyFiles: Record<string, string> = {};
  const withKey = <C extends { clientId: string }>(client: C) => {
    const file = resolve(folder, `${client.clientId}.pem`);
    keyFiles[client.clientId] = file;
    return { ...client, publicKeys: [publicKeyOf(file)] };
  };
  const registry = { partners: partnerClients.map(withKey), services: serviceClients.map(withKey) };
  const clientsFile = resolve(folder, 'clients.json');
  replaceFile(clientsFile, `${JSON.stringify(registry, null, 2)}\n`);
  return { clientsFile, keyFiles, pushKeyFile: pushKey(resolve(folder, 'web-push.json')), webhookKeyFile: webhookKey(resolve(folder, 'webhook-keys.txt')) };
}

/** Browsers bind their subscriptions to the public key: it is made once. */
function pushKey(file: string): string {
  if (existsSync(file)) return file;
  const { x, y, d } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const publicKey = Buffer.concat([Buffer.from([4]), Buffer.from(x!, 'base64url'), Buffer.from(y!, 'base64url')]).toString('base64url');
  replaceFile(file, `${JSON.stringify({ publicKey, privateKey: d, subject: 'mailto:no-reply@vardgraf.test' })}\n`);
  return file;
}

/** Sealed secrets open with the key that sealed them: it is made once. */
function webhookKey(file: string): string {
  if (!existsSync(file)) replaceFile(file, `${randomBytes(32).toString('base64')}\n`);
  return file;
}

function publicKeyOf(file: string): object {
  if (!existsSync(file)) replaceFile(file, generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
  return createPublicKey(readFileSync(file, 'utf8')).export({ format: 'jwk' });
}

/** A crash in the middle leaves the old file or the new one, never half of it. */
function replaceFile(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
