import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { main } from '../src/authoring/main';
import { CONTENT_DIR } from '../src/content/read-library';

async function triage(words: string[], lines: string[] = [], now = '2026-11-25'): Promise<{ code: number; said: string[] }> {
  const said: string[] = [];
  const code = await main(words, { input: Readable.from(lines.map((line) => `${line}\n`)), print: (line) => said.push(...line.split('\n')), now: () => new Date(`${now}T12:00:00Z`) });
  return { code, said };
}

/** The content with one complaint changed, in a folder of its own. */
function changed(change: (text: string) => string, complaint = 'sore-throat'): string {
  const folder = mkdtempSync(join(tmpdir(), 'triage-authoring-'));
  cpSync(CONTENT_DIR, folder, { recursive: true });
  const file = join(folder, 'complaints', `${complaint}.yaml`);
  const before = readFileSync(file, 'utf8');
  if (change(before) === before) throw new Error('nothing was changed');
  writeFileSync(file, change(before));
  return folder;
}
const newer = (text: string): string => text.replace(/^version: .*$/m, 'version: 1.9.0').replace('atLeast: P8', 'atLeast: P7');

test('[TRI-3] check says that nothing is wrong, or names each fault by its path and ends with 1', async () => {
  expect(await triage(['check', 'sore-throat'])).toEqual({ code: 0, said: ['1 complaints without a fault.'] });
  const old = await triage(['check', 'sore-throat', '--content', changed((text) => text.replace(/reviewed: \S+/, 'reviewed: 2020-01-01'))]);
  expect(old.code).toBe(1);
  expect(old.said).toEqual(expect.arrayContaining([expect.stringMatching(/^sore-throat: rules\.\S+\.reviewed: 2020-01-01 is more than 24 months ago$/)]));
  expect(await triage(['check', '--content', changed((text) => text.replace('pregnancySafe', 'pregnancySave'))])).toMatchObject({ code: 1, said: expect.arrayContaining([expect.stringContaining('complaints/sore-throat.yaml: : Unrecognized key: "pregnancySave"')]) });
});

test('[TRI-3] report tells the ways of a complaint, and what misses a goal ends with 1', async () => {
  const { code, said } = await triage(['report', 'sore-throat']);
  expect(code).toBe(0);
  expect(said[0]).toMatch(/complaint .* questions median .* P1 within two screens .* P12$/);
  expect(said[1]).toMatch(/^sore-throat +\d+\.\d+\.\d+ +\d+ .*\d+ %/);
});

test('[TRI-3] diff says what changed, readable', async () => {
  const { said } = await triage(['diff', 'sore-throat', '--content', changed(newer), '--from', CONTENT_DIR]);
  expect(said[0]).toMatch(/^sore-throat 1\.\d\.\d \(\w{12}\) → 1\.9\.0 \(\w{12}\): 2 changes$/);
  expect(said.slice(1)).toEqual([expect.stringMatching(/^~ rules\./), '    atLeast: 8 → 7', expect.stringMatching(/^ {4}ifUnknown: 9 → 8$/), '~ complaint.sore-throat', expect.stringMatching(/^ {4}version: .* → 1\.9\.0$/)]);
});

test('[TRI-3] an author and a physician sign exactly one content, and one person cannot be both', async () => {
  const folder = changed(newer);
  const sign = (as: string, by: string) => triage(['sign', 'sore-throat', '--as', as, '--by', by, '--content', folder]);
  expect((await sign('author', 'Cecilia Brandt')).said).toEqual([expect.stringContaining('is signed as author by Cecilia Brandt'), 'sore-throat: not signed by a physician']);
  expect(await sign('physician', 'Cecilia Brandt')).toEqual({ code: 1, said: ['sore-throat: signed twice by the same person'] });
  expect((await sign('physician', 'Doris Ek')).said).toEqual([expect.stringContaining('is signed as physician by Doris Ek')]);
  expect(readFileSync(join(folder, 'signatures.yaml'), 'utf8').match(/sha256: \w{64}/g)).toHaveLength(2);
  writeFileSync(join(folder, 'complaints/sore-throat.yaml'), readFileSync(join(folder, 'complaints/sore-throat.yaml'), 'utf8').replace('version: 1.9.0', 'version: 1.9.1'));
  expect((await sign('author', 'Cecilia Brandt')).said).toContain('sore-throat: not signed by a physician');
});

describe('[TRI-3] play', () => {
  const asked = (said: string[]): string[] => said.filter((line) => /^\d+\. /.test(line));

  test('asks as a patient is asked, with step and reading level, and ends with the outcome and why', async () => {
    // Each screen takes the first of these that it can read: none of a list, no, not known.
    const lines = Array.from({ length: 40 }, () => ['', 'n', '?']).flat();
    const { code, said } = await triage(['play', 'sore-throat', '--age', '30y', '--sex', 'female', '--language', 'en'], lines);
    expect(code).toBe(0);
    expect(asked(said)[0]).toMatch(/^1\. Is any of this true right now\? {2}\(LIX \d+\)$/);
    expect(said.filter((line) => /^P\d+ [A-Z_]+ [A-Z_]+: /.test(line))).toHaveLength(1);
    expect(said.at(-1)).toMatch(new RegExp(`^ {2}${asked(said).length} steps, \\d+ questions, sore-throat .*demonstration`));
  });

  test('stops at 112, and tells answers it cannot read', async () => {
    const { said } = await triage(['play', 'sore-throat', '--age', '30y'], ['99', '2']);
    expect(asked(said)).toHaveLength(1);
    expect(said).toEqual(expect.arrayContaining(['  nummer på det som stämmer, ?3 vet ej, tom rad: inget', expect.stringMatching(/^P1 AMBULANCE/), expect.stringMatching(/^ {2}RULE danger-now: .* \[danger-breathing\]$/)]));
  });

  test('says so when the answers end too early, or the person is not told', async () => {
    expect(await triage(['play', 'sore-throat', '--age', '30y'], [''])).toMatchObject({ code: 1, said: expect.arrayContaining(['the answers end at step 2']) });
    expect(await triage(['play', 'sore-throat', '--age', 'thirty'])).toMatchObject({ code: 1, said: ['--age 30y or 80d, --sex female, male or unknown'] });
  });
});

test('[TRI-3] without a platform the commands that need one say so; an unknown one shows how it is used', async () => {
  for (const words of [['publish'], ['replay', 'sore-throat', '--region', 'halland'], ['diff', 'sore-throat']]) expect(await triage(words)).toEqual({ code: 1, said: [expect.stringContaining('npm start')] });
  expect(await triage(['publsh'])).toMatchObject({ code: 1, said: expect.arrayContaining([expect.stringContaining('npm run triage')]) });
  expect((await triage(['play', 'soar-throat', '--age', '30y'])).said[0]).toContain("there is no complaint 'soar-throat'");
});
