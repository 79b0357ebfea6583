import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Stack, writeStack } from '../src/stack-file';

const processes = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`process-${n}`, { pid: n, url: `http://127.0.0.1:${n}` }]));
const stack: Stack = { pid: 1, startedAt: '', graphUrl: '', identityUrl: '', receiverUrl: '', partnerKeys: {}, databaseUrl: '', natsUrl: '', servers: { postgres: undefined, nats: undefined }, processes };

/** Reads the file again and again until it has done so 300 times; counts how often it was not whole. */
const reader = `
  const { workerData: { file, counts } } = require('node:worker_threads');
  const { readFileSync } = require('node:fs');
  const [reads, halves] = [0, 1];
  while (Atomics.add(counts, reads, 1) < 300) {
    try { JSON.parse(readFileSync(file, 'utf8')); } catch { Atomics.add(counts, halves, 1); }
  }`;

test('who reads where the platform is while that is written anew finds the old or the new, never half of it, and nobody else can read it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vardgraf-stack-file-'));
  try {
    writeStack(folder, stack);
    const counts = new Int32Array(new SharedArrayBuffer(8));
    const other = new Worker(reader, { eval: true, workerData: { file: join(folder, 'stack.json'), counts } });
    const ended = once(other, 'exit');
    await once(other, 'online');
    while (Atomics.load(counts, 0) < 300) writeStack(folder, stack);
    await ended;
    expect(Atomics.load(counts, 1)).toBe(0);
    expect([readdirSync(folder), statSync(join(folder, 'stack.json')).mode & 0o077]).toEqual([['stack.json'], 0]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
