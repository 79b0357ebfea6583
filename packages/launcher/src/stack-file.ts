import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** What `.data/stack.json` tells other programs about the running stack. */
export interface Stack {
  /** The launcher's process. */
  pid: number;
  startedAt: string;
  graphUrl: string;
  identityUrl: string;
  /** The page of sent messages. */
  receiverUrl: string;
  /** File with the private key of each partner client, by client id. */
  partnerKeys: Record<string, string>;
  /** Superuser's address, password included: the file is readable by its owner only. */
  databaseUrl: string;
  natsUrl: string;
  /** Milliseconds from the launcher's first line to a ready graph; absent until then. */
  readyAfterMs?: number;
  /** The private servers; those of DATABASE_URL and NATS_URL have no process of ours. */
  servers: Record<'postgres' | 'nats', { pid: number } | undefined>;
  processes: Record<string, { pid: number; url: string }>;
}

/** Passwords made at the first start. */
export interface Secrets {
  postgres: string;
  service: string;
}

/** The stack of a data folder, if its launcher is alive. */
export function runningStack(dataDir: string): Stack | undefined {
  const file = resolve(dataDir, 'stack.json');
  if (!existsSync(file)) return undefined;
  const stack = JSON.parse(readFileSync(file, 'utf8')) as Stack;
  return isLauncher(stack.pid) ? stack : undefined;
}

/** Whole at once: others read it at any moment. */
export function writeStack(dataDir: string, stack: Stack): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const file = resolve(dataDir, 'stack.json');
  writeFileSync(`${file}.new`, `${JSON.stringify(stack, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export function removeStack(dataDir: string): void {
  rmSync(resolve(dataDir, 'stack.json'), { force: true });
}

/** Reads the passwords of the data folder, or makes and keeps them. */
export function secretsOf(dataDir: string): Secrets {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const file = resolve(dataDir, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  const secrets = { postgres: randomBytes(18).toString('base64url'), service: randomBytes(18).toString('base64url') };
  writeFileSync(file, `${JSON.stringify(secrets)}\n`, { mode: 0o600 });
  return secrets;
}

/** A number may have gone to another program since: the process must also look like a launcher, where that can be seen. */
function isLauncher(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  try {
    const command = existsSync('/proc/self/cmdline') ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
    return /scripts\/start\.mjs|launcher\/src\/main/.test(command);
  } catch {
    return true;
  }
}
