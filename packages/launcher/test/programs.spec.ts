import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { cacheDir, repositoryRoot } from '../src/paths';
import { buildPrograms, programFile } from '../src/programs';

const stampFile = resolve(cacheDir, 'programs/built-from.json');

test('the programs are built again when a source has changed since, and only then', async () => {
  await buildPrograms();
  expect(await buildPrograms()).toBe(false);

  const now = readFileSync(stampFile, 'utf8');
  writeFileSync(stampFile, JSON.stringify({ ...JSON.parse(now), 'gateway/src/main.ts': 'the hash of another text' }));
  expect(await buildPrograms()).toBe(true);
  expect(readFileSync(stampFile, 'utf8')).toBe(now);
  expect(readFileSync(programFile(resolve(repositoryRoot, 'gateway/src/main.ts')), 'utf8')).toContain('// gateway/src/main.ts');
}, 60_000);
