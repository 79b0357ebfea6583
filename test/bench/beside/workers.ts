import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuSecondsOfAll } from '../platform';
import { caseCount, query } from './beside';
import { type Contender, startField } from './contenders';
import { type Cost, measureRequests } from './requests';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const patienceMs = 60_000;

/**
 * One gateway of ours as one process and as two (decision 1005), the same requests one after the other; answers the exit code. `[seconds]` each, 10 when
 * not said. The subgraphs and who sends take processor time of the same machine, so two cores show less than two workers could do.
 */
export async function benchWorkers(args: string[]): Promise<number> {
  const seconds = Number(args[0] ?? 10);
  const field = await startField();
  try {
    field.change({ put: Array.from({ length: caseCount }, (_, i) => `case-${i}`), takenBy: 'nurse-1' });
    const authorization = await field.authorization();
    const costs: Cost[] = [];
    say(`\nOne gateway of several processes, ${seconds} s each, 64 requests at a time, a small federated query; ${availableParallelism()} cores for gateway, subgraphs and sender`);
    say(`  ${''.padEnd(12)}${'requests/s'.padStart(11)}${'CPU ms each'.padStart(13)}${'requests'.padStart(11)}${'CPU'.padStart(9)}${'supervisor ms'.padStart(15)}`);
    for (const workers of [1, 2]) {
      const gateway = await field.startOurs(`${workers} workers`, workers);
      await isAtRest(gateway);
      const cost = await measureRequests(gateway, authorization, (turn) => ({ query, variables: { id: `case-${turn % caseCount}` } }), seconds);
      costs.push(cost);
      const times = workers === 1 ? '' : `${`${(cost.perSecond / costs[0]!.perSecond).toFixed(2)} ×`.padStart(11)}${`${(cost.cpuMs / costs[0]!.cpuMs).toFixed(2)} ×`.padStart(9)}${cost.firstCpuMs.toFixed(3).padStart(15)}`;
      say(`  ${`${workers} worker${workers === 1 ? '' : 's'}`.padEnd(12)}${cost.perSecond.toFixed(0).padStart(11)}${cost.cpuMs.toFixed(3).padStart(13)}${times}${cost.wrong ? `  ${cost.wrong} answers were wrong` : ''}`);
    }
    return costs.some(({ wrong }) => wrong) ? 1 : 0;
  } finally {
    await field.stop();
  }
}

/** Until each worker has answered, and none plans the published documents ahead any more: that would be counted as the requests'. */
async function isAtRest({ name, url, pid }: Contender): Promise<void> {
  let before = NaN;
  for (const began = Date.now(); Date.now() - began < patienceMs; await sleep(1_000)) {
    const [ready, used] = [(await fetch(new URL('/health/ready', url), { headers: { connection: 'close' } })).ok, cpuSecondsOfAll(pid)!];
    if (ready && used - before < 0.1) return;
    before = used;
  }
  throw new Error(`${name} did not come to rest`);
}
