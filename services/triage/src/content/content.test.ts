import { mkdtempSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPacks } from '../domain/check-pack';
import { pathFaults, pathStatistics } from '../domain/path-statistics';
import { textsOf } from '../domain/checks/words';
import { loadPacks } from './load';
import { CONTENT_DIR, ContentFault } from './read-library';

const packs = loadPacks();
const TODAY = '2026-11-21';

test('[TRI-3] the shipped content passes every check that blocks publication', () => {
  expect(checkPacks(packs, TODAY)).toEqual([]);
}, 60_000);

test('[TRI-3] every pack says that it is a demonstration, in its data and in both languages', () => {
  for (const pack of packs) expect([pack.demonstration, !!pack.texts.demonstration?.sv, !!pack.texts.demonstration?.en]).toEqual([true, true, true]);
});

test('[TRI-4] the texts for 112, the emergency department and the crisis card are in every pack', () => {
  for (const pack of packs) {
    for (const key of ['dangerTitle', 'dangerText', 'call112', 'emergencyDepartment', 'crisisCard', 'noneOfThese', 'dontKnow', 'selfCareChat', 'sendAnyway', 'closed112', 'closed1177', 'closedEmergencyDepartment']) expect([pack.id, key, !!pack.texts[key]]).toEqual([pack.id, key, true]);
    expect(pack.texts.call112!.sv).toContain('112');
  }
});

test('[TRI-1] S20: every text is there in both languages', () => {
  for (const pack of packs) for (const { path, text } of textsOf(pack)) expect([path, Object.keys(text).sort().join()]).toEqual([path, 'en,sv']);
});

test('[TRI-1] the way to an outcome is short: median at most ten screens, at most 22, P1 within two', () => {
  for (const pack of packs) expect([pack.id, pathFaults(pathStatistics(pack))]).toEqual([pack.id, []]);
}, 60_000);

test('[TRI-3] equal content gives an equal hash, and any changed word another', () => {
  expect(loadPacks().map((pack) => pack.sha256)).toEqual(packs.map((pack) => pack.sha256));
  const folder = copy('findings/throat.yaml', (text) => text.replace('Rösten låter grötig', 'Rösten är grötig'));
  const before = new Map(packs.map((pack) => [pack.id, pack.sha256]));
  expect(loadPacks(folder).filter((pack) => pack.sha256 !== before.get(pack.id)).map((pack) => pack.id)).toEqual(['sore-throat']);
});

test.each([
  ['an unknown word', 'complaints/cough.yaml', 'pregnancySafe: false', 'pregnancySave: false', 'complaints/cough.yaml: : Unrecognized key: "pregnancySave"'],
  ['a condition outside the grammar', 'complaints/cough.yaml', 'when: cough-choked', 'when: { not: cough-choked }', 'complaints/cough.yaml: rules.7.when: not in the closed grammar'],
  ['a priority nobody has', 'complaints/cough.yaml', 'outcome: P9', 'outcome: P13', 'complaints/cough.yaml: base.outcome: a priority is written P1 … P12'],
  ['an empty text', 'complaints/cough.yaml', 'name: { sv: "Hosta"', 'name: { sv: ""', 'complaints/cough.yaml: name.sv: '],
  ['a module that is not there', 'complaints/cough.yaml', '- module: fever', '- module: fewer', "cough: no module 'fewer'"],
  ['a question that is not there', 'complaints/cough.yaml', '  - fever-returned\n', '  - fever-came-back\n', "screens: no finding 'fever-came-back'"],
  ['broken YAML', 'modules/fever.yaml', 'screens:', 'screens: [', 'modules/fever.yaml: '],
  ['a question defined twice', 'findings/throat.yaml', 'throat-drooling:', 'fever:', "findings: 'fever' is defined twice"],
])('[TRI-3] %s is refused with its path', (_what, file, from, to, fault) => {
  const folder = copy(file, (text) => text.replace(from, to));
  let faults: string[] = [];
  try {
    loadPacks(folder);
  } catch (error) {
    if (!(error instanceof ContentFault)) throw error;
    faults = error.faults;
  }
  expect(faults).toEqual(expect.arrayContaining([expect.stringContaining(fault)]));
});

function copy(file: string, change: (text: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), 'triage-content-'));
  cpSync(CONTENT_DIR, folder, { recursive: true });
  const before = readFileSync(join(folder, file), 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`nothing to change in ${file}`);
  writeFileSync(join(folder, file), after);
  return folder;
}
