import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventData, type EventType } from '@vardgraf/schema/events/catalogue';
import { parsePersonalNumber } from '../src/domain/personal-number';
import { seedPatients } from '../src/seed/people';
import { patients, staff, units } from '../src/seed/known';
import { seed } from '../src/seed';
import { hasTestNumber, publishedTestNumbers } from '../src/seed/test-numbers';
import { settingsOfRegion } from '../src/settings/settings-file';
import { staffRoles } from '../src/domain/staff-role';
import { directoryWorld, type World } from './directory-world';

let world: World;
beforeAll(async () => { world = await directoryWorld(); });
afterAll(() => world.stop());

const today = new Date().toISOString().slice(0, 10);
const events = <T>(type: EventType, aggregateId?: string) => world.rows<{ data: T; version: number; aggregate_id: string }>(
  'SELECT data, version, aggregate_id FROM outbox WHERE type = $1 AND ($2::text IS NULL OR aggregate_id = $2) ORDER BY id', [type, aggregateId ?? null]);
const counts = async () => (await world.rows<Record<string, number>>(
  `SELECT (SELECT count(*)::int FROM unit) AS units, (SELECT count(*)::int FROM staff_member) AS staff, (SELECT count(*)::int FROM patient) AS patients,
          (SELECT count(*)::int FROM guardian) AS guardians, (SELECT count(*)::int FROM region_setting) AS settings, (SELECT count(*)::int FROM outbox) AS events,
          (SELECT count(*)::int FROM timer) AS timers`))[0]!;

describe('the synthetic seed', () => {
  test('has units, staff in all roles and about three hundred patients, and seeding again changes nothing', async () => {
    const first = await counts();
    expect(first).toMatchObject({ units: 25, settings: 21 });
    expect(first['patients']).toBeGreaterThan(290);
    expect(first['staff']).toBeGreaterThan(59);
    await seed(world.env);
    expect(await counts()).toEqual(first);
    const roles = await world.rows<{ role: string }>("SELECT DISTINCT role FROM commission WHERE region_id = 'gavleborg'");
    expect(roles.map((r) => r.role).sort()).toEqual([...staffRoles].sort());
  });

  test('[DIR-1] every number is one of Skatteverket’s test numbers or a reserve number, and fits its person', () => {
    for (const day of [today, '2027-02-28', '2028-02-29', '2030-07-01', '2036-01-01']) {
      const people = seedPatients(day);
      expect(people.length).toBeGreaterThan(290);
      for (const p of people) {
        const parsed = parsePersonalNumber(p.number, day);
        expect(parsed).toMatchObject({ ok: true, number: { value: p.number, type: p.numberType, birthDate: p.birthDate, sex: p.sex } });
        if (p.numberType === 'PERSONNUMMER') {
          const listed = publishedTestNumbers.includes(p.number);
          expect(listed || (hasTestNumber(p.birthDate) && ['238', '239'].includes(p.number.slice(8, 11)))).toBe(true);
        }
        expect(p.mobile ?? '+46701740605').toMatch(/^\+467017406\d\d$/);
      }
      expect(new Set(people.map((p) => p.number)).size).toBe(people.length);
    }
  });

  test('[SAF-4] every child under 13 has exactly one primary guardian, of the same region, who is grown up', async () => {
    const children = await world.rows<{ id: string; primaries: number; young: number }>(
      `SELECT p.id, count(*) FILTER (WHERE g.is_primary)::int AS primaries, count(*) FILTER (WHERE a.birth_date > current_date - interval '18 years')::int AS young
         FROM patient p LEFT JOIN guardian g ON g.child_id = p.id LEFT JOIN patient a ON a.id = g.guardian_id
        WHERE p.birth_date > current_date - interval '13 years' GROUP BY p.id`);
    expect(children.length).toBeGreaterThan(30);
    expect(children.filter((c) => c.primaries !== 1 || c.young > 0)).toEqual([]);
  });

  test('the named people are there under their ids', async () => {
    const ids = (list: Record<string, { id: string }>) => Object.values(list).map((k) => k.id);
    const found = async (table: string, wanted: string[]) => (await world.rows(`SELECT id FROM ${table} WHERE id = ANY($1::uuid[])`, [wanted])).length;
    expect(await found('unit', ids(units))).toBe(ids(units).length);
    expect(await found('staff_member', ids(staff))).toBe(ids(staff).length);
    expect(await found('patient', ids(patients))).toBe(ids(patients).length);
    expect(await world.rows('SELECT home_region_id FROM patient WHERE id = $1', [patients.visitor.id])).toEqual([{ home_region_id: 'vastragotaland' }]);
  });
});

