// npm run bench: how fast triage decides, the platform on data of its own with a mixed load for some seconds, the gateway beside another one, and as one and two processes.
// `npm run bench -- triage`, `-- gateways`, `-- workers` or `-- queue` prints that part alone.
import { createRequire } from 'node:module';
import { ensureInstalled, root } from './ensure-installed.mjs';

ensureInstalled();
process.chdir(root);
const require = createRequire(import.meta.url);
require('tsx/cjs/api').register();
const { bench, benchQueue } = require('../test/bench/bench.ts');
const { benchTriage } = require('../test/bench/triage.ts');
const { besideHive } = require('../test/bench/beside/beside.ts');
const { benchWorkers } = require('../test/bench/beside/workers.ts');
const [first, ...rest] = process.argv.slice(2);
const parts = { triage: benchTriage, gateways: besideHive, workers: benchWorkers, queue: benchQueue };
if (first in parts) process.exit(await parts[first](rest));
const codes = [benchTriage([]), await bench(process.argv.slice(2)), await besideHive(process.argv.slice(2)), await benchWorkers(process.argv.slice(2))];
process.exit(codes.find((code) => code !== 0) ?? 0);
