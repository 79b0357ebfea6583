import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@vardgraf/launcher/ports';
import type { Stack as StackFile } from '@vardgraf/launcher/stack-file';

/** A platform started by `npm start`'s own script on an empty data folder. */
export interface Platform {
  stack: StackFile;
  /** Milliseconds from starting the script to a ready graph. */
  readyMs: number;
  stop(): Promise<void>;
}

const patienceMs = 90_000;

/** Starts it on free ports. @throws Error with what it printed when it is not ready in time */
export async function startPlatform(): Promise<Platform> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vardgraf-bench-'));
  const file = join(dataDir, 'stack.json');
  const [port, identityPort, receiverPort] = [await freePort(), await freePort(), await freePort()];
  const began = performance.now();
  const child = spawn(process.execPath, [resolve(__dirname, '../../scripts/start.mjs')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), IDENTITY_PORT: String(identityPort), RECEIVER_PORT: String(receiverPort), LOG_LEVEL: 'warn', RATE_PER_MINUTE: '1000000', RATE_PER_MINUTE_ANONYMOUS: '1000000' },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => { said += bytes.toString(); });
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
    rmSync(dataDir, { recursive: true, force: true });
  };
  for (;;) {
    const stack = existsSync(file) ? read(file) : undefined;
    if (stack?.readyAfterMs !== undefined) return { stack, readyMs: performance.now() - began, stop };
    if (child.exitCode !== null || performance.now() - began > patienceMs) {
      await stop();
      throw new Error(`The platform did not start:\n${said}`);
    }
    await sleep(20);
  }
}

function read(file: string): StackFile | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as StackFile;
  } catch {
    return undefined; // half written
  }
}

/** Resident memory of a process in megabytes; undefined where the system does not tell. */
export function residentMb(pid: number): number | undefined {
  try {
    const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line ? Number(line[1]) / 1024 : undefined;
  } catch {
    return undefined;
  }
}

/** Seconds of processor time a process has used; undefined where the system does not tell. */
export function cpuSeconds(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return undefined;
  }
}

/** As {@link cpuSeconds}, of the process and the processes that it has started itself. */
export function cpuSecondsOfAll(pid: number): number | undefined {
  const own = cpuSeconds(pid);
  if (own === undefined) return undefined;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return children.reduce((sum, child) => sum + (cpuSeconds(Number(child)) ?? 0), own);
}
