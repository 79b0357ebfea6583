import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { z } from 'zod';

const storedKeys = z.object({
  /** The first signs; the others are only published, for tokens signed before. */
  keys: z.array(z.object({ kid: z.string(), madeAt: z.iso.datetime(), jwk: z.record(z.string(), z.unknown()) })).min(1),
  cookieSecret: z.string().min(20),
});
type StoredKeys = z.infer<typeof storedKeys>;

export interface SigningKeys {
  jwks: { keys: JWK[] };
  cookieSecret: string;
}

const rotateAfterMs = 30 * 24 * 3_600_000;
const published = 2;

/**
 * ES256 keys, read from the file or made and kept there (mode 600), so that tokens outlive a restart. A key older than 30 days
 * gives way to a new one and stays published until the next rotation.
 */
export async function signingKeys(file: string | undefined, now: Date): Promise<SigningKeys> {
  const before = file !== undefined && existsSync(file) ? storedKeys.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
  const stale = before === undefined || now.getTime() - Date.parse(before.keys[0]!.madeAt) > rotateAfterMs;
  const kept: StoredKeys = stale ? await withNewKey(before, now) : before;
  if (file !== undefined && stale) replaceFile(file, JSON.stringify(kept, null, 2));
  return { jwks: { keys: kept.keys.map(({ kid, jwk }) => ({ ...jwk, kid, alg: 'ES256', use: 'sig' }) as JWK) }, cookieSecret: kept.cookieSecret };
}

async function withNewKey(before: StoredKeys | undefined, now: Date): Promise<StoredKeys> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const fresh = { kid: randomBytes(8).toString('hex'), madeAt: now.toISOString(), jwk: { ...(await exportJWK(privateKey)) } };
  return { keys: [fresh, ...(before?.keys ?? [])].slice(0, published), cookieSecret: before?.cookieSecret ?? randomBytes(32).toString('base64url') };
}

/** A crash in the middle leaves the old file or the new one, never half of it. */
function replaceFile(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
