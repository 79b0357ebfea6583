import { patients, staff } from '../src/seed/known';
import { whoMay } from '../src/operations/who-may';
import { staffRoles } from '../src/domain/staff-role';
import { directoryWorld, inRole, type World } from './directory-world';

let world: World;
beforeAll(async () => { world = await directoryWorld(); });
afterAll(() => world.stop());

const query = 'query($identifier: String!) { findPatient(identifier: $identifier) { id name personalNumber mobile listedUnit { name } guardians { primary patient { name } } } }';
const find = async (token: string | undefined, identifier: string) => world.ask(token, query, { identifier });
const searches = () => world.rows<{ actor_id: string; patient_id: string | null; reason: string; note: string | null; what: string }>(
  "SELECT actor_id, patient_id, reason, note, what FROM audit WHERE action = 'search' ORDER BY at, id");

describe('[DIR-1] staff search by number', () => {
  test('[AUD-1] any of the ways to write the number finds the profile, and each search is logged without the number', async () => {
    const sven = await world.staffToken(staff.drSven);
    for (const written of ['196512123339', '19651212-3339', '651212-3339', '6512123339']) {
      expect((await find(sven, written)).data.findPatient).toMatchObject({ id: patients.tolvan.id, name: 'Tolvan Tolvansson', listedUnit: { name: 'Gävle hälsocentral' } });
    }
    expect(await searches()).toEqual(Array.from({ length: 4 }, () => ({ actor_id: staff.drSven.id, patient_id: patients.tolvan.id, reason: 'FOUND', note: null, what: 'patient.searched' })));
  });

  test('[AUD-1] a search that finds none says so, and is logged too', async () => {
    const before = (await searches()).length;
    const answer = await find(await world.staffToken(staff.annaNurse), '22950606-FH20');
    expect(answer).toEqual({ data: { findPatient: null } });
    expect((await searches()).slice(before)).toEqual([{ actor_id: staff.annaNurse.id, patient_id: null, reason: 'NONE_FOUND', note: null, what: 'patient.searched' }]);
  });

  test('a child’s reserve number finds the child with guardians, the primary first', async () => {
    const [row] = await world.rows<{ number: string }>('SELECT number FROM patient WHERE id = $1', [patients.infant.id]);
    const { data } = await find(await world.staffToken(staff.annaNurse), row!.number.toLowerCase());
    expect(data.findPatient.guardians).toEqual([{ primary: true, patient: { name: 'Greta Barnelius' } }, { primary: false, patient: { name: 'Måns Barnelius' } }]);
  });

  test('[SAF-3] of a protected person the search tells nothing of where they are', async () => {
    const [row] = await world.rows<{ number: string }>('SELECT number FROM patient WHERE id = $1', [patients.protectedPerson.id]);
    expect((await find(await world.staffToken(staff.annaNurse), row!.number)).data.findPatient).toMatchObject({ mobile: null, listedUnit: null, guardians: [] });
  });

  test('another region’s profiles are not found', async () => {
    expect((await find(await world.staffToken(staff.vastragotalandNurse), '196512123339')).data.findPatient).toBeNull();
  });

  test.each(['', '123', '196512123338', '196513123339', 'Tolvan Tolvansson'])('%j is no number: bad input, nothing logged, nothing repeated', async (identifier) => {
    const before = (await searches()).length;
    const { errors } = await find(await world.staffToken(staff.annaNurse), identifier);
    expect(errors![0]!.extensions).toEqual({ code: 'BAD_INPUT', paths: ['identifier'] });
    if (identifier) expect(errors![0]!.message).not.toContain(identifier);
    expect(await searches()).toHaveLength(before);
  });

  test('[DIR-3] roles that do not meet patients, patients and partners find nothing and leave no search', async () => {
    const before = (await searches()).length;
    const others = staffRoles.filter((role) => !whoMay.findPatient.includes(role));
    const tokens = [
      ...(await Promise.all(others.map((role) => world.staffToken(inRole(staff.annaNurse, role))))),
      await world.patientToken(patients.gretaGuardian), await world.token({ kind: 'PARTNER', sub: 'partner', region: 'gavleborg' }),
    ];
    for (const token of tokens) expect(await find(token, '196512123339')).toEqual({ data: { findPatient: null } });
    expect((await find(undefined, '196512123339')).errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
    expect(await searches()).toHaveLength(before);
  });
});
