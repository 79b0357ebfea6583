import { exitWithParent } from '@vardgraf/service-kit/exit-with-parent';
import { startTracing } from '@vardgraf/service-kit/start-tracing';
import { messagingEnv } from './env';
import { startMessaging } from './start';

async function main(): Promise<void> {
  const env = messagingEnv();
  exitWithParent(env.PARENT_PID);
  const stopTracing = await startTracing('messaging', env);
  const running = await startMessaging(env);
  const stop = (): void => void running.stop().then(stopTracing).then(() => process.exit(0), () => process.exit(1));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`messaging: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
