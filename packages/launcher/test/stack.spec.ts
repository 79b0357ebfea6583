import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { freePort, portIsFree } from '@vardgraf/launcher/ports';
import { services } from '@vardgraf/launcher/services';
import type { Stack } from '@vardgraf/launcher/stack-file';
import { alive, launch, type Run } from './launch';

const readyWithin = 120_000; // the bench measures; here two other suites may share the two cores
jest.setTimeout(150_000);

const dataDir = mkdtempSync(join(tmpdir(), 'vardgraf-stack-'));
let env: Record<string, string>;
let run: Run;
const runs: Run[] = [];

function start(): Run {
  const started = launch('start', env);
  runs.push(started);
  return started;
}

beforeAll(async () => {
  chmodSync(dataDir, 0o755); // where PostgreSQL runs under another account than ours
  env = { DATA_DIR: dataDir, PORT: String(await freePort()), IDENTITY_PORT: String(await freePort()), RECEIVER_PORT: String(await freePort()), NODE_ENV: 'development' };
});
afterAll(async () => {
  for (const { child, exited } of runs) {
    child.kill('SIGTERM');
    await exited;
  }
  rmSync(dataDir, { recursive: true, force: true });
});

const stack = () => JSON.parse(readFileSync(join(dataDir, 'stack.json'), 'utf8')) as Stack;
const pidsOf = ({ processes, servers }: Stack) => [...Object.values(processes), ...Object.values(servers)].map((each) => each!.pid);

async function sql<T>(text: string): Promise<T[]> {
  const client = new Client({ connectionString: stack().databaseUrl });
  await client.connect();
  try {
    return (await client.query(text)).rows as T[];
  } finally {
    await client.end();
  }
}

/** Runs the commands of the screen as somebody would who copies them into one shell. */
async function paste(commands: string[]): Promise<string[]> {
  const { stdout } = await promisify(execFile)('bash', ['-c', commands.join('\necho; echo ----\n')]);
  return stdout.split('\n----\n').map((answer) => answer.trim());
}

async function allGone(pids: number[], withinMs: number): Promise<number[]> {
  for (const deadline = Date.now() + withinMs; pids.some(alive) && Date.now() < deadline; ) await sleep(100);
  return pids.filter(alive);
}

test('npm start runs every process on its own and ends with a screen whose three commands work', async () => {
  run = start();
  await run.until(/Ctrl-C stops everything/, readyWithin);
  expect(Object.keys(stack().processes).sort()).toEqual([...services.map(({ name }) => name), 'gateway', 'identity-provider', 'receiver'].sort());
  expect(new Set([...pidsOf(stack()), run.child.pid]).size).toBe(services.length + 6); // the three, two servers, the launcher
  for (const part of [`http://localhost:${env.PORT}/graphql`, '/health/live', '/health/ready', `http://localhost:${env.IDENTITY_PORT}/`, `http://localhost:${env.RECEIVER_PORT}/`, 'nurse', 'patient']) expect(run.output()).toContain(part);

  const commands = run.output().split('\n').filter((line) => /^(token\(\)|curl)/.test(line));
  expect(commands).toHaveLength(3);
  const [token, mine, queue] = await paste(commands);
  expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  expect(JSON.parse(mine!)).toEqual({ data: { me: { name: expect.any(String) }, myCases: expect.any(Array) } });
  expect(JSON.parse(queue!)).toEqual({ data: { queue: { totalCount: expect.any(Number), edges: expect.any(Array) } } });
});

test('[PAR-1] a partner gets a token by command, and sent messages have their page', async () => {
  const token = launch('token', env, '--partner', 'telephone-triage');
  expect(await token.exited).toBe(0);
  const response = await fetch(stack().graphUrl, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token.output().trim()}` }, body: '{"query":"{ me { kind personId } }"}' });
  expect(await response.json()).toEqual({ data: { me: { kind: 'PARTNER', personId: 'telephone-triage' } } });
  expect(statSync(stack().partnerKeys['telephone-triage']!).mode & 0o077).toBe(0);
  expect(await (await fetch(stack().receiverUrl)).text()).toContain('Skickade meddelanden');
});

test('a second start on the same data and a reset are refused while it runs', async () => {
  const other = launch('start', { ...env, PORT: String(await freePort()) });
  expect(await other.exited).toBe(1);
  expect(other.errors()).toBe(`Vårdgraf already runs on this data (process ${run.child.pid}); stop it there with Ctrl-C.\n`);
  const reset = launch('db-reset', env);
  expect(await reset.exited).toBe(1);
  expect(reset.errors()).toMatch(/^Vårdgraf runs on this data \(process \d+\); stop it with Ctrl-C, then run npm run db:reset again\.\n$/);
});

test('Ctrl-C stops everything and leaves nothing behind', async () => {
  await sql('CREATE TABLE public.kept AS SELECT 1 AS row');
  const pids = pidsOf(stack());
  run.child.kill('SIGINT');
  expect(await run.exited).toBe(0);
  expect(run.errors()).toBe('');
  expect(pids.filter(alive)).toEqual([]);
  expect(await portIsFree(Number(env.PORT))).toBe(true);
  expect(() => stack()).toThrow('ENOENT');
});

test('a second start keeps the data; a crashed process ends it with one sentence', async () => {
  run = start();
  await run.until(/Ctrl-C stops everything/, readyWithin);
  expect(await sql('SELECT row FROM public.kept')).toEqual([{ row: 1 }]);
  const pids = pidsOf(stack());
  process.kill(stack().processes.cases!.pid, 'SIGKILL');
  expect(await run.exited).toBe(1);
  expect(run.errors()).toMatch(/^cases stopped unexpectedly \(SIGKILL\) \(see .*cases\.log\)\.\n$/);
  expect(pids.filter(alive)).toEqual([]);
});

test('when the launcher itself is killed, everything it started goes', async () => {
  run = start();
  await run.until(/schema is up to date/, readyWithin);
  while (Object.keys(stack().processes).length === 0) await sleep(50);
  const pids = pidsOf(stack());
  run.child.kill('SIGKILL');
  await run.exited;
  expect(await allGone(pids, 15_000)).toEqual([]);
});

test('db:reset clears the data, whose next start is a first one', async () => {
  const reset = launch('db-reset', env);
  expect(await reset.exited).toBe(0);
  expect(() => readFileSync(join(dataDir, 'secrets.json'))).toThrow('ENOENT');
});
