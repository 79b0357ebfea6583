import { exitWithParent } from '@vardgraf/service-kit/exit-with-parent';
import { env } from './env';
import { startIdentityProvider } from './start';

async function main(): Promise<void> {
  const own = env();
  exitWithParent(own.PARENT_PID);
  const running = await startIdentityProvider(own);
  const stop = () => void running.stop().then(() => process.exit(0));
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
