import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as catalogue from '@vardgraf/schema/events/codes';
import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { careLevels, clinicalRoles, staffRoles, suicideRiskStates, unitKinds, visitTypes } from '../src/domain/codes';
import { seed } from '../src/seed';
import { demoUnits } from '../src/seed/demo-units';
import { regionSettings } from '../src/settings/region-settings';
import { settingsOfRegion } from '../src/settings/settings-file';
import { type BookingWorld, bookingWorld, regionsDir } from './booking-world';
import { seedId } from '../../directory/src/seed/seed-id';

let world: BookingWorld;
beforeAll(async () => {
  world = await bookingWorld();
});
afterAll(() => world.end());

const settingsOf = (regionId: string) => transact(world.db, systemActor('booking'), (tx) => regionSettings(tx, regionId));

describe('settings of the regions', () => {
  it('[BOO-2] [CFG] each region’s scheme, ticket holder and limit', async () => {
    const [gavleborg, vastragotaland, halland] = [await settingsOf('gavleborg'), await settingsOf('vastragotaland'), await settingsOf('halland')];
    expect([gavleborg, vastragotaland, halland].map((s) => s.ticketHolder)).toEqual([['UNIT'], ['ROLE', 'PERSON'], ['UNIT', 'ROLE', 'PERSON']]);
    expect(gavleborg.visitBy.map((level) => level.code)).toEqual(['6', '7', '8', '9', '10', '11']);
    expect(halland.visitBy.every((level) => level.code === 'BOOKABLE')).toBe(true);
    for (const s of [gavleborg, vastragotaland, halland]) expect(s).toMatchObject({ changeUntilMinutes: 60, protectedIdentity: { handled: false }, slotLength: { default: 20 } });
  });

  it('a region without settings is a clear fault, never a default', async () => {
    await expect(settingsOf('nowhere')).rejects.toThrow('region nowhere has no');
  });

  const halland = readFileSync(join(regionsDir, 'halland', 'booking.yaml'), 'utf8');
  it.each([
    ['a name that nobody has given', halland.replace('value: ONE_TO_FIVE', 'value: ONE_TO_SIX'), 'settings.0.value'],
    ['a key that nobody reads', halland.replace('key: ticket-holder', 'key: holder'), 'settings.4.key'],
    ['a key missing', halland.replace(/ {2}- key: protected-identity[\s\S]*$/, ''), 'the region has no protected-identity'],
    ['nobody whom tickets are for', halland.replace('[UNIT, ROLE, PERSON]', '[]'), 'settings.4.value'],
    ['a kind of unit left out', halland.replace(', ON_CALL: OWN', ''), 'settings.5.value'],
    ['lengths out of order', halland.replace('{ default: 20, min: 5, max: 240 }', '{ default: 4, min: 5, max: 240 }'), 'settings.6.value'],
    ['no digital visits', halland.replace('      DIGITAL_PRIMARY: [VIDEO, CHAT]\n', ''), 'settings.2.value'],
  ])('booking.yaml is refused with %s, and the fault says where', (_, yaml, where) => {
    expect(() => settingsOfRegion('halland', yaml)).toThrow(where);
    expect(() => settingsOfRegion('halland', yaml)).toThrow('config/regions/halland/booking.yaml');
  });
});

describe('the seed', () => {
  const day = 86_400_000;
  const run = (NODE_ENV: 'test' | 'production') => seed({ DATABASE_URL: world.fresh.url('booking'), REGIONS_DIR: regionsDir, NODE_ENV });
  const count = async (table: string) => (await read<{ n: number }>(world.db, `SELECT count(*)::int AS n FROM ${table}`))[0]!.n;

  it('[BOO-1] publishes settings once, and free times of named units for two weeks; a second run adds none, tomorrow’s adds a day; none in production', async () => {
    // At four in the morning: no time begins and no day ends between two looks.
    const untilFour = (Math.ceil(Date.now() / day) + 4 / 24) * day - Date.now();
    await world.shiftClock(`${untilFour} milliseconds`);
    await run('production');
    expect(await count('slot')).toBe(0);
    await run('test');
    const [settings, slots] = [await count('region_setting'), await count('slot')];
    expect(slots).toBeGreaterThan(500);
    await run('test');
    expect([await count('region_setting'), await count('slot')]).toEqual([settings, slots]);
    const regions = await read<{ region: string }>(world.db, 'SELECT DISTINCT region_id AS region FROM slot ORDER BY 1');
    expect(regions.map((row) => row.region)).toEqual(['gavleborg', 'halland', 'vastragotaland']);
    expect(await read(world.db, "SELECT 1 FROM slot WHERE status <> 'FREE' OR starts_at <= vardgraf.now()")).toEqual([]);
    expect(await read(world.db, "SELECT 1 FROM slot WHERE extract(isodow FROM starts_at AT TIME ZONE 'Europe/Stockholm') > 5 OR extract(hour FROM starts_at AT TIME ZONE 'Europe/Stockholm') NOT BETWEEN 9 AND 15")).toEqual([]);
    await world.shiftClock(`${untilFour + 7 * day} milliseconds`);
    await run('test');
    expect(await count('slot')).toBeGreaterThan(slots);
    await world.shiftClock('0');
  });

  it('names the units that directory’s seed makes', () => {
    const keys = ['gavleHealthCentre', 'sandvikenHealthCentre', 'bollnasHealthCentre', 'psychiatryGavle', 'psychiatryHudiksvall', 'molndalHealthCentre', 'borasHealthCentre', 'halmstadHealthCentre', 'varbergHealthCentre'];
    expect(demoUnits.map((unit) => unit.unitId)).toEqual(keys.map((key) => seedId('unit', key)));
  });
});

it('codes are spelt as the event catalogue spells them', () => {
  expect(staffRoles).toEqual(catalogue.staffRoles);
  expect(visitTypes).toEqual(catalogue.visitType.options);
  expect(careLevels).toEqual(catalogue.careLevel.options);
  expect(unitKinds).toEqual(catalogue.unitKind.options);
  expect(suicideRiskStates).toEqual(catalogue.suicideRiskState.options);
  expect(staffRoles).toEqual(expect.arrayContaining([...clinicalRoles]));
});
