import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A way to get a nats-server that is not on the machine; leaves it in the folder and answers its path, or throws. */
export interface NatsSource {
  title: string;
  applies(): boolean;
  fetch(folder: string): Promise<string>;
}

const version = '2.11.8';

/** SHA-256 of the release's archives, as in its file SHA256SUMS: pinned here, since a sum fetched beside the archive would prove nothing. */
const sums: Record<string, string> = {
  'linux-amd64': '397a6deffb5533e160de0cca322bc3dcaec7fb7282d66a3dfa87a9c183152ad1',
  'linux-arm64': 'b08936cb1dc0ae7086137bda14c352df64397c4af45ed2b392705c19585aeb84',
  'darwin-amd64': '002c943c1ed39c55cc5e024debfc02685111fcb2b1cbd887aad39ac977037477',
  'darwin-arm64': '23e0c5354c2da385708946a21900c944fcb9a3bbfd02aae27a4ae750dea0b682',
};

const target = `${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`;
const name = `nats-server-v${version}-${target}`;

/** The official release for this machine; refused unless the archive has the pinned checksum. */
export const natsRelease: NatsSource = {
  title: `official release ${version}`,
  applies: () => target in sums,
  async fetch(folder) {
    const response = await fetch(`https://github.com/nats-io/nats-server/releases/download/v${version}/${name}.tar.gz`, { signal: AbortSignal.timeout(120_000) });
    if (!response.ok) throw new Error(`github.com answered ${response.status}`);
    const archive = Buffer.from(await response.arrayBuffer());
    assertChecksum(archive, sums[target]!);
    writeFileSync(join(folder, 'nats.tar.gz'), archive);
    await promisify(execFile)('tar', ['-xzf', 'nats.tar.gz'], { cwd: folder });
    return join(folder, name, 'nats-server');
  },
};

/** Throws when the bytes are not the ones the checksum was made of. */
export function assertChecksum(bytes: Buffer, sha256: string): void {
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error('the archive does not have the expected checksum');
}
