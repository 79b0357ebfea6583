// npm run build: joins the programs into the few files that a start runs; npm start and the tests do it by themselves.
import { createRequire } from 'node:module';
import { ensureInstalled, root } from './ensure-installed.mjs';

ensureInstalled();
process.chdir(root);
const require = createRequire(import.meta.url);
require('tsx/cjs/api').register();
await require('../packages/launcher/src/programs.ts').buildPrograms();
