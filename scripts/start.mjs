// npm start: installs what is missing, then hands over to packages/launcher.
import { ensureInstalled, root } from './ensure-installed.mjs';

ensureInstalled();
process.chdir(root);
await import('tsx');
await import('../packages/launcher/src/main.ts');
