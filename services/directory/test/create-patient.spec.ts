import { v7 } from 'uuid';
import { patients, staff, units } from '../src/seed/known';
import { staffRoles } from '../src/domain/staff-role';
import { whoMay } from '../src/operations/who-may';
import { publishedTestNumbers, testNumberFor } from '../src/seed/test-numbers';
import { directoryWorld, inRole, type World } from './directory-world';

let world: World;
let anna: string;
beforeAll(async () => {
  world = await directoryWorld();
  anna = await world.staffToken(staff.annaNurse);
});
afterAll(() => world.stop());

const mutation = `mutation($input: CreatePatientInput!) { createPatient(input: $input) { __typename
  ... on CreatePatientOk { patient { id name personalNumber birthDate sex language mobile email listedUnit { name } homeRegion { id } protectedIdentity } }
  ... on Refusal { code message } ... on PatientAlreadyExists { existing: patient { id name mobile } } } }`;
const create = async (token: string | undefined, input: Record<string, unknown>) => world.ask(token, mutation, { input });
const newcomer = (over: Record<string, unknown> = {}) => ({ clientId: v7(), personalNumber: testNumberFor('1999-02-28', 'FEMALE').number, givenName: 'Nora', familyName: 'Nyinflyttad', ...over });
const countOf = async (number: string) => (await world.rows('SELECT 1 FROM patient WHERE number = $1', [number])).length;

