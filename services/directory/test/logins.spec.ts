import { patients, staff } from '../src/seed/known';
import { directoryWorld, type World } from './directory-world';

let world: World;
beforeAll(async () => { world = await directoryWorld(); }, 120_000);
afterAll(() => world.stop());

const fields = 'kind personId regionId language refusal otherWays { sv en } commissions { id role unitIds unitNames unitHsaIds }';
const logins = async (kind: string, identifier: string, token?: string) =>
  world.ask(token ?? (await broker()), `query($kind: LoginKind!, $identifier: String!) { logins(kind: $kind, identifier: $identifier) { ${fields} } }`, { kind, identifier });
const login = async (regionId: string, personId: string, token?: string) =>
  world.ask(token ?? (await broker()), `query($regionId: ID!, $personId: ID!) { login(regionId: $regionId, personId: $personId) { ${fields} } }`, { regionId, personId });
const broker = (scope = 'logins:read') => world.token({ kind: 'SERVICE', sub: 'identity-broker', scope });
const numberOf = async (id: string) => (await world.rows<{ number: string }>('SELECT number FROM patient WHERE id = $1', [id]))[0]!.number;
const hsaIdOf = async (id: string) => (await world.rows<{ hsa: string }>('SELECT hsa_id AS hsa FROM staff_member WHERE id = $1', [id]))[0]!.hsa;

test('[DIR-2] [AUD-1] a number leads to the person without a name, and the search is logged without the number', async () => {
  const number = await numberOf(patients.tolvan.id);
  const { data } = await logins('PATIENT', number);
  expect(data.logins).toMatchObject([{ kind: 'PATIENT', personId: patients.tolvan.id, regionId: 'gavleborg', refusal: null, commissions: [] }]);
  const audits = await world.rows("SELECT actor_id, region_id, action, reason, note FROM audit WHERE what = 'login.searched'");
  expect(audits).toEqual([{ actor_id: 'identity-broker', region_id: 'gavleborg', action: 'search', reason: 'FOUND', note: null }]);
  expect(JSON.stringify(data)).not.toContain(number);
});

test('[DIR-2] an HSA-id leads to the staff member with the commissions that hold, and their units', async () => {
  const { mariaTwoCommissions: maria } = staff;
  const { data } = await logins('STAFF', (await hsaIdOf(maria.id)).toLowerCase());
  expect(data.logins).toMatchObject([{ kind: 'STAFF', personId: maria.id, refusal: null }]);
  expect(data.logins[0].commissions.map(({ id }: { id: string }) => id).sort()).toEqual(maria.commissions.map(({ id }) => id).sort());
  expect(data.logins[0].commissions[0].unitHsaIds).toEqual([expect.stringMatching(/^SE\d{10}-/)]);
  await world.rows('UPDATE commission SET active = false WHERE id = $1', [maria.commissions[0]!.id]);
  expect((await login('gavleborg', maria.id)).data.login.commissions).toMatchObject([{ id: maria.commissions[1]!.id }]);
  await world.rows('UPDATE staff_member SET active = false WHERE id = $1', [maria.id]);
  expect((await login('gavleborg', maria.id)).data.login).toMatchObject({ refusal: 'NO_COMMISSION', commissions: [] });
});

test('[DIR-2] staff are not found by number nor patients by HSA-id, and what is neither is BAD_INPUT without being repeated', async () => {
  for (const [kind, identifier] of [['STAFF', await numberOf(patients.tolvan.id)], ['PATIENT', await hsaIdOf(staff.annaNurse.id)]] as const) {
    const { errors } = await logins(kind, identifier);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', paths: ['identifier'] } }]);
    expect(JSON.stringify(errors)).not.toContain(identifier);
  }
  expect((await logins('STAFF', 'SE2321000016-NOBODY')).data.logins).toEqual([]);
});

test('[SAF-3] [TRI-8] who may not log in comes with the reason and the region’s other ways in', async () => {
  expect((await logins('PATIENT', await numberOf(patients.protectedPerson.id))).data.logins).toMatchObject([{ refusal: 'PROTECTED_IDENTITY', otherWays: { sv: expect.stringMatching(/./) } }]);
  expect((await login('gavleborg', patients.child.id)).data.login).toMatchObject({ refusal: 'UNDER_AGE' });
  expect((await login('halland', patients.tolvan.id)).data.login).toBeNull();
});

test('[DIR-3] nobody but the log-in service learns anything', async () => {
  const number = await numberOf(patients.tolvan.id);
  const others = [await world.staffToken(staff.annaNurse), await world.patientToken(patients.tolvan), await broker('contacts:read'), await world.token({ kind: 'PARTNER', sub: 'x', region: 'gavleborg', scope: 'logins:read' })];
  for (const token of others) {
    expect((await logins('PATIENT', number, token)).data).toEqual({ logins: null });
    expect((await login('gavleborg', patients.tolvan.id, token)).data).toEqual({ login: null });
  }
});

test('[SAF-3] protection in one region counts in every region, and each region’s own setting says whether it closes the door', async () => {
  const { protectedPerson: hidden, hallandPatient } = patients;
  const number = await numberOf(hidden.id);
  await world.rows('UPDATE patient SET number = $2 WHERE id = $1', [hallandPatient.id, number]);
  const refusals = async () => Object.fromEntries(((await logins('PATIENT', number)).data.logins as { regionId: string; refusal: string | null }[]).map(({ regionId, refusal }) => [regionId, refusal]));
  expect(await refusals()).toEqual({ gavleborg: 'PROTECTED_IDENTITY', halland: 'PROTECTED_IDENTITY' });
  await world.handlesProtected(true);
  expect(await refusals()).toEqual({ gavleborg: null, halland: 'PROTECTED_IDENTITY' });
  expect((await login('gavleborg', hidden.id)).data.login).toMatchObject({ refusal: null });
  await world.handlesProtected(false);
  expect((await login('gavleborg', hidden.id)).data.login).toMatchObject({ refusal: 'PROTECTED_IDENTITY' });
});
