import { eventTypes } from '@vardgraf/schema/events/catalogue';
import { liveFields } from '@vardgraf/gateway/live/fields';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { oneOf, randomFrom } from '../actors/random';
import type { Row } from '../live-list';
import { LiveQueue } from '../live-queue';
import { startStack, type Stack } from '../stack';
import { type PatientName, staff, type StaffName, type Story, units, type UnitName, World } from '../world';
import { isAskedAbout, isAtRisk, isBookedAndMoved, isHandedOver, isSentOnward, type There } from './every-event';
import { everydayLines, type Line, liveDocuments, type LiveFieldName, LiveLines, type Watcher } from './live-lines';

let stack: Stack;
let world: World;
let lines: LiveLines;
beforeAll(async () => {
  stack = await startStack();
  world = new World(stack);
  await world.isOpen();
  lines = new LiveLines(stack, world);
  for (const watch of everydayLines) await lines.watch(...watch);
}, 180_000);
afterAll(async () => {
  await lines?.end();
  await world?.ends();
  await stack?.stop();
});

const full = process.env['TEST_FULL'] === '1';
const steps = Number(process.env['ACTIONS'] ?? (full ? 600 : 80));
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const minute = 60_000;
const seekers: readonly PatientName[] = ['tolvan', 'gretaGuardian', 'youngWoman', 'englishSpeaker', 'teensParent', 'otherGuardian'];
const tellers: readonly Story[] = ['soreThroat', 'somethingElse', 'hardToBreathe', 'deathWish', 'hearsVoices'];
const actors: readonly [StaffName, UnitName][] = [
  ['annaNurse', 'gavleHealthCentre'], ['bertilNurse', 'gavleHealthCentre'], ['drDavid', 'gavleHealthCentre'], ['drElin', 'gavleHealthCentre'], ['petraPsychologist', 'gavleHealthCentre'],
  ['sandraNurse', 'sandvikenHealthCentre'], ['drSven', 'sandvikenHealthCentre'], ['hubDoctor', 'gavleborgDropIn'],
];

const lineOf = (who: Watcher, field: LiveFieldName = 'liveQueue'): Line => lines.all.find((line) => line.who === who && line.field === field)!;

/** A viewer's queue in the words of the story. */
function queueOf(who: StaffName): LiveQueue {
  const { list } = lineOf(who);
  if (!(list instanceof LiveQueue)) throw new Error(`${who} watches no queue`);
  return list;
}

/** Whoever has a case watches it, and its conversation when there is one; so does the patient. */
async function isWatched(who: StaffName, caseId: string, patient?: PatientName): Promise<void> {
  await lines.watch(who, 'liveCase', { caseId });
  const threadId = await threadOf(who, caseId);
  if (threadId === undefined) return;
  // An opened case shows its conversation as soon as cases says so; the conversation itself lets them in when messaging has heard of it.
  await world.until(async () => (await world.as(who, 'query ($id: ID!) { thread(id: $id) { id } }', { id: threadId }))['thread'] !== null);
  await lines.watch(who, 'liveThread', { threadId });
  if (patient) await lines.watch(patient, 'liveThread', { threadId });
}

async function threadOf(who: StaffName, caseId: string): Promise<string | undefined> {
  const opened = await world.does(who, 'openCase', { caseId, reason: 'CARE' }, '... on OpenCaseOk { case { thread { id } } }');
  return opened['case']?.thread?.id as string | undefined;
}