describe('[DIR-1] staff create a missing profile', () => {
  const number = testNumberFor('1999-02-28', 'FEMALE').number;

  test('[AUD-1] the profile has what the number tells, others hear of it without name, number or contact, and the act is logged', async () => {
    const input = newcomer({ personalNumber: `${number.slice(0, 8)}-${number.slice(8)}`, givenName: ' Nora ', mobile: '070-174 06 99', email: 'nora@example.com', language: 'en', listedUnitId: units.gavleHealthCentre.id });
    const { data } = await create(anna, input);
    expect(data.createPatient).toMatchObject({
      __typename: 'CreatePatientOk',
      patient: {
        name: 'Nora Nyinflyttad', personalNumber: number, birthDate: '1999-02-28', sex: 'FEMALE', language: 'en', mobile: '+46701740699',
        email: 'nora@example.com', listedUnit: { name: 'Gävle hälsocentral' }, homeRegion: { id: 'gavleborg' }, protectedIdentity: false,
      },
    });
    const id = data.createPatient.patient.id;
    const events = await world.rows<{ type: string; version: number; data: unknown }>('SELECT type, version, data FROM outbox WHERE aggregate_id = $1', [id]);
    expect(events).toEqual([{
      type: 'patient.changed', version: 1, data: {
        patientId: id, birthDate: '1999-02-28', sex: 'FEMALE', language: 'en', homeRegionId: 'gavleborg', listedUnitId: units.gavleHealthCentre.id, fixedDoctorId: null,
        protectedIdentity: false, guardianIds: [], mayLogInFrom: '2012-02-27T23:00:00.000Z', maySeekCareFrom: '2012-02-27T23:00:00.000Z', proxyUntil: '2012-02-27T23:00:00.000Z',
        reachableBySms: true,
      },
    }]);
    expect(await world.rows('SELECT action, what, actor_id, unit_id FROM audit WHERE patient_id = $1', [id])).toEqual([{ action: 'create', what: 'patient.created', actor_id: staff.annaNurse.id, unit_id: units.gavleHealthCentre.id }]);
  });

  test('the same client id gives the first profile again, without a second event or row', async () => {
    const input = newcomer({ personalNumber: testNumberFor('1998-03-01', 'MALE').number });
    const first = await create(anna, input);
    const again = await create(anna, { ...input, givenName: 'Somebody', personalNumber: testNumberFor('1998-03-02', 'MALE').number });
    expect(again.data.createPatient).toEqual(first.data.createPatient);
    expect(await world.rows('SELECT 1 FROM outbox WHERE aggregate_id = $1', [first.data.createPatient.patient.id])).toHaveLength(1);
    expect(await countOf(testNumberFor('1998-03-02', 'MALE').number)).toBe(0);
  });

  test('a person who has a profile is shown instead of doubled, and that look is logged', async () => {
    const { data } = await create(anna, newcomer({ personalNumber: '651212-3339' }));
    expect(data.createPatient).toEqual({
      __typename: 'PatientAlreadyExists', code: 'PATIENT_ALREADY_EXISTS', message: 'Det finns redan en profil med det numret.', existing: { id: patients.tolvan.id, name: 'Tolvan Tolvansson', mobile: expect.any(String) },
    });
    expect(await world.rows("SELECT reason FROM audit WHERE action = 'search' AND patient_id = $1", [patients.tolvan.id])).toEqual([{ reason: 'FOUND' }]);
  });

  test('[SAF-3] a protected person’s contact is not shown that way either', async () => {
    const [row] = await world.rows<{ number: string }>('SELECT number FROM patient WHERE id = $1', [patients.protectedPerson.id]);
    expect((await create(anna, newcomer({ personalNumber: row!.number }))).data.createPatient.existing.mobile).toBeNull();
  });

  test('the same number in another region is another profile: regions know nothing of each other', async () => {
    const { data } = await create(await world.staffToken(staff.vastragotalandNurse), newcomer({ personalNumber: '196512123339' }));
    expect(data.createPatient.__typename).toBe('CreatePatientOk');
    expect(data.createPatient.patient.id).not.toBe(patients.tolvan.id);
    expect(await countOf('196512123339')).toBe(2);
  });

  test('twenty at once for one number make one profile and nineteen refusals', async () => {
    const number = publishedTestNumbers.at(-1)!;
    await world.rows('DELETE FROM patient WHERE number = $1', [number]);
    const answers = await Promise.all(Array.from({ length: 20 }, () => create(anna, newcomer({ personalNumber: number }))));
    const names = answers.map((a) => a.data.createPatient.__typename).sort();
    expect(names.filter((n) => n === 'CreatePatientOk')).toHaveLength(1);
    expect(names.filter((n) => n === 'PatientAlreadyExists')).toHaveLength(19);
    expect(await countOf(number)).toBe(1);
  });

  test('[DIR-3] only roles that meet patients, and administrators, may', async () => {
    for (const role of staffRoles) {
      const number = testNumberFor(`1990-01-${String(staffRoles.indexOf(role) + 1).padStart(2, '0')}`, 'FEMALE').number;
      await world.rows('DELETE FROM patient WHERE number = $1', [number]);
      const { data } = await create(await world.staffToken(inRole(staff.annaNurse, role)), newcomer({ personalNumber: number }));
      expect([role, data.createPatient.__typename]).toEqual([role, whoMay.createPatient.includes(role) ? 'CreatePatientOk' : 'NotPermitted']);
      expect(await countOf(number)).toBe(whoMay.createPatient.includes(role) ? 1 : 0);
    }
  });

  test('[DIR-3] patients and partners may not, and without a token one has to log in', async () => {
    const partner = await world.token({ kind: 'PARTNER', sub: 'partner', region: 'gavleborg' });
    for (const token of [await world.patientToken(patients.gretaGuardian), partner]) {
      expect((await create(token, newcomer())).data.createPatient).toMatchObject({ __typename: 'NotPermitted', code: 'NOT_PERMITTED' });
    }
    expect((await create(undefined, newcomer())).errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
  });

  test.each([
    ['input.personalNumber', { personalNumber: '196512123338' }],
    ['input.personalNumber', { personalNumber: 'nobody' }],
    ['input.personalNumber', { personalNumber: '991981000010' }],
    ['input.personalNumber', { personalNumber: '1'.repeat(500) }],
    ['input.clientId', { clientId: '' }],
    ['input.givenName', { givenName: '  ' }],
    ['input.familyName', { familyName: '<script>' }],
    ['input.familyName', { familyName: 'x'.repeat(101) }],
    ['input.mobile', { mobile: '112' }],
    ['input.email', { email: 'no address' }],
    ['input.language', { language: 'de' }],
    ['input.listedUnitId', { listedUnitId: 'Gävle' }],
    ['input.listedUnitId', { listedUnitId: units.dentalGavle.id }],
    ['input.listedUnitId', { listedUnitId: units.molndalHealthCentre.id }],
  ])('bad input is told by its path %s and never repeated', async (path, over) => {
    const { errors } = await create(anna, newcomer({ personalNumber: testNumberFor('1997-07-07', 'MALE').number, ...over }));
    expect(errors![0]!.extensions).toEqual({ code: 'BAD_INPUT', paths: [path] });
    const value = String(Object.values(over)[0]).trim();
    if (value) expect(errors![0]!.message).not.toContain(value);
  });

  test('a missing field is bad input before anything runs', async () => {
    const { errors } = await create(anna, { clientId: v7() });
    expect(errors![0]!.extensions.code).toBe('BAD_INPUT');
  });
});
