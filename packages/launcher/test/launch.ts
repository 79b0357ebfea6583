import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = resolve(__dirname, '../../..');

/** A run of one of the scripts as a person would start it, in a data folder of its own. */
export interface Run {
  child: ChildProcess;
  /** Everything printed so far. */
  output(): string;
  errors(): string;
  exited: Promise<number | null>;
  /** Waits until the output matches; fails with everything printed when the program ends before. */
  until(pattern: RegExp, withinMs: number): Promise<void>;
}

/** Starts `node scripts/<name>.mjs` with these variables on top of a bare environment. */
export function launch(script: 'start' | 'db-reset' | 'token' | 'dead', env: Record<string, string>, ...args: string[]): Run {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [resolve(root, `scripts/${script}.mjs`), ...args], { cwd: root, env: { PATH, HOME, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.on('data', (bytes: Buffer) => { output += bytes.toString(); });
  child.stderr.on('data', (bytes: Buffer) => { errors += bytes.toString(); });
  const exited = new Promise<number | null>((done) => child.once('close', (code) => done(code)));
  return {
    child, exited, output: () => output, errors: () => errors,
    async until(pattern, withinMs) {
      for (const deadline = Date.now() + withinMs; !pattern.test(output); await sleep(50)) {
        if (child.exitCode !== null || Date.now() > deadline) throw new Error(`${pattern} did not appear:\n${output}${errors}`);
      }
    },
  };
}

/** True while the process exists. */
export function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