/** What the queue offers about safety, as mutations. */
function aboutSafety(caseId: string, level: string): Record<string, [mutation: string, input: Record<string, unknown>]> {
  const assessment = { clientId: v7(), rung: 'DEATH_THOUGHTS', riskFactors: 'Ensam.', protectiveFactors: 'Familjen.', basis: ['CHAT'], level, feelsSafeOnline: true };
  return {
    FLAG_SUICIDE_RISK: ['flagSuicideRisk', { caseId, sign: 'IMPRESSION' }],
    ASSESS_SUICIDE_RISK: ['assessSuicideRisk', { caseId, ...assessment }],
    RECORD_PHYSICAL_VISIT: ['recordPhysicalVisit', { caseId, held: true }],
    PROLONG_CONTACT: ['prolongContact', { caseId, minutes: 5 }],
    CLOSE_WITHOUT_CONTACT: ['closeWithoutContact', { caseId, reason: 'Låg med rimlig säkerhet.' }],
    HAND_OVER_ACUTELY: ['handOverAcutely', { caseId, to: 'ON_CALL_DOCTOR', words: 'Tackar nej.' }],
    RECORD_RECEIPT: ['recordReceipt', { caseId, receivedBy: 'Jouren', receivedAt: new Date(0).toISOString() }],
    RECORD_CONTACT_ATTEMPT: ['recordContactAttempt', { clientId: v7(), caseId, channel: 'PHONE', outcome: 'REACHED', reason: 'OTHER' }],
    BEGIN_PROTOCOL: ['beginProtocol', { caseId, kind: 'SILENCE' }],
  };
}

/** Case events that have happened so far. */
async function happened(): Promise<string[]> {
  const admin = new Client({ connectionString: stack.adminUrl });
  await admin.connect();
  const { rows } = await admin.query<{ type: string }>("SELECT DISTINCT type FROM cases.outbox WHERE type LIKE 'case.%' ORDER BY 1");
  await admin.end();
  return rows.map((row) => row.type);
}

test('[LIV-2] [T14] every live field is watched', () => {
  expect(Object.keys(liveDocuments).sort()).toEqual(Object.keys(liveFields).sort());
});

test('[LIV-1] [LIV-2] [T14] what a viewer has built from any live field equals a fresh reading after every kind of event, also over lines that were broken meanwhile', async () => {
  const does = async (who: StaffName | PatientName, mutation: string, caseId: string, more: Record<string, unknown> = {}): Promise<void> =>
    expect(await world.does(who, mutation, { caseId, ...more })).toEqual({ __typename: `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Ok` });
  const [forNurse, forDoctor, forPsychologist] = [await world.hasCase('tolvan', 'soreThroat'), await world.hasCase('gretaGuardian', 'deathWish'), await world.hasCase('youngWoman', 'deathWish')];
  const [urgent, regretted] = [await world.hasCase('englishSpeaker', 'hardToBreathe'), await world.hasCase('otherGuardian', 'somethingElse')];
  await does('annaNurse', 'takeCase', forNurse);
  await does('annaNurse', 'startCase', forNurse);
  await world.until(async () => (await threadOf('annaNurse', forNurse)) !== undefined);
  await isWatched('annaNurse', forNurse, 'tolvan');
  for (const line of [lineOf('annaNurse'), lineOf('ulfUnitManager'), lineOf('tolvan', 'liveMyCases'), lineOf('annaNurse', 'liveThread')]) await lines.breaks(line);
  await does('annaNurse', 'endCase', forNurse, { reason: 'CARE_GIVEN', phaseDays: 0 });
  await does('otherGuardian', 'withdrawCase', regretted);
  await does('drDavid', 'takeCase', forDoctor);
  await does('drDavid', 'releaseCase', forDoctor, { reason: 'OTHER_COMPETENCE' });
  await does('drElin', 'reprioritiseCase', forDoctor, { priority: '3', reason: 'ASSESSED' });
  await does('petraPsychologist', 'takeCase', forPsychologist);
  await world.hasCase('teensParent', 'hearsVoices'); // for a doctor of the region's hub
  for (const line of [lineOf('ulfUnitManager'), lineOf('tolvan', 'liveMyCases'), lineOf('annaNurse', 'liveThread')]) await lines.returns(line);
  const helper = queueOf('sandraNurse');
  await world.passes(16 * minute); // one and a half times the ten minutes in which it should have begun: the unit that cooperates
  await helper.until((cards) => cards.get(urgent)?.['escalationStep'] === 2);
  await does('sandraNurse', 'takeCase', urgent);
  await helper.until((cards) => cards.get(urgent)?.['status'] === 'ACCEPTED');
  await world.passes(6 * minute); // taken and not started in five: back to all
  await helper.until((cards) => cards.get(urgent)?.['status'] === 'REQUESTED');
  await lines.returns(lineOf('annaNurse'));
  const there: There = { stack, world, queueOf, isWatched };
  await isHandedOver(there);
  await isAskedAbout(there);
  await isBookedAndMoved(there);
  await isSentOnward(there);
  await isAtRisk(there);
  await world.does('bertilNurse', 'startShift', { unitId: units.gavleHealthCentre.id });
  await lineOf('annaNurse', 'liveColleaguesOnShift').list.becomes(({ items }) => items.length > 0); // who comes and goes before it is shown is never seen
  await world.does('bertilNurse', 'endShift', { unitId: units.gavleHealthCentre.id });
  await lines.areRight();
  expect(await happened()).toEqual(eventTypes.filter((type) => type.startsWith('case.')).sort());
  const changes = (line: Line): number => line.list.events.filter((event) => event.__typename!.endsWith('Change')).length;
  process.stdout.write(`live-equals-fresh: ${lines.all.map((line) => `${line.who} ${line.field} ${changes(line)}`).join(', ')}\n`);
  expect([...new Set(lines.all.filter((line) => changes(line) > 0).map(({ field }) => field))].sort()).toEqual(Object.keys(liveDocuments).sort());
}, 180_000);

