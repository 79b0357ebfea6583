// npm run bench: starts the platform on data of its own, puts a mixed load on it for some seconds, and prints the numbers.
import { createRequire } from 'node:module';
import { ensureInstalled, root } from './ensure-installed.mjs';

ensureInstalled();
process.chdir(root);
const require = createRequire(import.meta.url);
require('tsx/cjs/api').register();
const { bench } = require('../test/bench/bench.ts');
process.exit(await bench(process.argv.slice(2)));
