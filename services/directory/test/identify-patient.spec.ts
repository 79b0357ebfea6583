import { v7 } from 'uuid';
import { patients, staff, units } from '../src/seed/known';
import { testNumberFor } from '../src/seed/test-numbers';
import { directoryWorld, type World } from './directory-world';

let world: World;
let partner: string;
beforeAll(async () => {
  world = await directoryWorld();
  partner = await partnerToken();
});
afterAll(() => world.stop());

const scopes = ['patients:identify', 'consultations:submit'];
const partnerToken = (over: { region?: string; scope?: string[] } = {}) =>
  world.token({ kind: 'PARTNER', sub: 'telephone-triage', region: over.region ?? 'gavleborg', scope: (over.scope ?? scopes).join(' ') });

const mutation = `mutation($input: IdentifyPatientInput!) { identifyPatient(input: $input) { __typename
  ... on IdentifyPatientOk { patientId digital } ... on Refusal { code message } } }`;
const identify = async (token: string | undefined, input: Record<string, unknown>) => world.ask(token, mutation, { input });
const caller = (over: Record<string, unknown> = {}) => ({ personalNumber: testNumberFor('1999-02-28', 'FEMALE').number, givenName: 'Nora', familyName: 'Ringer', mobile: '+46701740605', ...over });
const numberOf = async (id: string) => (await world.rows<{ number: string }>('SELECT number FROM patient WHERE id = $1', [id]))[0]!.number;
const countOf = async (number: string) => (await world.rows('SELECT 1 FROM patient WHERE number = $1', [number])).length;
const facts = 'query($id: ID!) { patientFacts(id: $id) { birthDate sex listedUnitId protectedIdentity } }';

