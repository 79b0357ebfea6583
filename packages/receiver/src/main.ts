import { exitWithParent } from '@vardgraf/service-kit/exit-with-parent';
import { env } from './env';
import { startReceiver } from './start';

async function main(): Promise<void> {
  const own = env();
  exitWithParent(own.PARENT_PID);
  const running = await startReceiver(own);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void running.stop().then(() => process.exit(0)));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
