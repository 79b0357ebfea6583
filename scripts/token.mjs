// npm run -s token -- --partner telephone-triage: prints an access token of a partner of the running platform.
import { createRequire } from 'node:module';
import { ensureInstalled, refuse, root } from './ensure-installed.mjs';

ensureInstalled();
process.chdir(root);
const require = createRequire(import.meta.url);
require('tsx/cjs/api').register();
try {
  console.log(await require('../packages/launcher/src/token.ts').partnerToken(process.argv.slice(2)));
} catch (fault) {
  refuse(fault.message);
}
