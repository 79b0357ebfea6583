import { exitWithParent } from '@vardgraf/service-kit/exit-with-parent';
import { startTracing } from '@vardgraf/service-kit/start-tracing';
import { notifyEnv } from './env';
import { startNotify } from './start';

async function main(): Promise<void> {
  const env = notifyEnv();
  exitWithParent(env.PARENT_PID);
  const stopTracing = await startTracing('notify', env);
  const running = await startNotify(env);
  const stop = (): void => void running.stop().then(stopTracing).then(() => process.exit(0), () => process.exit(1));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`notify: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
