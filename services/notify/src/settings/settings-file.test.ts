import { join } from 'node:path';
import { settingsOfAllRegions, settingsOfRegion } from './settings-file';

const regionsDir = join(__dirname, '..', '..', '..', '..', 'config', 'regions');
const valueOf = (region: string, key: string) => settingsOfAllRegions(regionsDir).find((s) => s.region === region && s.key === key && s.unit === null)!.value;
const minimal = (key: string, value: string) => `settings:\n  - { key: ${key}, version: 1, effectiveFrom: '2025-01-01T00:00:00Z', value: ${value} }\n`;

describe('config/regions/*/notify.yaml', () => {
  test.each(['gavleborg', 'vastragotaland', 'halland'])('[SAF-3] [NOT-1] %s: people with protected identity are never told a unit; quiet from 21 to 8; silence after a minute', (region) => {
    expect(valueOf(region, 'privacy')).toEqual({ ordinary: 'UNIT', protectedIdentity: 'NOTHING' });
    expect(valueOf(region, 'quiet-hours')).toEqual({ from: '21:00', to: '08:00' });
    expect(valueOf(region, 'alerts')).toEqual({ silentAfterSeconds: 60, next: ['COOPERATING', 'HUB'], lowestRank: 5 });
  });

  test('[BEY-8] a wording that reveals more than its class is refused with its path', () => {
    expect(() => settingsOfRegion('x', minimal('wordings', '{ something-new: { sv: "Kom till {unit}", en: "Come" } }'))).toThrow(
      /settings\.0\.value\.something-new\.sv \(wordings\): something-new is of class NOTHING and may not name \{unit\}/);
    expect(() => settingsOfRegion('x', minimal('wordings', '{ no-such: { sv: a, en: b } }'))).toThrow(/wordings/);
  });

  test('[SAF-3] nobody can configure that people with protected identity are told a unit', () => {
    expect(() => settingsOfRegion('x', minimal('privacy', '{ ordinary: UNIT, protectedIdentity: UNIT }'))).toThrow(/settings\.0\.value\.protectedIdentity/);
  });

  test('[RDG-7] only alerts and on-call phones may be a unit’s own', () => {
    expect(() => settingsOfRegion('x', "settings:\n  - { key: privacy, unit: a, version: 1, effectiveFrom: '2025-01-01T00:00:00Z', value: { ordinary: UNIT, protectedIdentity: NONE } }\n")).toThrow(/privacy is for the whole region/);
  });
});
