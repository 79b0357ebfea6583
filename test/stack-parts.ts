import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { repositoryRoot } from '@vardgraf/launcher/paths';
import { frontDoors, services, sources } from '@vardgraf/launcher/services';
import { readEnv } from '@vardgraf/service-kit/env';
import type { Running } from '@vardgraf/service-kit/http';

export type ServiceName = 'directory' | 'triage' | 'cases' | 'oversight';
export type PartName = ServiceName | 'identity-provider' | 'gateway';

/** One started part of the stack, in this process or in its own. */
export interface Part {
  name: PartName;
  url: string;
  /** Of a process of its own. */
  pid?: number;
  /** Drains and ends. */
  stop(): Promise<void>;
  /** kill -9; only a process of its own can be killed. */
  kill(): Promise<void>;
  /** What it has logged; only of a process of its own. */
  log(): string;
}

type Start = (env: Record<string, string>) => Promise<Running>;

/** Loads a part's code. Loading blocks this process for a second or more: before any connection is being opened, or that one times out. */
export const loadPart: Record<PartName, () => Promise<Start>> = {
  directory: async () => {
    const [{ startDirectory }, { directoryEnv }] = [await import('@vardgraf/directory/start'), await import('@vardgraf/directory/env')];
    return (env) => startDirectory(readEnv(directoryEnv, env));
  },
  triage: async () => {
    const [{ startTriage }, { triageEnv }] = [await import('@vardgraf/triage/start'), await import('@vardgraf/triage/env')];
    return (env) => startTriage(triageEnv(env));
  },
  cases: async () => {
    const [{ startCases }, { casesEnv }] = [await import('@vardgraf/cases/start'), await import('@vardgraf/cases/env')];
    return (env) => startCases(casesEnv(env));
  },
  oversight: async () => {
    const [{ startOversight }, { oversightEnv }] = [await import('@vardgraf/oversight/start'), await import('@vardgraf/oversight/env')];
    return (env) => startOversight(oversightEnv(env));
  },
  'identity-provider': async () => {
    const [{ startIdentityProvider }, { identityEnv }] = [await import('@vardgraf/identity-provider/start'), await import('@vardgraf/identity-provider/env')];
    return (env) => startIdentityProvider(readEnv(identityEnv, env));
  },
  gateway: async () => {
    const [{ gatewayEnv }, { startGateway }] = [await import('@vardgraf/gateway/env'), await import('@vardgraf/gateway/start')];
    return (env) => startGateway(readEnv(gatewayEnv, env));
  },
};

/** Starts a part in this process through the same start function as its main.ts. */
export async function startInProcess(name: PartName, env: Record<string, string>): Promise<Part> {
  const running = await (await loadPart[name]())({ ...env, NODE_ENV: 'test' });
  return {
    name, url: running.url, stop: () => running.stop(), log: () => '',
    kill: async () => { throw new Error(`${name} runs in this process: start the stack with processes: true`); },
  };
}

/** Starts a part as a child process, as the launcher does. It ends with this process. */
export async function startAsProcess(name: PartName, env: Record<string, string>): Promise<Part> {
  const script = name === 'gateway' || name === 'identity-provider' ? frontDoors[name] : sources(services.find((service) => service.name === name)!).main;
  const folder = mkdtempSync(join(tmpdir(), `vardgraf-${name}-`));
  const file = join(folder, 'log');
  const log = openSync(file, 'w');
  const inherited = Object.fromEntries(['PATH', 'HOME', 'TMPDIR', 'LANG'].map((key) => [key, process.env[key] ?? '']));
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    cwd: repositoryRoot, stdio: ['ignore', log, log], env: { ...inherited, NODE_ENV: 'development', ...env, PARENT_PID: String(process.pid) },
  });
  closeSync(log);
  const exited = new Promise<void>((done) => child.once('exit', () => done()).once('error', () => done()));
  const gone = () => child.exitCode !== null || child.signalCode !== null;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!gone()) child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await exited;
    clearTimeout(late);
  };
  return {
    name, url: `http://127.0.0.1:${env['PORT']}`, pid: child.pid!,
    stop: async () => { await end('SIGTERM'); rmSync(folder, { recursive: true, force: true }); },
    kill: () => end('SIGKILL'),
    log: () => readFileSync(file, 'utf8'),
  };
}

/** Waits for 200 from /health/ready. @throws Error with the reasons, and the last lines of the log, after so many milliseconds */
export async function untilReady(part: Part, withinMs = 60_000): Promise<void> {
  let reasons = 'it does not answer';
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await sleep(25)) {
    try {
      const response = await fetch(`${part.url}/health/ready`, { signal: AbortSignal.timeout(2_000) });
      if (response.ok) return;
      reasons = ((await response.json()) as { reasons?: string[] }).reasons?.join(', ') ?? `status ${response.status}`;
    } catch (error) {
      reasons = `it does not answer (${(error as Error).message})`;
    }
  }
  throw new Error(`${part.name} is not ready: ${reasons}\n${part.log().slice(-2_000)}`);
}