test(`[LIV-1] [LIV-2] [T14] the same after ${steps} random actions (SEED=${seed})`, async () => {
  process.stdout.write(`live-equals-fresh: SEED=${seed} ACTIONS=${steps}\n`);
  const next = randomFrom(seed);
  const pick = <T>(all: readonly T[]): T => oneOf(next, all)!;
  const did = new Map<string, number>();

  /** Somebody looks at the queue and does to one of its cases what it offers; mostly whoever has the case, where only that one may. */
  async function act(): Promise<string> {
    const [viewer, unit] = pick(actors);
    const { queue } = await world.as(viewer, 'query ($id: ID!) { queue(unitId: $id, first: 100) { edges { node { id takenBy { id } handover { id } suicideRiskFlagged openProtocols allowedActions } } } }', { id: units[unit].id });
    const card = oneOf(next, (queue.edges as { node: Row }[]).map(({ node }) => node).sort((a, b) => a.id.localeCompare(b.id)));
    if (!card) return 'an empty queue';
    const holder = actors.find(([name]) => staff[name].id === card['takenBy']?.id)?.[0];
    const action = oneOf(next, (card['allowedActions'] as string[]).filter((offered) => !['OPEN', 'FORWARD', 'CLOSE_WRONG_PERSON', 'RECORD_PROTOCOL_STEP', 'PLAN_INDIVIDUALLY'].includes(offered)));
    if (!action) return 'a card that offers nothing';
    const who = holder && action !== 'REPRIORITISE' && next() < 0.8 ? holder : viewer;
    const caseId = card['id'] as string;
    const handoverId = card['handover']?.id as string | undefined;
    const moves: Record<string, [mutation: string, input: Record<string, unknown>]> = {
      TAKE: ['takeCase', { caseId }],
      RELEASE: ['releaseCase', { caseId, reason: 'OTHER_COMPETENCE' }],
      START: ['startCase', { caseId }],
      END: ['endCase', { caseId, reason: 'CARE_GIVEN', phaseDays: pick([0, 0, 1]) }],
      REPRIORITISE: ['reprioritiseCase', { caseId, priority: pick(['2', '3', '4', '5']), reason: 'ASSESSED' }],
      REQUEST_HANDOVER: ['requestHandover', { clientId: v7(), caseId, to: { unitId: units[pick(actors)[1]].id, role: card['suicideRiskFlagged'] ? 'DOCTOR' : pick(['NURSE', 'DOCTOR']) }, reason: 'OTHER_COMPETENCE', consent: { given: true } }],
      ACCEPT_HANDOVER: ['acceptHandover', { handoverId }],
      REFUSE_HANDOVER: ['refuseHandover', { handoverId, reason: 'NO_CAPACITY' }],
      WITHDRAW_HANDOVER: ['withdrawHandover', { handoverId }],
      ...aboutSafety(caseId, pick(['NONE_OR_LOW', 'NONE_OR_LOW', 'MODERATE', 'HIGH_OR_ACUTE'])),
    };
    const [mutation, input] = moves[action]!;
    const done = (await world.does(who, mutation, input))['__typename'] as string;
    if (done === 'TakeCaseOk' && next() < 0.3) await isWatched(who, caseId);
    return done;
  }
  /** Somebody writes in a conversation that is watched. */
  async function write(): Promise<string> {
    const line = oneOf(next, lines.all.filter(({ field }) => field === 'liveThread'));
    if (!line) return 'no conversation';
    const { threadId } = line.variables;
    return (await world.does(line.who as StaffName, 'postMessage', { clientId: v7(), threadId, text: 'Hur går det?' }))['__typename'] as string;
  }
  /** Somebody reads what they have been told. */
  async function read(): Promise<string> {
    const line = pick(lines.all.filter(({ field }) => field === 'myWork'));
    const notice = oneOf(next, line.list.items.filter(({ readAt }) => readAt === null));
    return notice ? ((await world.does(line.who as StaffName, 'markNoticeRead', { noticeId: notice.id }))['__typename'] as string) : 'nothing to read';
  }
  async function shift(): Promise<string> {
    const who = pick(['annaNurse', 'bertilNurse', 'drDavid'] as const);
    const input = { unitId: units.gavleHealthCentre.id };
    const started = (await world.does(who, 'startShift', input))['__typename'] as string;
    return next() < 0.5 ? started : ((await world.does(who, 'endShift', { ...input, endAnyway: true }))['__typename'] as string);
  }
  async function seek(): Promise<string> {
    await world.hasCase(pick(seekers), pick(tellers), { sendToClosedUnit: true });
    return 'a new case';
  }
  async function withdraw(): Promise<string> {
    const who = pick(seekers);
    const { myCases } = await world.as(who, '{ myCases { id mayWithdraw } }');
    const mine = oneOf(next, (myCases as { id: string; mayWithdraw: boolean }[]).filter((own) => own.mayWithdraw));
    return mine ? ((await world.does(who, 'withdrawCase', { caseId: mine.id }))['__typename'] as string) : seek();
  }
  async function timePasses(): Promise<string> {
    await world.passes(pick([2, 6, 11]) * minute);
    return 'minutes passed';
  }
  async function lineChanges(): Promise<string> {
    const line = pick(lines.all);
    await (line.broken ? lines.returns(line) : lines.breaks(line));
    return line.broken ? 'a line broke' : 'a line came back';
  }

  const turns = [act, act, act, act, act, write, read, shift, seek, withdraw, timePasses, lineChanges, lineChanges];
  for (let step = 1; step <= steps; step += 1) {
    const what = await pick(turns)();
    did.set(what, (did.get(what) ?? 0) + 1);
    if (step % 100 === 0) await lines.areRight();
  }
  for (const line of lines.all) if (line.broken) await lines.returns(line);
  process.stdout.write(`live-equals-fresh: ${[...did].map(([what, times]) => `${what} ${times}`).join(', ')}\n`);
  await lines.areRight();
  expect((await world.as('qualityCoordinator', '{ casesInNobodysList { id } }'))['casesInNobodysList']).toEqual([]);
}, 60_000 + steps * 2_000);
