import { startTestServers, type TestServers } from './servers';

declare global {
  var testServers: TestServers | undefined;
}

/** Gives `npx jest <path>` its servers. `npm test` has started them before; rule tests (only *.test.ts asked for) need none. */
export default async function globalSetup(config: { maxWorkers: number; testPathPatterns?: { patterns: string[] } }): Promise<void> {
  if (process.env.TEST_PG_ADMIN_URLS !== undefined) return;
  const asked = config.testPathPatterns?.patterns ?? [];
  if (asked.length > 0 && asked.every((pattern) => /\.test(\.ts|\\\.ts)?\$?$/.test(pattern))) return;
  globalThis.testServers = await startTestServers(config.maxWorkers);
  Object.assign(process.env, globalThis.testServers.env);
}
