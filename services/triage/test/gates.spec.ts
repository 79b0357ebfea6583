import type { PatientActor } from '@vardgraf/service-kit/actor';
import { v4 } from 'uuid';
import { type Mutation, mutations, staffMember, type TriageWorld, triageWorld } from './triage-world';

let world: TriageWorld;
let anna: PatientActor;
const inTenYears = new Date(Date.now() + 3650 * 86_400_000).toISOString();
/** What the patient's side may do; overriding is for telephone triage alone. */
const names = (Object.keys(mutations) as Mutation[]).filter((name) => name !== 'overrideTriage');
/** What an input needs besides the session. */
const rest: Partial<Record<Mutation, object>> = { answerTriage: { answers: [{ findingId: 'fever', value: 'no' }] }, restartTriage: { clientId: v4() }, removeTriagePhoto: { photoId: v4() } };
const born = (years: number): string => new Date(Date.now() - years * 365.25 * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  world = await triageWorld();
  await world.unit('bollnas');
  anna = await world.person();
});
afterAll(() => world.end());

const begin = (actor: PatientActor, more: object = {}) => world.mutate(actor, 'startTriage', { clientId: v4(), complaintCode: 'other', ...more });
const sessionsOf = async (patientId: string): Promise<number> => (await world.db.source.query('SELECT 1 FROM session WHERE patient_id = $1', [patientId])).length;

describe('who may begin', () => {
  it('[TRI-8] who is under the region’s age for seeking care is told other ways in, before any content', async () => {
    const young = await world.person({ birthDate: born(12), maySeekCareFrom: inTenYears });
    const refused = await begin(young);
    expect(refused).toEqual({ __typename: 'NotOldEnough', code: 'NOT_OLD_ENOUGH', message: expect.stringContaining('1177') });
    expect(await sessionsOf(young.personId)).toBe(0);
  });

  it('[TRI-8] and may from the moment the gate names', async () => {
    const soon = await world.person({ birthDate: born(13), maySeekCareFrom: new Date(Date.now() + 3_600_000).toISOString() });
    expect(await begin(soon)).toMatchObject({ __typename: 'NotOldEnough' });
    await world.shiftClock('2 hours');
    expect(await begin(soon)).toMatchObject({ __typename: 'StartTriageOk' });
    await world.shiftClock('0 hours');
  });

  it('[SAF-3] S19: a protected identity is stopped before any content, in the reader’s language', async () => {
    const petronella = await world.person({ protectedIdentity: true });
    expect(await begin(petronella)).toMatchObject({ __typename: 'ProtectedIdentityNotHandled', message: expect.stringContaining('1177.se') });
    expect((await begin({ ...petronella, language: 'sv' }))['message']).toContain('skyddade personuppgifter');
    expect(await sessionsOf(petronella.personId)).toBe(0);
  });

  it('[SAF-4] S19: a guardian acts for a child under the limit, looked up at each use; nobody else does', async () => {
    const child = await world.person({ birthDate: born(4), guardianIds: [anna.personId], maySeekCareFrom: inTenYears, proxyUntil: inTenYears });
    const begun = await begin(anna, { patientId: child.personId, complaintCode: 'child-fever' });
    expect(begun).toMatchObject({ __typename: 'StartTriageOk', session: { patient: { id: child.personId } } });
    const other = await world.person();
    expect(await begin(other, { patientId: child.personId })).toMatchObject({ __typename: 'NotFound' });
    await world.person({ patientId: child.personId, birthDate: born(4), guardianIds: [], maySeekCareFrom: inTenYears, proxyUntil: inTenYears });
    const answers = [{ findingId: 'fever', value: 'no' }];
    expect(await world.mutate(anna, 'answerTriage', { sessionId: begun['session'].id, answers })).toMatchObject({ __typename: 'NotFound' });
    expect(await begin(anna, { patientId: child.personId })).toMatchObject({ __typename: 'NotFound' });
  });

  it('[SAF-4] the limit ends the proxy, adults have none, and the case says who acted', async () => {
    const child = await world.person({ birthDate: born(4), guardianIds: [anna.personId], maySeekCareFrom: inTenYears, proxyUntil: new Date(Date.now() + 3_600_000).toISOString() });
    const session = await world.answerAll(anna, (await begin(anna, { patientId: child.personId }))['session']);
    const finished = (await world.mutate(anna, 'finishTriage', { sessionId: session['id'] }))['session'];
    expect((await world.events(finished.id))[0]!.data).toMatchObject({ patientId: child.personId, proxyId: anna.personId, ageBand: 'FROM_1_TO_5', tags: ['PROXY'] });
    await world.shiftClock('2 hours');
    expect(await begin(anna, { patientId: child.personId })).toMatchObject({ __typename: 'NotFound' });
    await world.shiftClock('0 hours');
    const adult = await world.person({ guardianIds: [anna.personId] });
    expect(await begin(anna, { patientId: adult.personId })).toMatchObject({ __typename: 'NotFound' });
  });

  it('a person whom directory has not told about is waited for, and is a fault of ours if they never come', async () => {
    const late: PatientActor = { ...anna, personId: v4() };
    const answered = begin(late);
    await world.person({ patientId: late.personId });
    expect(await answered).toMatchObject({ __typename: 'StartTriageOk' });
    await expect(begin({ ...anna, personId: v4() })).rejects.toThrow('INTERNAL');
  });

  it('[TRI-6] patients of other regions begin from the region’s day on', async () => {
    await world.unit('h-bollnas', { regionId: 'halland' });
    const otto = { ...(await world.person({ homeRegionId: 'halland' })), regionId: 'gavleborg' };
    expect(await begin(otto)).toMatchObject({ __typename: 'StartTriageOk' });
  });
});

