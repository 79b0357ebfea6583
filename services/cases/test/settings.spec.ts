import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { escalationSteps } from '../src/domain/escalation-policy';
import { oneToFive, oneToTwelve } from '../src/domain/priority-scheme-tables';
import { publishSettings } from '@vardgraf/service-kit/region-setting';
import { seed } from '../src/seed';
import { regionSettings, type RegionSettings } from '../src/settings/region-settings';
import { settingsOfRegion } from '../src/settings/settings-file';
import type { SettingVersion } from '@vardgraf/service-kit/region-setting';
import { escalationWorld, type EscalationWorld, minutes, regionsDir } from './escalation-world';

let world: EscalationWorld;
beforeAll(async () => {
  world = await escalationWorld();
});
afterAll(() => world.end());

const settingsOf = (regionId: string, unitId?: string): Promise<RegionSettings> => transact(world.db, systemActor('cases'), (tx) => regionSettings(tx, regionId, unitId));
const publish = (...versions: SettingVersion[]): Promise<number> => transact(world.db, systemActor('cases'), (tx) => publishSettings(tx, versions));
const ofHalland = (unit: string | null, version: number, effectiveFrom: Date, value: unknown): SettingVersion => ({ region: 'halland', unit, key: 'escalation-steps', version, effectiveFrom, value });

describe('settings of the regions', () => {
  it('[QUE-2, QUE-6] gavleborg has the scheme 1–12 and steps at 100, 150 and 200 %', async () => {
    const settings = await settingsOf('gavleborg');
    expect(settings.scheme).toEqual(oneToTwelve);
    expect(settings.escalation).toEqual({ regionId: 'gavleborg', unitId: null, version: 1, steps: escalationSteps.ROLES_COOPERATING_HUB });
  });

  it('[QUE-6] vastragotaland has the scheme 1–12 and steps at 100 and 200 %', async () => {
    const settings = await settingsOf('vastragotaland');
    expect(settings.scheme).toEqual(oneToTwelve);
    expect(settings.escalation.steps.map((step) => step.at)).toEqual([{ share: 1 }, { share: 2 }]);
  });

  it('[RDG-1, QUE-6] halland has the scheme 1–5 with its answers without number, and no steps', async () => {
    const settings = await settingsOf('halland');
    expect(settings.scheme).toEqual(oneToFive);
    expect(settings.escalation.steps).toEqual([]);
    expect(settings.takeTimeout).toEqual({ 1: 5, 2: 10, 3: 30, 4: 60 });
  });

  it('[QUE-6] a unit with a policy of its own has that one, its neighbours the region\'s', async () => {
    const own = [{ at: { minutes: 15 }, adds: [{ kind: 'HUB' }] }];
    await publish(ofHalland('halland-bollnas', 1, new Date('2025-06-01Z'), own));
    expect((await settingsOf('halland', 'halland-bollnas')).escalation).toEqual({ regionId: 'halland', unitId: 'halland-bollnas', version: 1, steps: own });
    expect((await settingsOf('halland', 'halland-soderhamn')).escalation).toMatchObject({ unitId: null, steps: [] });
    expect((await settingsOf('halland')).escalation).toMatchObject({ unitId: null, steps: [] });
  });

  it('[QUE-6] a version published ahead holds from its day on', async () => {
    const later = [{ at: { share: 3 }, adds: [{ kind: 'ON_CALL' }] }];
    const day = new Date((await world.now()).getTime() + minutes(60));
    await publish(ofHalland(null, 2, day, later));
    expect((await settingsOf('halland')).escalation.version).toBe(1);
    await world.stepClock(minutes(61));
    expect((await settingsOf('halland')).escalation).toMatchObject({ version: 2, steps: later });
    await world.stepClock(minutes(-61));
  });

  it('[QUE-6] a published version never changes: another content or another day is refused, and nothing of the file is published', async () => {
    const fresh = ofHalland('halland-ensam', 1, new Date('2025-06-01Z'), []);
    await expect(publish(fresh, ofHalland(null, 1, new Date('2025-01-01Z'), escalationSteps.ROLES_HUB))).rejects.toThrow('give the new one a new version');
    await expect(publish(fresh, ofHalland(null, 1, new Date('2025-02-01Z'), []))).rejects.toThrow('give the new one a new version');
    expect(await read(world.db, "SELECT 1 FROM region_setting WHERE unit = 'halland-ensam'")).toEqual([]);
  });

  it('the seed runs again without a second row', async () => {
    const count = async (): Promise<unknown> => (await read(world.db, 'SELECT count(*) AS n FROM region_setting'))[0];
    const before = await count();
    await seed({ DATABASE_URL: world.fresh.url('cases'), REGIONS_DIR: regionsDir });
    expect(await count()).toEqual(before);
  });

  it('a region without settings is a clear fault, never a default', async () => {
    await expect(settingsOf('nowhere')).rejects.toThrow('region nowhere has no');
  });
});

describe('config/regions/<id>/cases.yaml', () => {
  const halland = readFileSync(join(regionsDir, 'halland', 'cases.yaml'), 'utf8');

  it('may spell a policy out for one unit', () => {
    const own = "  - { key: escalation-steps, unit: u1, version: 1, effectiveFrom: '2025-01-01T00:00:00Z', value: [{ at: { minutes: 20 }, adds: [{ kind: ON_CALL }] }] }";
    expect(settingsOfRegion('halland', `${halland}${own}\n`).at(-1)).toEqual({
      region: 'halland', unit: 'u1', key: 'escalation-steps', version: 1, effectiveFrom: new Date('2025-01-01Z'),
      value: [{ at: { minutes: 20 }, adds: [{ kind: 'ON_CALL' }] }],
    });
  });

  it.each([
    ['a name that nobody has given', halland.replace('value: NONE', 'value: SOMETIMES'), 'settings.1.value'],
    ['a key that nobody reads', halland.replace('key: take-timeout', 'key: take-time'), 'settings.2.key'],
    ['a time-out for a level that the scheme has not', halland.replace(/(key: take-timeout[\s\S]*?value: )ONE_TO_FIVE/, '$1{ 5: 60, 9: 60 }'), 'take-timeout: 9 is no level that makes a case'],
    ['a key missing', halland.replace(/ {2}- key: take-timeout[\s\S]*$/, ''), 'the region has no take-timeout'],
    ['steps out of order', halland.replace('value: NONE', 'value: [{ at: { share: 2 }, adds: [{ kind: HUB }] }, { at: { share: 1 }, adds: [{ kind: HUB }] }]'), 'step 2: it comes after the step before'],
    ['a role that does not meet patients', halland.replace('value: NONE', 'value: [{ at: { share: 2 }, adds: [{ kind: ROLES, roles: [ANALYST] }] }]'), 'settings.1.value.0.adds.0.roles.0'],
  ])('is refused with %s, and the fault says where', (_, yaml, where) => {
    expect(() => settingsOfRegion('halland', yaml)).toThrow(where);
    expect(() => settingsOfRegion('halland', yaml)).toThrow('config/regions/halland/cases.yaml');
  });
});
