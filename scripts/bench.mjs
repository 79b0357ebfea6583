// npm run bench: how fast triage decides, the platform on data of its own with a mixed load for some seconds, the gateway beside another one, and as one and two processes.
// `npm run bench -- triage`, `-- gateways`, `-- workers` or `-- queue` prints that part alone. Exit code 1 when a stated bar is missed, an answer was wrong or a part failed.
import { createRequire } from 'node:module';
import { ensureInstalled, root } from './ensure-installed.mjs';

ensureInstalled();
process.chdir(root);
const require = createRequire(import.meta.url);
require('tsx/cjs/api').register();
const { missedBars } = require('../test/bench/bars.ts');
const { bench, benchQueue } = require('../test/bench/bench.ts');
const { benchTriage } = require('../test/bench/triage.ts');
const { besideHive } = require('../test/bench/beside/beside.ts');
const { benchWorkers } = require('../test/bench/beside/workers.ts');
const [first, ...rest] = process.argv.slice(2);
const parts = { triage: benchTriage, gateways: besideHive, workers: benchWorkers, queue: benchQueue };
const codes = first in parts
  ? [await parts[first](rest)]
  : [benchTriage([]), await bench(process.argv.slice(2)), await besideHive(process.argv.slice(2)), await benchWorkers(process.argv.slice(2))];
const missed = missedBars();
console.log(missed.length ? `\nMissed ${missed.length === 1 ? 'a bar' : `${missed.length} bars`}: ${missed.join('; ')}` : '\nNo stated bar was missed.');
process.exit(missed.length ? 1 : (codes.find(Boolean) ?? 0));
