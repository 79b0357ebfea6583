import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PatientActor, StaffActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { v4 } from 'uuid';
import { CONTENT_DIR } from '../src/content/read-library';
import { publishContent } from '../src/operations/publish-content';
import { staffMember, type TriageWorld, triageWorld } from './triage-world';

// A draft is checked as a whole, which takes a busy machine seconds.
jest.setTimeout(90_000);

let world: TriageWorld;
let anna: PatientActor;
const as = (personId: string, role: StaffActor['commission']['role']): StaffActor => ({ ...staffMember(personId), commission: { ...staffMember(personId).commission, role } });
const [cecilia, doris, nina] = [as('cecilia', 'CONTENT_EDITOR'), as('doris', 'DOCTOR'), as('nina', 'NURSE')];
const original = readFileSync(join(CONTENT_DIR, 'complaints/sore-throat.yaml'), 'utf8');
/** The version on the disk. */
const current = /^version: (.*)$/m.exec(original)![1]!;
const version = (semver: string, change = (text: string): string => text): string => change(original.replace(/^version: .*$/m, `version: ${semver}`));

const DRAFT = 'draft { id semver sha256 faults signatures { as signedBy { id } demonstration } changes { path kind details } statistics { paths medianQuestions redFlags } }';
const MORE = {
  draftTriageContent: `... on DraftTriageContentOk { ${DRAFT} }`, signTriageContent: `... on SignTriageContentOk { ${DRAFT} }`,
  publishTriageContent: '... on PublishTriageContentOk { edition { semver sha256 current demonstration signatures { as demonstration } } }',
  replayTriageContent: '... on ReplayTriageContentOk { sessions moreUrgent lessUrgent otherwise changed { sessionId before { urgencyRank } after { urgencyRank } } }',
};
type Verb = keyof typeof MORE;

