import type { PatientActor } from '@vardgraf/service-kit/actor';
import { loadPacks } from '../src/content/load';
import { simplePack } from './simple-pack';
import { staffMember, type TriageWorld, triageWorld } from './triage-world';

let world: TriageWorld;
let anna: PatientActor;
const packs = [...loadPacks(), simplePack('drop-in', { priority: 4, need: 'DIGITAL', profession: 'NURSE' })];

beforeAll(async () => {
  world = await triageWorld();
  await world.publish(packs);
  await world.unit('bollnas');
  anna = await world.person();
});
afterAll(() => world.end());

const SESSION_QUERY = 'query S($id: ID!) { triageSession(id: $id) { id status patient { id } answers { findingId value } anamnesis { keyword text } } }';
const ANAMNESIS = `query E($r: [_Any!]!) { _entities(representations: $r) { ... on Case { anamnesis { keyword complaint patientReported lines { question answer }
  redFlagsPresent redFlagsDenied redFlagsUnknown freeText text } } } }`;

describe('[TRI-1] a session', () => {
  it('begins with the danger signs as one multiple choice, and ends with an order, a level, a profession, advice and why', async () => {
    const begun = await world.start(anna, 'sore-throat');
    expect(begun).toMatchObject({ status: 'OPEN', complaint: { code: 'sore-throat', name: 'Sore throat' }, patient: { id: anna.personId }, outcome: null, emergency: null, answers: [] });
    expect(begun['screen']).toMatchObject({ grouped: true });
    expect(begun['screen'].questions[0]).toMatchObject({ type: 'YES_NO', options: [], text: expect.stringMatching(/\w/) });
    const done = await world.answerAll(anna, begun, { 'throat-one-sided': 'yes' });
    expect(done).toMatchObject({ status: 'OPEN', screen: null });
    expect(done['outcome']).toMatchObject({ priorityLabel: expect.any(String), advice: expect.arrayContaining([expect.any(String)]), reasons: expect.arrayContaining([{ ruleId: expect.any(String), text: expect.any(String) }]) });
    expect(done['outcome'].advice.length).toBeGreaterThan(0);
  });

  it('the same clientId gives the first session again, for the same person only', async () => {
    const clientId = anna.personId;
    const first = await world.start(anna, 'cough', { clientId });
    expect((await world.start(anna, 'cough', { clientId }))['id']).toBe(first['id']);
    const both = await Promise.all([1, 2, 3].map(() => world.start(anna, 'cough', { clientId: first['id'] })));
    expect(new Set(both.map((s) => s['id'])).size).toBe(1);
    const other = await world.person();
    expect((await world.start(other, 'cough', { clientId }))['id']).not.toBe(first['id']);
  });

  it('counts the third contact in seven days for the same complaint, and not after them', async () => {
    const ulla = await world.person();
    const priorities: string[] = [];
    for (let i = 0; i < 3; i += 1) priorities.push((await world.whole(ulla, 'sore-throat')).session.outcome.priority);
    expect(priorities.slice(0, 2)).toEqual(['12', '12']);
    expect(priorities[2]).not.toBe('12');
    await world.shiftClock('8 days');
    await world.unit('bollnas');
    expect((await world.answerAll(ulla, await world.start(ulla, 'sore-throat')))['outcome'].priority).toBe('12');
    await world.shiftClock('0 hours');
  });

  it('the patient’s own words can raise a flag for a human', async () => {
    const words = 'jag vill ta livet av mig';
    const begun = await world.start(anna, 'drop-in', { freeText: words });
    const mental = await world.answerAll(anna, await world.start(anna, 'other', { freeText: words }));
    expect(begun['anamnesis'].freeText).toBe(words);
    expect(mental['emergency'].text).toContain('90101');
  });
});

