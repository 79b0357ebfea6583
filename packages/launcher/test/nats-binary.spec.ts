import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { natsBinary } from '@vardgraf/launcher/nats-binary';
import { assertChecksum, type NatsSource } from '@vardgraf/launcher/nats-release';
import { StartFault } from '@vardgraf/launcher/start-fault';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'vardgraf-nats-')); });
afterEach(() => rmSync(folder, { recursive: true }));

const source = (fetch: NatsSource['fetch']): NatsSource => ({ title: 'a shop', applies: () => true, fetch });
const working = source(async (into) => {
  writeFileSync(join(into, 'server'), '#!/bin/sh\nexit 0\n');
  chmodSync(join(into, 'server'), 0o755);
  return join(into, 'server');
});

test('without any nats-server the launcher says so in one sentence, with the reason of each place it asked', async () => {
  const closed = source(async () => { throw new Error('closed today.\nat some line'); });
  const attempt = natsBinary(undefined, { installed: ['no-such-nats-server'], cached: join(folder, 'nats-server'), sources: [closed] });
  await expect(attempt).rejects.toThrow(new StartFault('No nats-server was found on this machine and none could be fetched (a shop: closed today); install it or set NATS_URL.'));
  expect(readdirSync(folder)).toEqual([]);
});

test('a fetched nats-server is kept and not fetched again', async () => {
  const cached = join(folder, 'nats-server');
  expect(await natsBinary(undefined, { installed: [], cached, sources: [working] })).toBe(cached);
  const asked = source(async () => { throw new Error('asked twice'); });
  expect(await natsBinary(undefined, { installed: [], cached, sources: [asked] })).toBe(cached);
});

test('an archive that does not run here is not kept', async () => {
  const foreign = source(async (into) => {
    writeFileSync(join(into, 'server'), 'not a program');
    return join(into, 'server');
  });
  await expect(natsBinary(undefined, { installed: [], cached: join(folder, 'nats-server'), sources: [foreign] })).rejects.toThrow('it does not run on this machine');
  expect(existsSync(join(folder, 'nats-server'))).toBe(false);
});

test('a release with another checksum is refused', () => {
  expect(() => assertChecksum(Buffer.from('something else'), '00')).toThrow('expected checksum');
});