async function does(who: StaffActor, verb: Verb, input: Record<string, unknown>) {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`;
  const answer = await world.ask(who, `mutation M($input: ${type}!) { ${verb}(input: $input) { __typename ... on Refusal { code message } ... on TriageContentNotReady { faults } ${MORE[verb]} } }`, { input });
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data![verb];
}
const drafted = async (complaint: string) => (await does(cecilia, 'draftTriageContent', { clientId: v4(), complaint })).draft;
const published = async (complaint: string) => {
  const { id } = await drafted(complaint);
  await does(cecilia, 'signTriageContent', { draftId: id, as: 'AUTHOR' });
  await does(doris, 'signTriageContent', { draftId: id, as: 'PHYSICIAN' });
  return does(cecilia, 'publishTriageContent', { draftId: id });
};

beforeAll(async () => {
  world = await triageWorld();
  await world.unit('bollnas');
  anna = await world.person();
});
afterAll(() => world.end());

describe('[TRI-3] a draft', () => {
  it('is kept with what the checks say, what it changes and how long its ways are; the same clientId keeps it once', async () => {
    const clientId = v4();
    const complaint = version('1.1.1', (text) => text.replace('atLeast: P8', 'atLeast: P7'));
    const first = (await does(cecilia, 'draftTriageContent', { clientId, complaint })).draft;
    expect(first).toMatchObject({ semver: '1.1.1', faults: [], signatures: [], statistics: { medianQuestions: expect.any(Number) } });
    expect(first.changes).toEqual([{ path: expect.stringMatching(/^rules\./), kind: 'CHANGED', details: expect.arrayContaining(['atLeast: 8 → 7']) }, { path: 'complaint.sore-throat', kind: 'CHANGED', details: [`version: ${current} → 1.1.1`] }]);
    expect((await does(cecilia, 'draftTriageContent', { clientId, complaint })).draft.id).toBe(first.id);
    const { data } = await world.ask(doris, '{ triageContent(complaintCode: "sore-throat") { complaintCode versions { semver current signatures { demonstration } } drafts { id } statistics { paths } } }');
    expect(data!['triageContent']).toEqual([{
      complaintCode: 'sore-throat', versions: [{ semver: current, current: true, signatures: [{ demonstration: true }, { demonstration: true }] }], drafts: [{ id: first.id }], statistics: { paths: expect.any(Number) },
    }]);
    expect(await read(world.db, "SELECT 1 FROM audit WHERE action = 'draftTriageContent' AND actor_id = 'cecilia'")).toHaveLength(1);
  });

  it('that cannot be read is refused with its paths; one with faults is kept, and neither signed nor published', async () => {
    expect(await does(cecilia, 'draftTriageContent', { clientId: v4(), complaint: version('1.1.1', (text) => text.replace('pregnancySafe', 'pregnancySave')) }))
      .toMatchObject({ code: 'TRIAGE_CONTENT_NOT_READY', faults: expect.arrayContaining([expect.stringContaining('pregnancySave')]) });
    const faulty = await drafted(version('1.1.1', (text) => text.replace(/reviewed: \S+/, 'reviewed: 2020-01-01')));
    expect(faulty.faults[0]).toMatch(/2020-01-01 is more than 24 months ago/);
    expect(await does(cecilia, 'signTriageContent', { draftId: faulty.id, as: 'AUTHOR' })).toMatchObject({ __typename: 'TriageContentNotReady', faults: faulty.faults });
    expect((await does(cecilia, 'publishTriageContent', { draftId: faulty.id })).faults).toEqual(expect.arrayContaining([faulty.faults[0]]));
  });

  it('is signed by its author and by a doctor, who are two persons, and published by nobody before', async () => {
    const { id, sha256 } = await drafted(version('1.2.0'));
    const asAuthor = { draftId: id, as: 'AUTHOR' };
    expect((await does(cecilia, 'publishTriageContent', { draftId: id })).faults).toEqual(['sore-throat: not signed by its author', 'sore-throat: not signed by a physician']);
    expect(await does(cecilia, 'signTriageContent', { draftId: id, as: 'PHYSICIAN' })).toMatchObject({ __typename: 'NotPermitted' });
    expect(await does(doris, 'signTriageContent', asAuthor)).toMatchObject({ __typename: 'NotPermitted' });
    for (let i = 0; i < 2; i += 1) expect((await does(cecilia, 'signTriageContent', asAuthor)).draft.signatures).toEqual([{ as: 'AUTHOR', signedBy: { id: 'cecilia' }, demonstration: false }]);
    expect(await does(as('clara', 'CONTENT_EDITOR'), 'signTriageContent', asAuthor)).toMatchObject({ faults: ['sore-throat: is signed so by someone else already'] });
    expect(await does(as('cecilia', 'DOCTOR'), 'signTriageContent', { draftId: id, as: 'PHYSICIAN' })).toMatchObject({ faults: ['sore-throat: one person cannot sign it twice'] });
    expect((await does(cecilia, 'publishTriageContent', { draftId: id })).faults).toEqual(['sore-throat: not signed by a physician']);
    await does(doris, 'signTriageContent', { draftId: id, as: 'PHYSICIAN' });
    expect((await does(cecilia, 'publishTriageContent', { draftId: id })).edition).toMatchObject({ semver: '1.2.0', sha256, current: true });
    expect(await read(world.db, "SELECT action FROM audit WHERE action LIKE '%TriageContent' AND actor_id = 'doris'")).toEqual([{ action: 'signTriageContent' }]);
  });
});

describe('[TRI-3] a published content', () => {
  it('is what new sessions get at once, stays over a restart with an older disk, and leaves sessions under way alone', async () => {
    const before = await world.start(anna, 'sore-throat');
    expect((await published(version('2.0.0', (text) => text.replace(/sv: "Ont i halsen"/, 'sv: "Halsont"')))).edition).toMatchObject({ semver: '2.0.0', current: true });
    expect((await world.start(anna, 'sore-throat'))['content']).toMatchObject({ semver: '2.0.0' });
    await publishContent(world.db);
    expect((await world.start(anna, 'sore-throat'))['content']).toMatchObject({ semver: '2.0.0' });
    expect(await world.answerAll(anna, before)).toMatchObject({ content: before['content'] });
  });

  it('is the newest of two that are published at the same moment, whichever comes first', async () => {
    const ready = async (semver: string) => {
      const { id } = await drafted(version(semver));
      await does(cecilia, 'signTriageContent', { draftId: id, as: 'AUTHOR' });
      await does(doris, 'signTriageContent', { draftId: id, as: 'PHYSICIAN' });
      return id;
    };
    const ids = [await ready('2.1.0'), await ready('2.2.0')];
    await Promise.all([...ids, ...ids].map((draftId) => does(cecilia, 'publishTriageContent', { draftId })));
    expect(await read(world.db, "SELECT semver FROM pack WHERE pack_id = 'sore-throat' AND current")).toEqual([{ semver: '2.2.0' }]);
    expect(await read(world.db, "SELECT count(*)::int AS n FROM pack WHERE pack_id = 'sore-throat' AND semver = '2.2.0'")).toEqual([{ n: 1 }]);
  });

  it('never changes: neither by the graph with an older or the same version, nor in the database', async () => {
    expect((await published(version('1.9.0'))).faults).toEqual(['sore-throat: 2.2.0 is published; give this a newer version than 1.9.0']);
    expect((await published(version('2.2.0', (text) => text.replace('atLeast: P8', 'atLeast: P7')))).faults).toEqual(['sore-throat: 2.2.0 is published; give this a newer version than 2.2.0']);
    for (const sql of ["UPDATE pack SET content = '{}'", 'DELETE FROM pack', 'UPDATE pack_signature SET signed_by = $$me$$', 'DELETE FROM pack_draft']) await expect(read(world.db, sql)).rejects.toThrow(/is refused|denied/);
  });
});

it('[TRI-3] a replay counts and lists by session id which past outcomes a draft would change', async () => {
  const [ulla, bo] = [await world.person(), await world.person()];
  const worse = (await world.whole(ulla, 'sore-throat', { 'throat-alarm': 'yes' }))['session'];
  await world.whole(bo, 'sore-throat');
  const { id } = await drafted(version('3.0.0', (text) => text.replace('atLeast: P8', 'atLeast: P7')));
  const replayed = await does(cecilia, 'replayTriageContent', { draftId: id });
  expect(replayed).toMatchObject({ sessions: 2, moreUrgent: 1, lessUrgent: 0, otherwise: 0, changed: [{ sessionId: worse.id, before: { urgencyRank: 8 }, after: { urgencyRank: 7 } }] });
  expect(await does(as('hedda', 'CONTENT_EDITOR'), 'replayTriageContent', { draftId: id, days: 1 })).toMatchObject({ sessions: 2 });
  const elsewhere = { ...cecilia, regionId: 'halland' };
  expect(await does(elsewhere, 'replayTriageContent', { draftId: id })).toMatchObject({ sessions: 0 });
});

it('[DIR-3] nobody but editors and doctors sees or touches content', async () => {
  for (const who of [nina, as('sylvia', 'SYSTEM_MANAGER')]) {
    expect((await world.ask(who, '{ triageContent { complaintCode } }')).data).toEqual({ triageContent: null });
    for (const [verb, input] of [['draftTriageContent', { clientId: v4(), complaint: 'x' }], ['signTriageContent', { draftId: v4(), as: 'AUTHOR' }], ['publishTriageContent', { draftId: v4() }], ['replayTriageContent', { draftId: v4() }]] as const) {
      expect(await does(who, verb, input)).toMatchObject({ __typename: 'NotPermitted' });
    }
  }
  expect(await does(doris, 'draftTriageContent', { clientId: v4(), complaint: 'x' })).toMatchObject({ __typename: 'NotPermitted' });
  for (const verb of ['signTriageContent', 'publishTriageContent', 'replayTriageContent'] as const) expect(await does(cecilia, verb, { draftId: v4(), ...(verb === 'signTriageContent' && { as: 'AUTHOR' }) })).toMatchObject({ __typename: 'NotFound' });
});

it('[BEY-14] of each version it is told how many finished, how many left, and at which question, with its reading level', async () => {
  const [ulla, bo, eva] = [await world.person(), await world.person(), await world.person()];
  await world.whole(ulla, 'ear');
  const left = await world.start(bo, 'ear');
  const danger = (left['screen'].questions as { findingId: string }[]).map(({ findingId }) => ({ findingId, value: 'no' }));
  const shown = (await world.mutate(bo, 'answerTriage', { sessionId: left['id'], answers: danger }))['session'].screen.id as string;
  await world.mutate(bo, 'abandonTriage', { sessionId: left['id'] });
  await world.start(eva, 'ear');
  const use = async (who: StaffActor) => (await world.ask(who, '{ triageContent(complaintCode: "ear") { versions { use { started finished left medianScreens screens { screenId readingLevel left } } } } }')).data!['triageContent'][0].versions[0].use;
  const told = await use(cecilia);
  expect(told).toMatchObject({ started: 3, finished: 1, left: 1, medianScreens: expect.any(Number) });
  expect(told.screens.filter((screen: { left: number }) => screen.left > 0)).toEqual([{ screenId: shown, readingLevel: expect.any(Number), left: 1 }]);
  for (const { readingLevel } of told.screens) expect(readingLevel).toBeGreaterThan(0);
  expect(await use({ ...cecilia, regionId: 'halland' })).toMatchObject({ started: 0, finished: 0, left: 0, medianScreens: null });
});