describe('[TRI-10] answers', () => {
  it('are corrected and withdrawn, keep their place, and the session resumes where it was', async () => {
    const begun = await world.start(anna, 'sore-throat');
    const sent = (answers: object[]) => world.mutate(anna, 'answerTriage', { sessionId: begun['id'], answers });
    await sent([{ findingId: 'fever', value: 'yes' }, { findingId: 'immune', value: 'unknown' }]);
    await sent([{ findingId: 'fever', value: 'no' }]);
    const { data } = await world.ask(anna, SESSION_QUERY, { id: begun['id'] });
    expect(data!['triageSession'].answers).toEqual([{ findingId: 'fever', value: 'no' }, { findingId: 'immune', value: 'unknown' }]);
    expect((await sent([{ findingId: 'fever', value: null }]))['session'].answers).toMatchObject([{ findingId: 'immune', value: 'unknown', text: 'does not know' }]);
    expect(await world.mutate(anna, 'finishTriage', { sessionId: begun['id'] })).toMatchObject({ __typename: 'QuestionsRemain', code: 'QUESTIONS_REMAIN' });
  });

  it('two answers at the same time are both kept', async () => {
    const begun = await world.start(anna, 'sore-throat');
    await Promise.all(['fever', 'immune', 'very-ill'].map((findingId) => world.mutate(anna, 'answerTriage', { sessionId: begun['id'], answers: [{ findingId, value: 'no' }] })));
    const { data } = await world.ask(anna, SESSION_QUERY, { id: begun['id'] });
    expect(data!['triageSession'].answers).toHaveLength(3);
  });

  it('leaving is counted once, by how far the patient came; nothing more can be said then', async () => {
    const begun = await world.start(anna, 'cough');
    await world.mutate(anna, 'answerTriage', { sessionId: begun['id'], answers: [{ findingId: 'fever', value: 'no' }] });
    for (let i = 0; i < 2; i += 1) expect((await world.mutate(anna, 'abandonTriage', { sessionId: begun['id'] }))['session'].status).toBe('ABANDONED');
    expect(await world.events(begun['id'])).toMatchObject([{ type: 'session.abandoned', version: 1, data: { complaintCode: 'cough', screensSeen: 1, patientId: anna.personId } }]);
    const more = { sessionId: begun['id'], answers: [{ findingId: 'fever', value: 'yes' }] };
    expect(await world.mutate(anna, 'answerTriage', more)).toMatchObject({ __typename: 'SessionNotOpen', status: 'ABANDONED' });
    expect(await world.mutate(anna, 'finishTriage', { sessionId: begun['id'] })).toMatchObject({ __typename: 'SessionNotOpen' });
  });

  it('a finished session cannot be left', async () => {
    const { session } = await world.whole(anna, 'drop-in');
    expect(await world.mutate(anna, 'abandonTriage', { sessionId: session.id })).toMatchObject({ __typename: 'SessionNotOpen', status: 'FINISHED' });
  });
});

describe('[TRI-3] content', () => {
  it('a session stays with the version it began with; new ones get the new', async () => {
    const begun = await world.start(anna, 'drop-in');
    const newer = simplePack('drop-in', { priority: 8, need: 'DIGITAL', profession: 'DOCTOR' }, { semver: '9.0.0' });
    await world.publish([...packs.filter((pack) => pack.id !== 'drop-in'), newer]);
    const old = await world.answerAll(anna, begun);
    expect(old).toMatchObject({ content: { packId: 'drop-in', semver: begun['content'].semver, sha256: begun['content'].sha256, demonstration: true }, outcome: { priority: '4' } });
    expect((await world.answerAll(anna, await world.start(anna, 'drop-in')))).toMatchObject({ content: { semver: '9.0.0', sha256: newer.sha256 }, outcome: { priority: '8' } });
    const { session } = await world.mutate(anna, 'finishTriage', { sessionId: old['id'] });
    expect((await world.events(session.id))[0]!.data).toMatchObject({ content: begun['content'].semver ? { semver: begun['content'].semver } : {} });
    await world.publish(packs);
  });

  it('a changed content under a published version is refused by name, and so is what the checks find', async () => {
    const changed = simplePack('drop-in', { priority: 5, need: 'DIGITAL', profession: 'NURSE' });
    await expect(world.publish([changed])).rejects.toThrow(`drop-in ${changed.semver} is published with another content`);
    const { publishPacks } = await import('../src/operations/publish-packs');
    await expect(publishPacks(world.db, [{ ...changed, id: 'faulty' }], { check: () => ['faulty: rules.0: never holds'] })).rejects.toThrow('faulty: rules.0: never holds');
  });
});

