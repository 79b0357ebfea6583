import { readEnv } from '@vardgraf/service-kit/env';
import { exitWithParent } from '@vardgraf/service-kit/exit-with-parent';
import { startTracing } from '@vardgraf/service-kit/start-tracing';
import { brokerEnv } from './env';
import { startIdentityBroker } from './start';

async function main(): Promise<void> {
  const env = readEnv(brokerEnv);
  exitWithParent(env.PARENT_PID);
  const stopTracing = await startTracing('identity-broker', env);
  const running = await startIdentityBroker(env);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void running.stop().then(stopTracing).then(() => process.exit(0)));
}

main().catch((error: unknown) => {
  process.stderr.write(`identity-broker: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