describe('what the others are told', () => {
  test('every event is what the catalogue promises, gapless by aggregate, and no patient’s name, number or contact is in any', async () => {
    const all = await world.rows<{ type: EventType; data: unknown; aggregate_id: string; version: number }>('SELECT type, data, aggregate_id, version FROM outbox ORDER BY id');
    const next = new Map<string, number>();
    for (const event of all) {
      expect(eventData[event.type].safeParse(event.data).error).toBeUndefined();
      expect(event.version).toBe((next.get(event.aggregate_id) ?? 0) + 1);
      next.set(event.aggregate_id, event.version);
    }
    const text = JSON.stringify(all.filter((e) => e.type === 'patient.changed').map((e) => e.data));
    for (const p of seedPatients(today)) for (const secret of [p.number, p.familyName, p.email, p.mobile]) if (secret) expect(text.includes(secret)).toBe(false);
  });

  test('[DIR-1] hours are told 400 days ahead in UTC: disjoint, in order, right around both clock changes', async () => {
    const [told] = await events<{ open: { from: string; to: string }[]; onCall: unknown[]; until: string }>('unit.hours-changed', units.molndalHealthCentre.id);
    const { data } = told!;
    expect((Date.parse(data.until) - Date.now()) / 86_400_000).toBeGreaterThan(398);
    expect(data.open.length).toBeGreaterThan(398);
    data.open.forEach((i, n) => expect(i.from < i.to && (n === 0 || data.open[n - 1]!.to < i.from)).toBe(true));
    for (const { from, to } of data.open) {
      const wall = (at: string) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', hour: '2-digit', minute: '2-digit' }).format(new Date(at));
      expect([wall(from), wall(to)]).toEqual(['08:00', '20:30']);
    }
    expect(data.onCall).toEqual([]);
    const [onCall] = await events<{ onCall: unknown[] }>('unit.hours-changed', units.psychiatryGavle.id);
    expect(onCall!.data.onCall.length).toBeGreaterThan(200);
  });

  test('[TRI-8] a child’s age limits come as instants at midnight in Sweden, by the region’s own limits', async () => {
    const [teen] = await events<Record<string, string>>('patient.changed', patients.vastragotalandTeen.id);
    const turns = (age: number) => `${Number(teen!.data['birthDate']!.slice(0, 4)) + age}${teen!.data['birthDate']!.slice(4)}`;
    const swedishDay = (at: string) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(new Date(at));
    expect(swedishDay(teen!.data['mayLogInFrom']!)).toBe(turns(13));
    expect(swedishDay(teen!.data['maySeekCareFrom']!)).toBe(turns(16));
    expect(teen!.data['proxyUntil']).toBe(teen!.data['mayLogInFrom']);
    expect(teen!.data['maySeekCareFrom']).toMatch(/T2[23]:00:00\.000Z$/);
  });

  test('hours are published onward by the clock a week later, with a new timer', async () => {
    const before = await events('unit.hours-changed', units.gavleHealthCentre.id);
    await world.clockAt(new Date(Date.now() + 8 * 86_400_000).toISOString());
    try {
      for (const deadline = Date.now() + 20_000; Date.now() < deadline; await new Promise((r) => setTimeout(r, 100))) {
        if ((await events('unit.hours-changed', units.gavleHealthCentre.id)).length > before.length) break;
      }
      const after = await events<{ until: string }>('unit.hours-changed', units.gavleHealthCentre.id);
      expect(after).toHaveLength(before.length + 1);
      expect((Date.parse(after.at(-1)!.data.until) - Date.now()) / 86_400_000).toBeGreaterThan(406);
      expect(await world.rows("SELECT 1 FROM timer WHERE kind = 'renew-hours' AND aggregate_id = $1", [units.gavleHealthCentre.id])).toHaveLength(1);
    } finally {
      await world.clockAt(new Date().toISOString());
    }
  });
});

