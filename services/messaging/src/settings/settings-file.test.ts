import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsOfAllRegions, settingsOfRegion } from './settings-file';

const REGIONS = join(__dirname, '../../../../config/regions');
const text = readFileSync(join(REGIONS, 'gavleborg/messaging.yaml'), 'utf8');

test('[VIS-1] [TRI-4] [MSG-5] every region has its greeting, its notices and its emergency text', () => {
  const all = settingsOfAllRegions(REGIONS);
  expect([...new Set(all.map((version) => version.region))].sort()).toEqual(['gavleborg', 'halland', 'vastragotaland']);
  const greetings = all.filter((version) => version.key === 'greeting').map((version) => (version.value as { sv: string }).sv);
  expect(new Set(greetings).size).toBe(3);
  expect(all.filter((version) => version.key === 'emergency-notice')).toHaveLength(3);
});

test.each([
  ['an emergency text without 112', ['ring 112. Vänta', 'ring oss. Vänta'], '(emergency-notice): names 112'],
  ['a greeting without a name', ['Jag heter {staffName} och', 'Jag'], '(greeting): sv lacks {staffName}'],
  ['an exclamation mark', ['Konversationen är avslutad.', 'Konversationen är avslutad!'], 'settings.1.value.ended.sv'],
  ['a missing setting', ['key: emergency-notice', 'key: greeting'], 'the region has no emergency-notice'],
] as const)('[MSG-4] %s is refused with its path', (_what, [from, to], expected) => {
  expect(() => settingsOfRegion('gavleborg', text.replace(from, to))).toThrow(expected);
});
