import { patients, staff, units } from '../src/seed/known';
import { directoryWorld, type World } from './directory-world';

let world: World;
afterEach(() => world.stop());

test('[DIR-2] the development identity provider learns who one can log in as, with each commission', async () => {
  world = await directoryWorld();
  const persons = (await (await fetch(`${world.url}/dev/test-persons`)).json()) as Record<string, unknown>[];
  const of = (id: string) => persons.find((p) => p['personId'] === id);
  expect(of(staff.mariaTwoCommissions.id)).toEqual({
    personId: staff.mariaTwoCommissions.id, name: 'Maria Öberg', kind: 'STAFF', regionId: 'gavleborg', commissions: expect.arrayContaining([
      { id: staff.mariaTwoCommissions.commissions[0]!.id, unitIds: [units.sandvikenHealthCentre.id], unitName: 'Sandvikens hälsocentral', role: 'NURSE' },
      { id: staff.mariaTwoCommissions.commissions[1]!.id, unitIds: [units.gavleborgDropIn.id], unitName: 'GÄVLEBORG DROPIN-VERKSAMHET', role: 'NURSE' },
    ]),
  });
  expect(of(patients.child.id)).toEqual({ personId: patients.child.id, name: 'Lova Barnelius', kind: 'PATIENT', regionId: 'gavleborg', ageYears: 6, mayLogIn: false, language: 'sv', commissions: [] });
  expect(persons.filter((p) => p['protectedIdentity']).map((p) => p['personId'])).toContain(patients.protectedPerson.id);
  expect(of(patients.englishSpeaker.id)).toMatchObject({ language: 'en', mayLogIn: true });
  expect(persons[0]!['personId']).toBe(staff.annaNurse.id);
  expect(persons.find((p) => p['kind'] === 'PATIENT')!['personId']).toBe(patients.tolvan.id);
  expect(JSON.stringify(persons)).not.toMatch(/196512123339|\+467017406/);
});

test('[SAF-3] the list marks a person with protected identity only where the region’s log-in refuses them', async () => {
  world = await directoryWorld();
  const marked = async () => ((await (await fetch(`${world.url}/dev/test-persons`)).json()) as Record<string, unknown>[]).filter((p) => p['protectedIdentity']).map((p) => p['personId']);
  expect(await marked()).toContain(patients.protectedPerson.id);
  await world.handlesProtected(true);
  expect(await marked()).not.toContain(patients.protectedPerson.id);
});

test('[DIR-4] in production there is no such list', async () => {
  world = await directoryWorld({ NODE_ENV: 'production' });
  expect((await fetch(`${world.url}/dev/test-persons`)).status).toBe(404);
  expect((await fetch(`${world.url}/health/live`)).status).toBe(200);
  expect((await fetch(`${world.url}/health/ready`)).status).toBe(200);
});
