import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { repositoryRoot } from './paths';
import { programFile } from './programs';
import { StartFault } from './start-fault';
import type { Watchdog } from './watchdog';

/** A TypeScript program to run as a process of its own. */
export interface Program {
  name: string;
  script: string;
  env: NodeJS.ProcessEnv;
  logDir: string;
  watchdog: Watchdog;
}

/** A running program. */
export interface RunningProgram {
  name: string;
  pid: number;
  /** Settles with the exit code (or the signal's name) when the process is gone. */
  exited: Promise<number | string>;
  /** One sentence on why the process is gone, with its own last words. */
  epitaph(how: number | string): string;
  /** Asks it to drain, and kills it after ten seconds. */
  stop(): Promise<void>;
}

const patienceMs = 10_000;

/** Starts the program straight in node, in a process group of its own: Ctrl-C reaches the launcher only, which stops things in order. */
export function startProgram(program: Program): RunningProgram {
  mkdirSync(program.logDir, { recursive: true });
  const logFile = resolve(program.logDir, `${program.name}.log`);
  const log = openSync(logFile, 'w');
  const child = spawn(process.execPath, ['--enable-source-maps', programFile(program.script)], {
    cwd: repositoryRoot, detached: true, stdio: ['ignore', log, log], env: { ...program.env, PARENT_PID: String(process.pid) },
  });
  closeSync(log);
  const exited = new Promise<number | string>((done) => child.once('exit', (code, signal) => done(code ?? signal ?? 'unknown')).once('error', (fault) => done(fault.message)));
  if (child.pid) program.watchdog.guard(child.pid, 'SIGTERM');
  void exited.then(() => child.pid && program.watchdog.release(child.pid));
  return {
    name: program.name, pid: child.pid ?? 0, exited,
    // Whom a signal ends does not get to say why: the last line of its log would read like a reason.
    epitaph: (how) => `${program.name} stopped unexpectedly (${typeof how === 'number' ? `exit code ${how}): ${lastWords(logFile)}` : `${how})`} (see ${logFile}).`,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      await exited;
      clearTimeout(late);
    },
  };
}

/** Runs a program to its end. Throws StartFault when it fails. */
export async function runToEnd(program: Program): Promise<void> {
  const running = startProgram(program);
  const how = await running.exited;
  if (how !== 0) throw new StartFault(running.epitaph(how));
}

/** Waits until the process answers `/health/ready` with 200. Throws StartFault when it ends first, or is not ready in time. */
export async function untilReady(running: RunningProgram, origin: string, withinMs = 60_000): Promise<void> {
  let gone: number | string | undefined;
  void running.exited.then((how) => { gone = how; });
  let reasons = 'it does not answer';
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await sleep(100)) {
    if (gone !== undefined) throw new StartFault(running.epitaph(gone));
    try {
      const response = await fetch(`${origin}/health/ready`, { signal: AbortSignal.timeout(2_000) });
      if (response.ok) return;
      reasons = ((await response.json()) as { reasons?: string[] }).reasons?.join(', ') ?? `status ${response.status}`;
    } catch {
      reasons = 'it does not answer';
    }
  }
  throw new StartFault(`${running.name} was not ready within ${withinMs / 1000} seconds: ${reasons}.`);
}

/** The last line that says what went wrong: the message of a pino line, or the name line of a stack trace. */
function lastWords(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trim().split('\n').map(said).filter((line) => line !== '');
  const fault = lines.findLast((line) => /error|fatal|fail|refus|cannot|invalid|required|EADDRINUSE/i.test(line));
  return (fault ?? lines.at(-1) ?? 'it said nothing').trim().replace(/\.$/, '').slice(0, 300);
}

function said(line: string): string {
  if (/^\s+(at |\{|\}|[a-zA-Z]+:)/.test(line) || /^Node\.js v/.test(line)) return '';
  if (!line.startsWith('{')) return line;
  try {
    const { level, msg, err } = JSON.parse(line) as { level?: number; msg?: string; err?: { message?: string } };
    return (level ?? 0) >= 50 ? `Error: ${err?.message ?? msg ?? ''}` : (msg ?? '');
  } catch {
    return line;
  }
}
