import type { PatientActor } from '@vardgraf/service-kit/actor';
import { v4 } from 'uuid';
import { loadPacks } from '../src/content/load';
import { type Answer, staffMember, type Json, type TriageWorld, triageWorld } from './triage-world';
import { toyPack } from './toy-pack';

let world: TriageWorld;
let anna: PatientActor;
const nurse = staffMember('nina');

beforeAll(async () => {
  world = await triageWorld();
  const texts = loadPacks()[0]!.texts;
  // Fever is a case here, so that there is something below it to be worse than.
  await world.publish([...loadPacks(), { ...toyPack, texts, base: { ...toyPack.base, priority: 5 }, selfCare: { ...toyPack.selfCare!, when: { finding: 'comfort', is: 'unknown' } }, narrows: [], raises: [] }]);
  await world.unit('bollnas');
  anna = await world.person();
}, 120_000);
afterAll(() => world.end());

const RECHECK = `recheck { id caseId change status message screen { id questions { findingId } } emergency { title text emergencyNumber } }`;
async function says(actor: PatientActor | ReturnType<typeof staffMember>, name: 'startRecheck' | 'answerRecheck', input: Json): Promise<Json> {
  const type = name === 'startRecheck' ? 'StartRecheck' : 'AnswerRecheck';
  const answer: Answer = await world.ask(actor, `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename ... on ${type}Ok { ${RECHECK} } ... on Refusal { code message } } }`, { input });
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data![name] as Json;
}
const press = (caseId: string, change: string, more: Json = {}, by = anna) => says(by, 'startRecheck', { clientId: v4(), caseId, change, ...more });
const answers = (recheckId: string, said: Record<string, string>, by = anna) =>
  says(by, 'answerRecheck', { recheckId, answers: Object.entries(said).map(([findingId, value]) => ({ findingId, value })) });
const told = async (recheckId: string) => (await world.events(recheckId)).map(({ type, version, data }) => ({ type, version, ...data }));

/** Anna waits with fever, nothing else: priority 5. */
async function waits(): Promise<string> {
  return (await world.whole(anna, 'toy', { fever: 'yes', days: 'few', comfort: 'no' }))['session'].outcome.caseId as string;
}

async function access(caseId: string, more: { open?: boolean; takenBy?: string } = {}): Promise<void> {
  await world.hear('case.access-changed', { caseId, patientId: anna.personId, open: more.open ?? true, units: [{ unitId: 'bollnas', roles: ['NURSE'] }], responsibleUnitId: 'bollnas', takenBy: more.takenBy ?? null, participants: [] });
}

