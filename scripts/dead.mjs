// npm run dead -- list|replay|revive: the events and timers that wait for a person. Without a word it says how it is used.
import { ensureInstalled, root } from './ensure-installed.mjs';

ensureInstalled();
process.chdir(root);
await import('tsx');
await import('../packages/launcher/src/dead-main.ts');
