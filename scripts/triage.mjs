// npm run triage -- check|report|diff|sign|publish|replay|play: the tools of those who write triage content. Without a word it says how they are used.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { ensureInstalled, root } from './ensure-installed.mjs';

ensureInstalled();
process.chdir(root);
const require = createRequire(import.meta.url);
require('tsx/cjs/api').register();
const { main } = require('../services/triage/src/authoring/main.ts');
process.exitCode = await main(process.argv.slice(2), { databaseUrl: databaseUrl(), input: process.stdin, print: (line) => void process.stdout.write(`${line}\n`), now: () => new Date() });

/** Of triage on the platform that `npm start` runs in another terminal. */
function databaseUrl() {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  const dataDir = resolve(process.env.DATA_DIR ?? '.data');
  const { runningStack, secretsOf } = require('../packages/launcher/src/stack-file.ts');
  const { serviceUrl } = require('../packages/service-kit/src/migrate.ts');
  const stack = runningStack(dataDir);
  return stack && serviceUrl(stack.databaseUrl, 'triage', secretsOf(dataDir).service);
}
