import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { fallbackHome, reachableDataDir } from './embedded-postgres';
import { launcherEnv } from './env';
import { runningStack } from './stack-file';
import { StartFault } from './start-fault';

/** Clears what `npm start` keeps. Answers one sentence; throws StartFault while the platform runs or when the data is not ours to clear. */
export function reset(): string {
  const env = launcherEnv();
  const running = runningStack(env.DATA_DIR);
  if (running) throw new StartFault(`Vårdgraf runs on this data (process ${running.pid}); stop it with Ctrl-C, then run npm run db:reset again.`);
  if (env.DATABASE_URL) throw new StartFault('DATABASE_URL names a PostgreSQL of your own, which npm run db:reset leaves alone; drop and create that database yourself.');
  const wanted = resolve(env.DATA_DIR, 'postgres');
  if (reachableDataDir(wanted) !== wanted) rmSync(fallbackHome(wanted), { recursive: true, force: true });
  rmSync(env.DATA_DIR, { recursive: true, force: true });
  return 'The data is cleared; npm start seeds it anew.';
}
