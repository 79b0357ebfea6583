import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { z } from 'zod';

const storedKeys = z.object({
  /** Newest first. */
  keys: z.array(z.object({ kid: z.string(), madeAt: z.iso.datetime(), jwk: z.record(z.string(), z.unknown()) })).min(1),
  cookieSecret: z.string().min(20),
});
type StoredKeys = z.infer<typeof storedKeys>;

export interface SigningKeys {
  /** Private ES256 keys. The first signs; the others are only published: one that will sign soon, and those of tokens signed before. */
  jwks: { keys: JWK[] };
  cookieSecret: string;
}

export interface SigningKeyOptions {
  /** Shared by all processes that sign under one name (mode 600); without it each process makes its own keys. */
  file?: string;
  /** A key older than this gives way to a new one; 30 days. */
  rotateAfterMs?: number;
  /** How long a new key is published before it signs, so that whoever verifies has it first; 5 minutes. */
  publishFirstMs?: number;
  now?: () => Date;
}

const day = 24 * 3_600_000;
/** The one that signs, the one that will, the one that did. */
const published = 3;
/** A process that died while it wrote is not waited for longer. */
const writingMs = 60_000;

/**
 * ES256 keys that change while the process runs (DIR-2). A new key is published first and signs later, and the one before stays published until the
 * rotation after: no token is ever signed by a key that a verifier has had no chance to read. Files are replaced whole, by one process at a time.
 * `refresh` is to be called every half minute or so.
 */
export class SigningKeyRing {
  private constructor(private readonly o: Required<Omit<SigningKeyOptions, 'file'>> & { file: string | undefined }, private stored: StoredKeys) {}

  /** @throws Error when the file holds no keys that can be read */
  static async open(options: SigningKeyOptions = {}): Promise<SigningKeyRing> {
    const o = { file: undefined, rotateAfterMs: 30 * day, publishFirstMs: 5 * 60_000, now: () => new Date(), ...options };
    const ring = new SigningKeyRing(o, readFile(o.file) ?? (await madeFirst(o.file, o.now())));
    await ring.refresh();
    return ring;
  }

  get current(): SigningKeys {
    const { keys, cookieSecret } = this.stored;
    const signer = this.signer();
    const ordered = [signer, ...keys.filter((key) => key !== signer)];
    return { jwks: { keys: ordered.map(({ kid, jwk }) => ({ ...jwk, kid, alg: 'ES256', use: 'sig' }) as JWK) }, cookieSecret };
  }

  /** When the key was made that signs now. */
  get madeAt(): Date {
    return new Date(this.signer().madeAt);
  }

  /** With none that has been out long enough the eldest signs: it is the one that most have read. */
  private signer(): StoredKeys['keys'][number] {
    const from = this.o.now().getTime() - this.o.publishFirstMs;
    return this.stored.keys.find(({ madeAt }) => Date.parse(madeAt) <= from) ?? this.stored.keys.at(-1)!;
  }

  /** Reads what another process or a person wrote, and makes the next key when it is time. @throws Error when the file cannot be read or written */
  async refresh(): Promise<void> {
    const now = this.o.now();
    this.stored = readFile(this.o.file) ?? (this.o.file === undefined ? this.stored : await madeFirst(this.o.file, now));
    if (now.getTime() - Date.parse(this.stored.keys[0]!.madeAt) <= this.o.rotateAfterMs) return;
    const next = { ...this.stored, keys: [await newKey(now), ...this.stored.keys].slice(0, published) };
    if (this.o.file === undefined || replaceFile(this.o.file, next)) this.stored = next;
  }
}

/** What may be told of keys. */
export function publicKeys(keys: readonly JWK[]): { keys: JWK[] } {
  return { keys: keys.map(({ kty, crv, x, y, kid, alg, use }) => ({ kty, crv, x, y, kid, alg, use })) };
}

async function newKey(now: Date): Promise<StoredKeys['keys'][number]> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { kid: randomBytes(8).toString('hex'), madeAt: now.toISOString(), jwk: { ...(await exportJWK(privateKey)) } };
}

/** Two that start at once agree on the file that is there in the end. */
async function madeFirst(file: string | undefined, now: Date): Promise<StoredKeys> {
  const made = { keys: [await newKey(now)], cookieSecret: randomBytes(32).toString('base64url') };
  if (file === undefined || replaceFile(file, made, 'unless there')) return made;
  for (const deadline = Date.now() + 5_000; Date.now() < deadline; await new Promise((done) => setTimeout(done, 50))) {
    const others = readFile(file);
    if (others) return others;
  }
  throw new Error(`${file} is being written by another process that does not finish.`);
}

function readFile(file: string | undefined): StoredKeys | undefined {
  return file !== undefined && existsSync(file) ? storedKeys.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

/** A crash in the middle leaves the old file or the new one, never half of it. @returns false when another process is writing, or has written what shall not be replaced */
function replaceFile(file: string, content: StoredKeys, when?: 'unless there'): boolean {
  const fresh = `${file}.new`;
  const writingSince = statSync(fresh, { throwIfNoEntry: false })?.mtimeMs; // who writes may be ready at any moment
  if (writingSince !== undefined && Date.now() - writingSince > writingMs) rmSync(fresh, { force: true });
  try {
    writeFileSync(fresh, JSON.stringify(content, null, 2), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  // Looked at by who alone may write now: another may have made the file since it was found missing.
  if (when && existsSync(file)) {
    rmSync(fresh);
    return false;
  }
  renameSync(fresh, file);
  return true;
}