describe('complaints', () => {
  it('are those of oneself and one’s children, the catch-all last; staff see all', async () => {
    const childless = await world.person();
    const codes = async (actor: Parameters<TriageWorld['ask']>[0]) => ((await world.ask(actor, '{ complaints { code name description } }')).data!['complaints'] as { code: string }[]).map((c) => c.code);
    expect(await codes(childless)).not.toContain('child-fever');
    expect((await codes(childless)).at(-1)).toBe('other');
    await world.person({ birthDate: born(3), guardianIds: [childless.personId], maySeekCareFrom: inTenYears, proxyUntil: inTenYears });
    expect(await codes(childless)).toContain('child-fever');
    expect(await codes(staffMember('nina'))).toContain('child-fever');
  });

  it('are named by their code to other subgraphs; an unknown one is null', async () => {
    const r = ['cough', 'nothing'].map((code) => ({ __typename: 'Complaint', code }));
    const answer = await world.ask(staffMember('nina'), 'query E($r: [_Any!]!) { _entities(representations: $r) { ... on Complaint { code name } } }', { r });
    expect(answer.data!['_entities']).toEqual([{ code: 'cough', name: 'Hosta' }, null]);
  });
});

describe('another’s session', () => {
  it('[DIR-3] is not found by any mutation nor by reading, also from another region', async () => {
    const { session } = await begin(anna);
    const stranger = await world.person();
    const query = 'query S($id: ID!) { triageSession(id: $id) { id } }';
    for (const by of [stranger, { ...anna, regionId: 'halland' }]) {
      for (const name of names.filter((one) => one !== 'startTriage')) {
        const input = { sessionId: session.id, ...rest[name] };
        expect(await world.mutate(by, name, input)).toMatchObject({ __typename: 'NotFound', code: 'NOT_FOUND' });
      }
      expect((await world.ask(by, query, { id: session.id })).data).toEqual({ triageSession: null });
    }
    expect((await world.ask(anna, query, { id: 'no-uuid' })).data).toEqual({ triageSession: null });
  });

  it('staff are not permitted any mutation, and nobody without a token', async () => {
    const input = { startTriage: { clientId: v4(), complaintCode: 'other' }, answerTriage: { sessionId: v4(), answers: [] } } as Partial<Record<Mutation, object>>;
    for (const name of names) {
      expect(await world.mutate(staffMember('nina'), name, input[name] ?? { sessionId: v4(), ...rest[name] })).toMatchObject({ __typename: 'NotPermitted' });
      await expect(world.mutate(undefined, name, input[name] ?? { sessionId: v4(), ...rest[name] })).rejects.toThrow('UNAUTHENTICATED');
    }
  });
});

describe('a bad input', () => {
  it('is named by its path, for every mutation', async () => {
    for (const name of names.filter((one) => one !== 'startTriage')) {
      expect(await world.badInput(anna, name, { sessionId: 'nonsense', ...rest[name] })).toEqual(['input.sessionId']);
    }
    const good = { clientId: v4(), complaintCode: 'other' };
    expect(await world.badInput(anna, 'startTriage', { ...good, clientId: 'nonsense' })).toEqual(['input.clientId']);
    expect(await world.badInput(anna, 'startTriage', { ...good, patientId: 'nonsense' })).toEqual(['input.patientId']);
    expect(await world.badInput(anna, 'startTriage', { ...good, freeText: 'x'.repeat(4001) })).toEqual(['input.freeText']);
    for (const complaintCode of ['no-such', 'child-fever']) expect(await world.badInput(anna, 'startTriage', { ...good, complaintCode })).toEqual(['input.complaintCode']);
  });

  it('an unknown finding or an answer that the question does not allow changes nothing', async () => {
    const { session } = await begin(anna);
    const bad = (answers: object[]) => world.badInput(anna, 'answerTriage', { sessionId: session.id, answers });
    const fine = { findingId: 'fever', value: 'no' };
    expect(await bad([fine, { findingId: 'no-such', value: 'no' }])).toEqual(['input.answers.1.findingId']);
    expect(await bad([fine, { findingId: 'very-ill', value: 'perhaps' }])).toEqual(['input.answers.1.value']);
    expect(await bad([])).toEqual(['input.answers']);
    expect((await world.ask(anna, 'query S($id: ID!) { triageSession(id: $id) { answers { findingId } } }', { id: session.id })).data!['triageSession'].answers).toEqual([]);
  });
});
