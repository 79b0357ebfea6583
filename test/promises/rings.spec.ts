import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { rings } from '../rings';

const root = resolve(__dirname, '../..');

/** Jest itself says which files it would run. */
async function filesOf(pattern?: string): Promise<string[]> {
  const args = [resolve(root, 'node_modules/jest/bin/jest.js'), '--listTests', ...(pattern ? ['--testPathPatterns', pattern] : [])];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  return stdout.split('\n').filter((line) => line.endsWith('.ts')).map((file) => file.slice(root.length + 1));
}

test('every test file belongs to exactly one ring, so that npm test runs each of them once', async () => {
  const [all, ...byRing] = await Promise.all([filesOf(), ...Object.values(rings).map((ring) => filesOf(ring.paths))]);
  for (const files of byRing) expect(files.length).toBeGreaterThan(0);
  expect(byRing.flat().sort()).toEqual(all!.sort());
}, 60_000);
