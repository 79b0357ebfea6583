import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { WebhookSeal } from '../operations/webhook-seal';

/**
 * Seals partners' secrets with AES-256-GCM, bound to their endpoint. The file has a key a line (32 bytes, base64): the first seals, all of them open, so
 * that a new key is put first and the old one goes when no endpoint has a secret of its.
 * @throws Error when the file cannot be read or a line is no key; it never repeats what the file says
 */
export function webhookSealOf(file: string | undefined): WebhookSeal | undefined {
  if (file === undefined) return undefined;
  const keys = readFileSync(file, 'utf8').split('\n').map((line) => line.trim()).filter(Boolean).map((line) => Buffer.from(line, 'base64'));
  if (keys.length === 0 || keys.some((key) => key.length !== 32)) throw new Error('WEBHOOK_KEY_FILE: a key a line, each 32 bytes in base64');
  const byName = new Map(keys.map((key) => [nameOf(key), key]));
  return {
    newSecret: () => `whsec_${randomBytes(32).toString('base64')}`,
    seal(secret, endpointId) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', keys[0]!, iv).setAAD(Buffer.from(endpointId));
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return [nameOf(keys[0]!), iv.toString('base64url'), cipher.getAuthTag().toString('base64url'), sealed.toString('base64url')].join('.');
    },
    open(text, endpointId) {
      const [name, iv, tag, sealed] = text.split('.') as [string, string, string, string];
      const key = byName.get(name);
      if (!key) return undefined;
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), { authTagLength: 16 }).setAAD(Buffer.from(endpointId)).setAuthTag(Buffer.from(tag, 'base64url'));
        return Buffer.concat([decipher.update(Buffer.from(sealed, 'base64url')), decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}

/** Tells keys apart, and tells nothing of them. */
function nameOf(key: Buffer): string {
  return createHash('sha256').update('vardgraf webhook key ').update(key).digest('base64url').slice(0, 8);
}
