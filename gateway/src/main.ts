import { readEnv } from '@vardgraf/service-kit/env';
import { exitWithParent } from '@vardgraf/service-kit/exit-with-parent';
import { gatewayEnv } from './env';
import { startGateway } from './start';

async function main(): Promise<void> {
  const env = readEnv(gatewayEnv);
  exitWithParent(env.PARENT_PID);
  const running = await startGateway(env);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void running.stop().then(() => process.exit(0)));
}

main().catch((error: unknown) => {
  process.stderr.write(`gateway: ${(error as Error).message}\n`);
  process.exit(1);
});
