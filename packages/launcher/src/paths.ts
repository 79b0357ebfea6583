import { resolve } from 'node:path';

/** The folder of package.json, wherever the process was started from. */
export const repositoryRoot = resolve(__dirname, '../../..');

/** What `npm start` keeps between two starts; `npm run db:reset` clears it. */
export const defaultDataDir = resolve(repositoryRoot, '.data');

/** Downloads that may be thrown away at any time. */
export const cacheDir = resolve(repositoryRoot, '.cache');
