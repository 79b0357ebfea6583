import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPacks } from '../content/load';
import { routeOutcome, type Outcome } from '../domain/routing';
import { checkSettings, type TriageSettings } from '../domain/settings';
import { levelOf } from '../domain/scheme';
import { settingsFrom, settingsOfAllRegions, settingsOfRegion } from './settings-file';

const REGIONS = join(__dirname, '../../../../config/regions');
const all = settingsOfAllRegions(REGIONS);
const settingsOf = (region: string): TriageSettings => settingsFrom((key) => all.find((version) => version.region === region && version.key === key)!.value);
const complaints = loadPacks().map((pack) => pack.id);
const text = readFileSync(join(REGIONS, 'gavleborg/triage.yaml'), 'utf8');
const evening: Outcome = { priority: 5, need: 'DIGITAL', care: 'PRIMARY', complaint: 'other', age: 'FROM_18_TO_64', opening: 'CLOSED', fromOtherRegion: false, profession: 'NURSE' };
const closedAt = (region: string, change: Partial<Outcome>): unknown => {
  const { routes, closedUnit } = settingsOf(region);
  return routeOutcome({ routes, closed: closedUnit }, { ...evening, ...change }).closed;
};

test.each(['gavleborg', 'vastragotaland', 'halland'])('[TRI-6] S22: %s routes every outcome of every complaint, at every hour', (region) => {
  expect(checkSettings(settingsOf(region), complaints)).toEqual([]);
});

test('[RDG-1] halland calls P2 one and P6 five, the others count to twelve', () => {
  expect(['gavleborg', 'vastragotaland', 'halland'].map((region) => [2, 6, 9, 12].map((priority) => levelOf(settingsOf(region).scheme, priority as 2).code))).toEqual([
    ['2', '6', '9', '12'], ['2', '6', '9', '12'], ['1', '5', 'BOOKABLE', 'SELF_CARE'],
  ]);
});

test('[TRI-7] a closed health centre may still be sent to in gavleborg and halland, not in vastragotaland', () => {
  for (const priority of [2, 5, 11] as const) {
    expect(closedAt('gavleborg', { priority })).toMatchObject({ maySend: true });
    expect(closedAt('halland', { priority })).toMatchObject({ maySend: true });
    expect(closedAt('vastragotaland', { priority })).toMatchObject({ maySend: false });
  }
  expect(closedAt('halland', { priority: 4, need: 'PHYSICAL' })).toMatchObject({ referTo: 'EMERGENCY_DEPARTMENT' });
  expect(closedAt('halland', { priority: 4 })).toMatchObject({ referTo: 'CALL_1177' });
});

test('[RDG-9] only halland makes a case of someone suicidal now; the numbers are settings', () => {
  expect(['gavleborg', 'vastragotaland', 'halland'].map((region) => settingsOf(region).suicidalNow.makesCase)).toEqual([false, false, true]);
  for (const region of ['gavleborg', 'vastragotaland', 'halland']) expect(settingsOf(region).contacts).toMatchObject({ emergencyNumber: '112', adviceNumber: '1177', helplines: expect.arrayContaining([expect.objectContaining({ number: '90101' })]) });
});

test('[TRI-6] patients of other regions may choose a unit from 24 March 2026', () => {
  expect(settingsOf('gavleborg').otherRegionsFrom).toBe('2026-03-24');
});

test.each([
  ['a name nobody knows', ['value: ONE_TO_TWELVE', 'value: ONE_TO_SEVEN'], '(priority-scheme): Invalid input'],
  ['a missing setting', ['key: suicidal-now', 'key: contacts'], 'the region has no suicidal-now'],
  ['an unknown key', ['key: suicidal-now', 'key: suicidal-then'], 'settings.3.key: Invalid option'],
  ['a priority beyond twelve', ['priorities: [5, 12]', 'priorities: [5, 13]'], 'settings.2.value.referrals'],
] as const)('[TRI-6] %s is refused with its path', (_what, [from, to], expected) => {
  expect(() => settingsOfRegion('gavleborg', text.replace(from, to))).toThrow(expected);
});
