import { exitWithParent } from '@vardgraf/service-kit/exit-with-parent';
import { startTracing } from '@vardgraf/service-kit/start-tracing';
import { bookingEnv } from './env';
import { startBooking } from './start';

async function main(): Promise<void> {
  const env = bookingEnv();
  exitWithParent(env.PARENT_PID);
  const stopTracing = await startTracing('booking', env);
  const running = await startBooking(env);
  const stop = (): void => void running.stop().then(stopTracing).then(() => process.exit(0), () => process.exit(1));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`booking: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
