// npm run db:reset: clears the data that npm start keeps under .data.
import { createRequire } from 'node:module';
import { ensureInstalled, refuse, root } from './ensure-installed.mjs';

ensureInstalled();
process.chdir(root);
const require = createRequire(import.meta.url);
require('tsx/cjs/api').register();
try {
  console.log(require('../packages/launcher/src/reset.ts').reset());
} catch (fault) {
  refuse(fault.message);
}
