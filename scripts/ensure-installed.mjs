// Plain JavaScript without packages: this runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Ends with one sentence and exit code 1. */
export function refuse(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Runs `npm ci` when there are no packages or the lock file has changed since they were installed. */
export function ensureInstalled() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) refuse(`Node ${process.versions.node} is too old: version 20.19 or newer is needed.`);
  const lock = createHash('sha256').update(readFileSync(`${root}package-lock.json`)).digest('hex');
  const stamp = `${root}node_modules/.vardgraf-lock`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  if (!fitsLockFile()) {
    console.log('Installing packages (npm ci) …');
    const windows = process.platform === 'win32';
    const { status } = spawnSync(windows ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit', shell: windows });
    if (status !== 0) refuse('The packages could not be installed: npm ci failed (its reasons stand above).');
  }
  writeFileSync(stamp, lock);
}

/** Somebody may have run npm by hand: npm's own list of what it installed tells whether it fits the lock file. */
function fitsLockFile() {
  const list = `${root}node_modules/.package-lock.json`;
  if (!existsSync(list)) return false;
  const wanted = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')).packages;
  const installed = JSON.parse(readFileSync(list, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (!path.startsWith('node_modules/') || optional || link) return true;
    return installed[path]?.version === version;
  });
}
