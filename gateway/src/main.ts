import { readEnv } from '@vardgraf/service-kit/env';
import { exitWithParent } from '@vardgraf/service-kit/exit-with-parent';
import { startTracing } from '@vardgraf/service-kit/start-tracing';
import { gatewayEnv } from './env';
import { startGateway } from './start';

async function main(): Promise<void> {
  const env = readEnv(gatewayEnv);
  exitWithParent(env.PARENT_PID);
  const stopTracing = await startTracing('gateway', env);
  const running = await startGateway(env);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void running.stop().then(stopTracing).then(() => process.exit(0)));
}

main().catch((error: unknown) => {
  process.stderr.write(`gateway: ${(error as Error).message}\n`);
  process.exit(1);
});
