import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { natsRelease, type NatsSource } from './nats-release';
import { cacheDir } from './paths';
import { StartFault } from './start-fault';

const run = promisify(execFile);

/** Where to look and whom to ask; tests narrow it. */
export interface NatsSearch {
  installed: string[];
  cached: string;
  sources: NatsSource[];
}

/** Debian's own package, unpacked into the cache: installing it would also start a server on port 4222. */
const debianPackage: NatsSource = {
  title: "Debian's package nats-server",
  applies: () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get') && existsSync('/usr/bin/dpkg-deb'),
  async fetch(folder) {
    const download = () => run('apt-get', ['download', '-o', 'APT::Sandbox::User=root', 'nats-server'], { cwd: folder, timeout: 120_000 });
    await download().catch(async () => {
      await run('apt-get', ['update'], { timeout: 180_000 });
      await download();
    });
    const file = readdirSync(folder).find((name) => name.endsWith('.deb'));
    if (!file) throw new Error('apt-get brought no package');
    await run('dpkg-deb', ['-x', file, 'unpacked'], { cwd: folder });
    return join(folder, 'unpacked/usr/sbin/nats-server');
  },
};

const everywhere: NatsSearch = {
  installed: ['nats-server', '/usr/sbin/nats-server', '/usr/local/bin/nats-server', '/opt/homebrew/bin/nats-server'],
  cached: resolve(cacheDir, 'nats/nats-server'),
  sources: [debianPackage, natsRelease],
};

/**
 * Finds a nats-server: on PATH or in the usual places, in our cache, from Debian when we are root, from the official release with its
 * checksum. What is fetched stays in the cache. Throws StartFault, in one sentence, when there is none.
 */
export async function natsBinary(progress: (line: string) => void = () => {}, search: NatsSearch = everywhere): Promise<string> {
  for (const candidate of [...search.installed, search.cached]) if (runs(candidate)) return candidate;
  const reasons: string[] = [];
  mkdirSync(resolve(search.cached, '..'), { recursive: true });
  for (const source of search.sources.filter((each) => each.applies())) {
    progress(`Fetching NATS (${source.title}) …`);
    const folder = mkdtempSync(resolve(search.cached, '../fetch-'));
    try {
      const fetched = await source.fetch(folder);
      if (!runs(fetched)) throw new Error('it does not run on this machine');
      renameSync(fetched, search.cached);
      return search.cached;
    } catch (fault) {
      reasons.push(`${source.title}: ${reasonOf(fault)}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  throw new StartFault(`No nats-server was found on this machine and none could be fetched${reasons.length ? ` (${reasons.join('; ')})` : ''}; install it or set NATS_URL.`);
}

function reasonOf(fault: unknown): string {
  const { stderr, message, cause } = fault as { stderr?: string; message?: string; cause?: { code?: string } };
  return cause?.code ?? (stderr || message || String(fault)).trim().split('\n')[0]!.replace(/^E: /, '').replace(/\.$/, '');
}

function runs(binary: string): boolean {
  if (binary.startsWith('/') && !existsSync(binary)) return false;
  return spawnSync(binary, ['--version'], { stdio: 'ignore' }).status === 0;
}
