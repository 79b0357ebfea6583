// npm test [-- --ring rules|service|promises|journeys|faults] [--full] [paths and options of jest]
import { createRequire } from 'node:module';
import { ensureInstalled, root } from './ensure-installed.mjs';

ensureInstalled();
process.chdir(root);
const require = createRequire(import.meta.url);
require('tsx/cjs/api').register();
const { runTests } = require('../test/run.ts');
process.exit(await runTests(process.argv.slice(2)));