describe('[CON-2] [PAR-1] a partner names the patient by number', () => {
  test('[CON-2] a person who has no profile gets one, others hear of it without name or number, and the act is logged', async () => {
    const { data } = await identify(partner, caller({ personalNumber: '19990228-' + caller().personalNumber.slice(8), listedUnitId: units.gavleHealthCentre.id, mobile: '070-174 06 05' }));
    expect(data.identifyPatient).toEqual({ __typename: 'IdentifyPatientOk', patientId: expect.any(String), digital: true });
    const id = data.identifyPatient.patientId;
    expect(await world.rows('SELECT given_name, mobile, created_by, region_id FROM patient WHERE id = $1', [id])).toEqual([{ given_name: 'Nora', mobile: '+46701740605', created_by: 'telephone-triage', region_id: 'gavleborg' }]);
    const events = await world.rows<{ type: string; data: object }>('SELECT type, data FROM outbox WHERE aggregate_id = $1', [id]);
    expect(events.map((e) => e.type)).toEqual(['patient.changed']);
    expect(JSON.stringify(events)).not.toMatch(/Nora|Ringer|740605/);
    expect(await world.rows('SELECT action, what, actor_kind, actor_id FROM audit WHERE patient_id = $1', [id])).toEqual([{ action: 'create', what: 'patient.created', actor_kind: 'PARTNER', actor_id: 'telephone-triage' }]);
  });

  test('[CON-2] the same number is the same patient, whose profile stays as it is; the search is logged', async () => {
    const before = await world.rows('SELECT * FROM patient WHERE id = $1', [patients.tolvan.id]);
    const { data } = await identify(partner, caller({ personalNumber: '651212-3339', givenName: 'Somebody', mobile: '+46701740699', listedUnitId: units.sandvikenHealthCentre.id }));
    expect(data.identifyPatient).toMatchObject({ patientId: patients.tolvan.id, digital: true });
    expect(await world.rows('SELECT * FROM patient WHERE id = $1', [patients.tolvan.id])).toEqual(before);
    expect(await world.rows("SELECT reason, actor_kind FROM audit WHERE action = 'search' AND patient_id = $1", [patients.tolvan.id])).toEqual([{ reason: 'FOUND', actor_kind: 'PARTNER' }]);
  });

  test('[CON-2] thirty at once for one number name one patient', async () => {
    const number = testNumberFor('1998-05-05', 'MALE').number;
    const ask = async (): Promise<string> => {
      for (;;) {
        const { data, errors } = await identify(partner, caller({ personalNumber: number }));
        if (data?.identifyPatient) return data.identifyPatient.patientId;
        expect(errors![0]!.extensions.code).toBe('TOO_MANY');
      }
    };
    const ids = await Promise.all(Array.from({ length: 30 }, ask));
    expect(new Set(ids).size).toBe(1);
    expect(await countOf(number)).toBe(1);
    expect(await world.rows('SELECT 1 FROM outbox WHERE aggregate_id = $1', [ids[0]])).toHaveLength(1);
  });

  test('[CON-2] [TRI-8] digital is who may log in and has a mobile number in the profile', async () => {
    const digital = async (id: string) => (await identify(partner, caller({ personalNumber: await numberOf(id) }))).data.identifyPatient.digital;
    expect(await digital(patients.gretaGuardian.id)).toBe(true);
    expect(await digital(patients.withoutMobile.id)).toBe(false);
    expect(await digital(patients.child.id)).toBe(false);
    expect(await digital(patients.teen.id)).toBe(true);
    expect((await identify(partner, caller({ personalNumber: testNumberFor('1997-01-09', 'MALE').number, mobile: null }))).data.identifyPatient.digital).toBe(false);
  });

  test('[SAF-3] a protected person is not handled: the partner learns the other ways in, and the attempt is logged', async () => {
    const { data } = await identify(partner, caller({ personalNumber: await numberOf(patients.protectedPerson.id) }));
    expect(data.identifyPatient).toEqual({ __typename: 'ProtectedIdentityNotHandled', code: 'PROTECTED_IDENTITY_NOT_HANDLED', message: expect.stringContaining('1177.se') });
    expect(JSON.stringify(data)).not.toContain(patients.protectedPerson.id);
    expect(await world.rows("SELECT reason FROM audit WHERE action = 'search' AND patient_id = $1", [patients.protectedPerson.id])).toEqual([{ reason: 'PROTECTED_IDENTITY' }]);
  });

  test('[SAF-3] where the region handles protected identity the person is named like anybody, and the search is logged', async () => {
    const number = await numberOf(patients.protectedPerson.id);
    await world.handlesProtected(true);
    expect((await identify(partner, caller({ personalNumber: number }))).data.identifyPatient).toEqual({ __typename: 'IdentifyPatientOk', patientId: patients.protectedPerson.id, digital: true });
    expect(await world.rows("SELECT reason FROM audit WHERE action = 'search' AND patient_id = $1 ORDER BY id DESC LIMIT 1", [patients.protectedPerson.id])).toEqual([{ reason: 'FOUND' }]);
    await world.handlesProtected(false);
    expect((await identify(partner, caller({ personalNumber: number }))).data.identifyPatient).toMatchObject({ __typename: 'ProtectedIdentityNotHandled' });
  });

  test('[PAR-1] a partner acts in its own region alone: the same number there is another patient', async () => {
    const { data } = await identify(await partnerToken({ region: 'vastragotaland' }), caller({ personalNumber: '196512123339' }));
    expect(data.identifyPatient.__typename).toBe('IdentifyPatientOk');
    expect(data.identifyPatient.patientId).not.toBe(patients.tolvan.id);
  });

  test('[DIR-3] without the scope, as staff, as a patient it is refused and nothing is made; without a token one has to log in', async () => {
    const number = testNumberFor('1996-06-06', 'FEMALE').number;
    for (const token of [await partnerToken({ scope: ['consultations:submit'] }), await world.staffToken(staff.annaNurse), await world.patientToken(patients.gretaGuardian)]) {
      expect((await identify(token, caller({ personalNumber: number }))).data.identifyPatient).toMatchObject({ __typename: 'NotPermitted' });
    }
    expect((await identify(undefined, caller())).errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
    expect(await countOf(number)).toBe(0);
  });

  test.each([
    ['input.personalNumber', { personalNumber: '196512123338' }],
    ['input.personalNumber', { personalNumber: 'nobody' }],
    ['input.personalNumber', { personalNumber: '991981000010' }],
    ['input.mobile', { mobile: '112' }],
    ['input.givenName', { givenName: '  ' }],
    ['input.familyName', { familyName: '<script>' }],
    ['input.language', { language: 'de' }],
    ['input.listedUnitId', { listedUnitId: units.molndalHealthCentre.id }],
  ])('bad input is told by its path %s and never repeated', async (path, over) => {
    const { errors } = await identify(partner, caller({ personalNumber: testNumberFor('1995-07-07', 'MALE').number, ...over }));
    expect(errors![0]!.extensions).toEqual({ code: 'BAD_INPUT', paths: [path] });
    const value = String(Object.values(over)[0]).trim();
    if (value) expect(errors![0]!.message).not.toContain(value);
  });
});

describe('[CON-2] patientFacts', () => {
  test('[CON-2] tells the partner’s own service what a case needs, and is logged', async () => {
    const { data } = await world.ask(partner, facts, { id: patients.gretaGuardian.id });
    expect(data.patientFacts).toEqual({ birthDate: '1988-03-14', sex: 'FEMALE', listedUnitId: units.gavleHealthCentre.id, protectedIdentity: false });
    expect(await world.rows("SELECT actor_kind, reason FROM audit WHERE what = 'patient.facts' AND patient_id = $1", [patients.gretaGuardian.id])).toEqual([{ actor_kind: 'PARTNER', reason: 'CONSULTATION' }]);
  });

  test('[SAF-3] of a protected person not where they are listed', async () => {
    expect((await world.ask(partner, facts, { id: patients.protectedPerson.id })).data.patientFacts).toMatchObject({ listedUnitId: null, protectedIdentity: true });
  });

  test('[DIR-3] another region’s patient, an unknown id, a missing scope and staff get null', async () => {
    expect((await world.ask(partner, facts, { id: patients.hallandPatient.id })).data.patientFacts).toBeNull();
    expect((await world.ask(partner, facts, { id: v7() })).data.patientFacts).toBeNull();
    expect((await world.ask(partner, facts, { id: 'nobody' })).data.patientFacts).toBeNull();
    expect((await world.ask(await partnerToken({ scope: ['patients:identify'] }), facts, { id: patients.gretaGuardian.id })).data.patientFacts).toBeNull();
    expect((await world.ask(await world.staffToken(staff.annaNurse), facts, { id: patients.gretaGuardian.id })).data.patientFacts).toBeNull();
  });
});
