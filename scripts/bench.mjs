// npm run bench: how fast triage decides, then the platform on data of its own with a mixed load for some seconds. `npm run bench -- triage` prints the first alone.
import { createRequire } from 'node:module';
import { ensureInstalled, root } from './ensure-installed.mjs';

ensureInstalled();
process.chdir(root);
const require = createRequire(import.meta.url);
require('tsx/cjs/api').register();
const { bench } = require('../test/bench/bench.ts');
const { benchTriage } = require('../test/bench/triage.ts');
const [first, ...rest] = process.argv.slice(2);
const triage = benchTriage(first === 'triage' ? rest : []);
process.exit(first === 'triage' ? triage : (await bench(process.argv.slice(2))) || triage);
