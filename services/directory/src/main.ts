import { readEnv } from '@vardgraf/service-kit/env';
import { exitWithParent } from '@vardgraf/service-kit/exit-with-parent';
import { startTracing } from '@vardgraf/service-kit/start-tracing';
import { directoryEnv } from './env';
import { startDirectory } from './start';

async function main(): Promise<void> {
  const env = readEnv(directoryEnv);
  exitWithParent(env.PARENT_PID);
  const stopTracing = await startTracing('directory', env);
  const running = await startDirectory(env);
  const stop = () => void running.stop().then(stopTracing).then(() => process.exit(0), () => process.exit(1));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`directory: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