describe('configuration of the regions', () => {
  const halland = readFileSync(join(__dirname, '../../../config/regions/halland/directory.yaml'), 'utf8');

  test('a file with faults is refused with the path of each', () => {
    expect(() => settingsOfRegion('halland', halland.replace('logInFrom: 13', 'logInFrom: thirteen'))).toThrow(/settings\.1\.value\.logInFrom \(age-gates\)/);
    expect(() => settingsOfRegion('halland', halland.replace("'08:00'", "'8'"))).toThrow(/opening-hours/);
    expect(() => settingsOfRegion('halland', halland.replace('[GROUP_VISITS', '[TELEPATHY'))).toThrow(/functions-off/);
    expect(() => settingsOfRegion('halland', 'settings: []')).toThrow(/has no names, age-gates, protected-identity, other-ways, opening-hours, duty-hours, functions-off/);
    expect(() => settingsOfRegion('halland', 'nothing: here')).toThrow(/config\/regions\/halland\/directory.yaml/);
  });

  test('a published version never changes, and a new one is told to everybody it concerns', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'regions-'));
    mkdirSync(join(dir, 'halland'));
    const write = (yaml: string) => writeFileSync(join(dir, 'halland', 'directory.yaml'), yaml);
    try {
      write(halland.replace('proxyUnder: 13', 'proxyUnder: 16'));
      await expect(seed({ ...world.env, REGIONS_DIR: dir })).rejects.toThrow('age-gates version 1 of halland is published with other content');

      write(`${halland}  - key: age-gates\n    version: 2\n    effectiveFrom: '2025-06-01T00:00:00Z'\n    value: { logInFrom: 13, seekCareFrom: 13, proxyUnder: 16 }\n`);
      await seed({ ...world.env, REGIONS_DIR: dir });
      const told = await events<{ proxyUntil: string; birthDate: string }>('patient.changed', patients.hallandPatient.id);
      expect(told).toHaveLength(2);
      expect([told[0]!.data.proxyUntil, told[1]!.data.proxyUntil]).toEqual(['1990-11-30T23:00:00.000Z', '1993-11-30T23:00:00.000Z']);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  test('a version with a later day waits for it, and is told on that day', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'regions-'));
    mkdirSync(join(dir, 'vastragotaland'));
    const from = new Date(Date.now() + 3 * 86_400_000).toISOString();
    const own = readFileSync(join(__dirname, '../../../config/regions/vastragotaland/directory.yaml'), 'utf8');
    writeFileSync(join(dir, 'vastragotaland', 'directory.yaml'), `${own}  - key: functions-off\n    version: 2\n    effectiveFrom: '${from}'\n    value: [VIDEO]\n`);
    const off = async () => (await world.ask(undefined, '{ region(id: "vastragotaland") { functionsOff } }')).data.region.functionsOff;
    try {
      await seed({ ...world.env, REGIONS_DIR: dir });
      expect(await off()).toEqual(['UNTRIAGED_CHAT']);
      await world.clockAt(new Date(Date.parse(from) + 1_000).toISOString());
      expect(await off()).toEqual(['VIDEO']);
      for (const deadline = Date.now() + 10_000; Date.now() < deadline; await new Promise((r) => setTimeout(r, 100))) {
        if ((await events<{ functionsOff: string[] }>('unit.changed', units.borasHealthCentre.id)).at(-1)!.data.functionsOff.includes('VIDEO')) break;
      }
      expect((await events<{ functionsOff: string[] }>('unit.changed', units.borasHealthCentre.id)).at(-1)!.data.functionsOff).toEqual(['VIDEO']);
    } finally {
      await world.clockAt(new Date().toISOString());
      rmSync(dir, { recursive: true });
    }
  });
});

test('in production the seed publishes settings and invents nobody', async () => {
  const [before] = await world.rows<{ n: number }>('SELECT count(*)::int AS n FROM patient');
  await world.rows("DELETE FROM guardian WHERE child_id = $1", [patients.teen.id]);
  await world.rows("DELETE FROM patient WHERE id = $1", [patients.teen.id]);
  await seed({ ...world.env, NODE_ENV: 'production' });
  expect(await world.rows('SELECT count(*)::int AS n FROM patient')).toEqual([{ n: before!.n - 1 }]);
});
