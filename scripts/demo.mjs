// npm run demo: plays a day on the platform that `npm start` runs in another terminal, and exits with 1 when anything is not as told.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { ensureInstalled, root } from './ensure-installed.mjs';

ensureInstalled();
process.chdir(root);
const require = createRequire(import.meta.url);
require('tsx/cjs/api').register();
const { demo } = require('../test/demo/demo.ts');
process.exit(await demo(resolve(process.env.DATA_DIR ?? '.data')));