describe('[BEY-5] a waiting patient is asked whether anything has changed', () => {
  it('[BEY-5] as before is the whole answer, told once however often it is sent', async () => {
    const caseId = await waits();
    const clientId = v4();
    const first = await press(caseId, 'SAME', { clientId });
    expect(first).toMatchObject({ __typename: 'StartRecheckOk', recheck: { caseId, change: 'SAME', status: 'ANSWERED', screen: null, emergency: null, message: expect.stringMatching(/keep your place/) } });
    expect(await press(caseId, 'SAME', { clientId })).toEqual(first);
    expect(await told(first['recheck'].id)).toMatchObject([{ type: 'recheck.answered', version: 1, change: 'SAME', state: 'ANSWERED', beforeRank: 5, urgencyRank: 5, caseId, suicideRisk: false }]);
  });

  it('[BEY-5] [TRI-3] worse asks again only what may be more urgent, on the content of the first session, and tells what it comes to', async () => {
    const caseId = await waits();
    const { recheck } = await press(caseId, 'WORSE', { freeText: 'Svettas mycket' });
    expect(recheck).toMatchObject({ status: 'ASKING', screen: { id: 'danger', questions: [{ findingId: 'danger' }] } });
    expect(await told(recheck.id)).toMatchObject([{ state: 'ASKING', beforeRank: 5, urgencyRank: 5 }]);
    const second = await answers(recheck.id, { danger: 'no' });
    expect(second).toMatchObject({ recheck: { status: 'ASKING', screen: { id: 'signs' } } });
    const over = await answers(recheck.id, { amber: 'yes' });
    expect(over).toMatchObject({ recheck: { status: 'ANSWERED', screen: null, message: expect.stringMatching(/Staff see/) } });
    expect(await answers(recheck.id, { amber: 'yes' })).toEqual(over);
    expect(await answers(recheck.id, { amber: 'no' })).toMatchObject({ __typename: 'RecheckOver' });
    expect(await told(recheck.id)).toMatchObject([{ version: 1 }, { version: 2, state: 'ANSWERED', beforeRank: 5, urgencyRank: 4, priority: '4', firedRules: expect.arrayContaining(['amber-sign']), content: { packId: 'toy', semver: '1.2.3' } }]);
    expect(JSON.stringify(await told(recheck.id))).not.toMatch(/Svettas|ask amber/);
  });

  it('[BEY-5] [TRI-4] life danger is 112 at once and told as a referral; the case is not ended by it', async () => {
    const caseId = await waits();
    const { recheck } = await press(caseId, 'NEW');
    expect(await answers(recheck.id, { danger: 'yes' })).toMatchObject({ recheck: { status: 'EMERGENCY', screen: null, emergency: { emergencyNumber: '112', text: expect.stringContaining('112') } } });
    expect(await told(recheck.id)).toMatchObject([{}, { type: 'recheck.answered', version: 2, state: 'EMERGENCY', urgencyRank: 1 }, { type: 'emergency.referred', version: 3, careLevel: 'EMERGENCY_112' }]);
  });

  it('[BEY-5] what was said last time is what the next time is compared with', async () => {
    const caseId = await waits();
    const first = (await press(caseId, 'WORSE'))['recheck'];
    await answers(first.id, { danger: 'no', amber: 'yes' });
    const second = (await press(caseId, 'WORSE'))['recheck'];
    expect(await answers(second.id, { danger: 'no' })).toMatchObject({ recheck: { status: 'ANSWERED' } });
    expect((await told(second.id)).at(-1)).toMatchObject({ beforeRank: 4, urgencyRank: 4 });
  });

  it('[BEY-5] who has been met, or whose case is over, is told where to say it; who waits again may', async () => {
    const caseId = await waits();
    await access(caseId);
    const after = { caseId, patientId: anna.personId, unitId: 'bollnas', priority: '5', urgencyRank: 5, staffId: 'nina' };
    await world.hear('case.started', { ...after, status: 'IN_PROGRESS', startedAt: new Date().toISOString(), waitedSeconds: 1, withinHandlingTime: true });
    expect(await press(caseId, 'WORSE')).toMatchObject({ __typename: 'CaseNotWaiting', message: expect.stringContaining('112') });
    await world.hear('case.released', { ...after, status: 'REQUESTED', reason: 'OTHER' });
    expect(await press(caseId, 'SAME')).toMatchObject({ __typename: 'StartRecheckOk' });
    await access(caseId, { open: false });
    expect(await press(caseId, 'SAME')).toMatchObject({ __typename: 'CaseNotWaiting' });
  });

  it('[BEY-5] [SAF-4] a guardian may say it for a child, and nobody else for anybody; staff are not asked', async () => {
    const caseId = await waits();
    const other = await world.person();
    expect(await press(caseId, 'WORSE', {}, other)).toMatchObject({ __typename: 'NotFound' });
    expect(await says(nurse, 'startRecheck', { clientId: v4(), caseId, change: 'SAME' })).toMatchObject({ __typename: 'NotPermitted' });
    const { recheck } = await press(caseId, 'WORSE');
    expect(await answers(recheck.id, { danger: 'no' }, other)).toMatchObject({ __typename: 'NotFound' });
    const later = new Date(Date.now() + 86_400_000).toISOString();
    const child = await world.person({ birthDate: '2020-01-01', guardianIds: [anna.personId], proxyUntil: later });
    const begun = await world.start(anna, 'toy', { patientId: child.personId });
    const session = await world.answerAll(anna, begun, { fever: 'yes', days: 'few', comfort: 'no' });
    const { session: finished } = await world.mutate(anna, 'finishTriage', { sessionId: session['id'] });
    expect(await press(finished.outcome.caseId as string, 'WORSE')).toMatchObject({ recheck: { status: 'ASKING' } });
  });

  it('[BEY-5] an answer that the content does not know is BAD_INPUT with its path', async () => {
    const { recheck } = await press(await waits(), 'WORSE');
    const bad = await world.ask(anna, 'mutation ($input: AnswerRecheckInput!) { answerRecheck(input: $input) { __typename } }', { input: { recheckId: recheck.id, answers: [{ findingId: 'danger', value: 'maybe' }] } });
    expect(bad.errors![0]!.extensions).toMatchObject({ code: 'BAD_INPUT', paths: ['input.answers.0.value'] });
  });
});

it('[BEY-5] [QUE-14] [AUD-1] who has the case in hand reads what has changed and what triage came to; others read neither', async () => {
  const caseId = await waits();
  await access(caseId, { takenBy: nurse.personId });
  const { recheck } = await press(caseId, 'NEW', { freeText: 'Svettas mycket' });
  await answers(recheck.id, { danger: 'no', amber: 'yes' });
  const read = async (who: ReturnType<typeof staffMember>) =>
    (await world.ask(who, `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Case {
      triageOutcome { priority disposition unit { id } reasons { ruleId } } rechecks { change status freeText beforeUrgencyRank urgencyRank changed { question before now redFlag } } } } }`, { r: [{ __typename: 'Case', id: caseId }] })).data!['_entities'][0] as Json;
  expect(await read(nurse)).toMatchObject({
    triageOutcome: { priority: '5', disposition: 'DROP_IN', unit: { id: 'bollnas' } },
    rechecks: [{ change: 'NEW', status: 'ANSWERED', freeText: 'Svettas mycket', beforeUrgencyRank: 5, urgencyRank: 4, changed: [{ question: 'ask amber sv', before: 'nej', now: 'ja', redFlag: true }] }],
  });
  expect(await read(staffMember('stranger', ['elsewhere']))).toEqual({ triageOutcome: null, rechecks: null });
  expect([(await world.audits('readRechecks', anna.personId)).length, (await world.audits('readTriageOutcome', anna.personId)).length]).toEqual([1, 1]);
});