describe('[TRI-11] mental health', () => {
  it('always asks the suicide module; thoughts of death bring the card with numbers, which no later answer takes away', async () => {
    const calm = await world.answerAll(anna, await world.start(anna, 'mental-health'));
    expect(calm['answers'].map((a: { findingId: string }) => a.findingId)).toEqual(expect.arrayContaining(['suicide-unsafe', 'suicide-plan', 'suicide-thoughts', 'death-wish']));
    expect(calm['emergency']).toBeNull();
    const begun = await world.start(anna, 'mental-health');
    const said = async (value: string) => (await world.mutate(anna, 'answerTriage', { sessionId: begun['id'], answers: [{ findingId: 'suicide-thoughts', value }] }))['session'];
    expect((await said('yes')).emergency.text).toContain('90101');
    expect((await said('no')).emergency.text).toContain('90101');
    const done = await world.answerAll(anna, await said('yes'));
    expect(done['outcome']).toMatchObject({ disposition: 'DROP_IN', profession: 'PSYCHOLOGIST' });
    expect(done['outcome'].advice[0]).toContain('90101');
  });
});

describe('[TRI-9] the anamnesis', () => {
  it('is read by who has the case in hand, each look logged, and by nobody else', async () => {
    const { session } = await world.whole(anna, 'drop-in', {}, {});
    const caseId = session.outcome.caseId as string;
    const ask = (by: Parameters<TriageWorld['ask']>[0]) => world.ask(by, ANAMNESIS, { r: [{ __typename: 'Case', id: caseId }] });
    const [nina, nils] = [staffMember('nina'), staffMember('nils')];
    expect((await ask(nina)).data!['_entities']).toEqual([{ anamnesis: null }]);
    const access = { caseId, patientId: anna.personId, open: true, units: [{ unitId: 'bollnas', roles: ['NURSE' as const] }], responsibleUnitId: 'bollnas', takenBy: 'nina', participants: [] };
    await world.hear('case.access-changed', access);
    const report = (await ask(nina)).data!['_entities'][0].anamnesis;
    expect(report).toMatchObject({ keyword: 'Aktuellt', patientReported: true, lines: [expect.objectContaining({ answer: 'nej' })], redFlagsPresent: [], redFlagsDenied: [expect.any(String)], redFlagsUnknown: [] });
    expect(report.text).toContain('Demonstrationsinnehåll');
    expect(await world.audits('readAnamnesis', anna.personId)).toMatchObject([{ actor_id: 'nina', case_id: caseId }]);
    for (const by of [nils, staffMember('nina', ['elsewhere']), staffMember('nina', ['bollnas'], 'halland')]) expect((await ask(by)).data!['_entities']).toEqual([{ anamnesis: null }]);
    expect((await ask(anna)).data!['_entities']).toEqual([null]);
    expect((await world.ask(nina, SESSION_QUERY, { id: session.id })).data!['triageSession']).toMatchObject({ id: session.id, anamnesis: { keyword: 'Aktuellt' } });
    expect(await world.audits('triageSession', anna.personId)).toMatchObject([{ actor_id: 'nina' }]);
    expect((await world.ask(nils, SESSION_QUERY, { id: session.id })).data).toEqual({ triageSession: null });
  });

  it('stays readable for a day after the case’s end', async () => {
    const { session } = await world.whole(anna, 'drop-in');
    const caseId = session.outcome.caseId as string;
    const ask = () => world.ask(staffMember('nina'), ANAMNESIS, { r: [{ __typename: 'Case', id: caseId }] });
    await world.hear('case.access-changed', { caseId, patientId: anna.personId, open: false, units: [], responsibleUnitId: 'bollnas', takenBy: null, participants: ['nina'] });
    expect((await ask()).data!['_entities'][0].anamnesis).not.toBeNull();
    await world.shiftClock('25 hours');
    expect((await ask()).data!['_entities'][0].anamnesis).toBeNull();
    await world.shiftClock('0 hours');
  });
});
