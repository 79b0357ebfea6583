import cluster from 'node:cluster';
import { readEnv } from '@vardgraf/service-kit/env';
import { exitWithParent } from '@vardgraf/service-kit/exit-with-parent';
import { createLog } from '@vardgraf/service-kit/log';
import { startTracing } from '@vardgraf/service-kit/start-tracing';
import { gatewayEnv, workerCount } from './env';
import { startGateway } from './start';
import { Supervisor } from './workers/supervisor';

const endings = ['SIGTERM', 'SIGINT'] as const;

async function main(): Promise<void> {
  const env = readEnv(gatewayEnv);
  exitWithParent(env.PARENT_PID);
  const workers = workerCount(env);
  if (workers > 1 && cluster.isPrimary) {
    const supervisor = new Supervisor(env, workers);
    for (const signal of endings) process.once(signal, () => void supervisor.stop().then(() => process.exit(0)));
    process.on('SIGHUP', () => void supervisor.roll());
    await supervisor.start();
    return;
  }
  // For supervisors; left to itself the signal would end this process without draining.
  process.on('SIGHUP', () => createLog('gateway', env.LOG_LEVEL).warn('one process is not renewed by SIGHUP; restart it'));
  const stopTracing = await startTracing('gateway', env);
  const running = await startGateway(env);
  for (const signal of endings) process.once(signal, () => void running.stop().then(stopTracing).then(() => process.exit(0)));
}

main().catch((error: unknown) => {
  process.stderr.write(`gateway: ${(error as Error).message}\n`);
  process.exit(1);
});
