import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { StartFault } from '@vardgraf/launcher/start-fault';
import { rings, type Ring } from './rings';
import { startTestServers, type TestServers } from './servers';

const lingerMs = 15_000;
const root = resolve(__dirname, '..');

interface Plan {
  ring?: Ring;
  full: boolean;
  /** Paths and options handed to jest as they are. */
  rest: string[];
}

interface Counts {
  passed: number;
  failed: number;
}

/** Runs the rings asked for (all of them by default) on private servers, ends with the line `N passed, N failed`, and answers the exit code. */
export async function runTests(args: string[]): Promise<number> {
  let servers: TestServers | undefined;
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
  const total: Counts = { passed: 0, failed: 0 };
  try {
    const plan = readPlan(args);
    const paths = plan.rest.some((arg) => !arg.startsWith('-'));
    const chosen: (Ring | undefined)[] = plan.ring ? [plan.ring] : paths ? [undefined] : (Object.keys(rings) as Ring[]);
    const workers = Math.max(1, Math.min(2, availableParallelism()));
    for (const ring of chosen) {
      if (stopping.signal.aborted) break;
      if (ring !== 'rules') servers ??= await startTestServers(workers);
      if (chosen.length > 1) process.stdout.write(`\n── ${ring} ──\n`);
      const counts = await runJest(ring, plan, workers, servers, stopping.signal);
      total.passed += counts.passed;
      total.failed += counts.failed;
    }
  } catch (fault) {
    if (!(fault instanceof StartFault)) throw fault;
    process.stderr.write(`${fault.message}\n`);
    total.failed += 1;
  } finally {
    await servers?.stop();
  }
  if (stopping.signal.aborted) return 130;
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
  return total.failed === 0 ? 0 : 1;
}

function readPlan(args: string[]): Plan {
  const plan: Plan = { full: false, rest: [] };
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index]!;
    const ring = arg === '--ring' ? args[++index] : arg.startsWith('--ring=') ? arg.slice('--ring='.length) : undefined;
    if (arg === '--full') plan.full = true;
    else if (ring !== undefined || arg === '--ring') {
      if (!ring || !(ring in rings)) throw new StartFault(`--ring takes one of ${Object.keys(rings).join(', ')}, not ${ring ?? 'nothing'}.`);
      plan.ring = ring as Ring;
    } else plan.rest.push(arg);
  }
  return plan;
}

/** Runs one jest process to its end. */
async function runJest(ring: Ring | undefined, plan: Plan, workers: number, servers: TestServers | undefined, stop: AbortSignal): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'vardgraf-counts-'));
  const file = join(folder, 'counts.json');
  const args = [
    join(root, 'node_modules/jest/bin/jest.js'), '--passWithNoTests', `--maxWorkers=${ring ? Math.min(workers, rings[ring].workers) : workers}`,
    ...plan.rest, ...(ring ? ['--testPathPatterns', rings[ring].paths] : []),
  ];
  const env = servers?.env ?? { TEST_PG_ADMIN_URLS: '[]', TEST_NATS_URLS: '[]' };
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env, TEST_COUNTS_FILE: file, ...(plan.full && { TEST_FULL: '1' }) } });
  const release = child.pid ? servers?.guard(child.pid) : undefined;
  const kill = () => child.kill('SIGTERM');
  stop.addEventListener('abort', kill);
  const lingering = killWhenLingering(child, file);
  const code = await new Promise<number>((done) => child.once('exit', (status) => done(status ?? 1)));
  clearInterval(lingering);
  release?.();
  stop.removeEventListener('abort', kill);
  const counts = readCounts(file);
  rmSync(folder, { recursive: true, force: true });
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** Jest waits for ever for what a test has left open; after its last word it gets fifteen seconds, and a failure. */
function killWhenLingering(child: ChildProcess, file: string): NodeJS.Timeout {
  let since: number | undefined;
  return setInterval(() => {
    if (existsSync(file)) since ??= Date.now();
    if (since === undefined || Date.now() - since < lingerMs) return;
    process.stderr.write('Jest did not end after its last test: a test has left something open (--detectOpenHandles tells what).\n');
    child.kill('SIGKILL');
  }, 500);
}

function readCounts(file: string): Counts {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Counts;
  } catch {
    return { passed: 0, failed: 1 }; // jest ended without a word: killed, or its configuration is broken
  }
}
