import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { repositoryRoot } from '@vardgraf/launcher/paths';
import { programFile } from '@vardgraf/launcher/programs';
import { frontDoors, receiverScript, services, sources } from '@vardgraf/launcher/services';
import type { SubgraphName } from '@vardgraf/schema/subgraphs';
import { readEnv } from '@vardgraf/service-kit/env';
import type { Running } from '@vardgraf/service-kit/http';
import type { z } from 'zod';

export type ServiceName = Exclude<SubgraphName, 'live'>;
export type PartName = ServiceName | 'identity-provider' | 'receiver' | 'gateway';

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

const ownDoors: Record<Exclude<PartName, ServiceName>, () => Promise<Start>> = {
  'identity-provider': async () => {
    const [{ startIdentityProvider }, { identityEnv }] = [await import('@vardgraf/identity-provider/start'), await import('@vardgraf/identity-provider/env')];
    return (env) => startIdentityProvider(readEnv(identityEnv, env));
  },
  receiver: async () => {
    const [{ startReceiver }, { receiverEnv }] = [await import('@vardgraf/receiver/start'), await import('@vardgraf/receiver/env')];
    return (env) => startReceiver(readEnv(receiverEnv, env));
  },
  gateway: async () => {
    const [{ gatewayEnv }, { startGateway }] = [await import('@vardgraf/gateway/env'), await import('@vardgraf/gateway/start')];
    return (env) => startGateway(readEnv(gatewayEnv, env));
  },
};

/** Loads a part's code. Loading blocks this process for a second or more: before any connection is being opened, or that one times out. */
export function loadPart(name: PartName): Promise<Start> {
  return isDoor(name) ? ownDoors[name]() : loadService(name);
}

/** Every service names its two the same way: start.ts has `startCases`, env.ts `casesEnv`, a schema or a function that reads it. */
async function loadService(name: ServiceName): Promise<Start> {
  const folder = dirname(serviceSources(name).main);
  const start = ((await import(join(folder, 'start.ts'))) as Record<string, (env: unknown) => Promise<Running>>)[`start${name[0]!.toUpperCase()}${name.slice(1)}`];
  const schema = ((await import(join(folder, 'env.ts'))) as Record<string, z.ZodType | ((env: Record<string, string>) => unknown)>)[`${name}Env`];
  if (!start || !schema) throw new Error(`services/${name} must export start${name[0]!.toUpperCase()}${name.slice(1)} from start.ts and ${name}Env from env.ts`);
  return (env) => start(typeof schema === 'function' ? schema(env) : readEnv(schema, env));
}

function isDoor(name: PartName): name is Exclude<PartName, ServiceName> {
  return name in ownDoors;
}

function serviceSources(name: ServiceName): ReturnType<typeof sources> {
  return sources(services.find((service) => service.name === name)!);
}

function scriptOf(name: PartName): string {
  if (name === 'receiver') return receiverScript;
  return name === 'gateway' || name === 'identity-provider' ? frontDoors[name] : serviceSources(name).main;
}

/** Starts a part in this process through the same start function as its main.ts. */
export async function startInProcess(name: PartName, env: Record<string, string>): Promise<Part> {
  const running = await (await loadPart(name))({ ...env, NODE_ENV: 'test' });
  return {
    name, url: running.url, stop: () => running.stop(), log: () => '',
    kill: async () => { throw new Error(`${name} runs in this process: start the stack with processes: true`); },
  };
}

/** Starts a part as a child process, as the launcher does. It ends with this process. */
export async function startAsProcess(name: PartName, env: Record<string, string>): Promise<Part> {
  const folder = mkdtempSync(join(tmpdir(), `vardgraf-${name}-`));
  const file = join(folder, 'log');
  const log = openSync(file, 'w');
  const inherited = Object.fromEntries(['PATH', 'HOME', 'TMPDIR', 'LANG'].map((key) => [key, process.env[key] ?? '']));
  const child = spawn(process.execPath, ['--enable-source-maps', programFile(scriptOf(name))], {
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
