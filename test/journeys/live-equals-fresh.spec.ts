import { isDeepStrictEqual } from 'node:util';
import { eventTypes } from '@vardgraf/schema/events/catalogue';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { type Card, cardFields, type LiveQueue } from '../client';
import { oneOf, randomFrom } from '../faults/random';
import { startStack, type Stack } from '../stack';
import { type PatientName, staff, type StaffName, type Story, units, type UnitName, World } from '../world';
import { isAtRisk, isBookedAndMoved, isHandedOver, isSentOnward, type There } from './every-event';

let stack: Stack;
let world: World;
let lines: Line[];
beforeAll(async () => {
  stack = await startStack();
  world = new World(stack);
  await world.isOpen();
  lines = await Promise.all(viewers.map(([who, unit]) => watching(who, unit)));
}, 180_000);
afterAll(async () => {
  await world?.ends();
  await stack?.stop();
});

const full = process.env['TEST_FULL'] === '1';
const steps = Number(process.env['ACTIONS'] ?? (full ? 600 : 80));
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const minute = 60_000;
const seekers: readonly PatientName[] = ['tolvan', 'gretaGuardian', 'youngWoman', 'englishSpeaker', 'teensParent', 'otherGuardian'];
const tellers: readonly Story[] = ['soreThroat', 'somethingElse', 'hardToBreathe', 'deathWish', 'hearsVoices'];
const viewers: readonly [StaffName, UnitName][] = [
  ['annaNurse', 'gavleHealthCentre'], ['drDavid', 'gavleHealthCentre'], ['petraPsychologist', 'gavleHealthCentre'], ['ulfUnitManager', 'gavleHealthCentre'], ['sandraNurse', 'sandvikenHealthCentre'],
  ['hubDoctor', 'gavleborgDropIn'],
];
const actors: readonly [StaffName, UnitName][] = [
  ['annaNurse', 'gavleHealthCentre'], ['bertilNurse', 'gavleHealthCentre'], ['drDavid', 'gavleHealthCentre'], ['drElin', 'gavleHealthCentre'], ['petraPsychologist', 'gavleHealthCentre'],
  ['sandraNurse', 'sandvikenHealthCentre'], ['drSven', 'sandvikenHealthCentre'], ['hubDoctor', 'gavleborgDropIn'],
];

/** A viewer's live queue over connections that break and come back. */
interface Line {
  who: StaffName;
  unit: UnitName;
  queue: LiveQueue;
  /** When the connection began; undefined while it is broken. */
  since: number | undefined;
}

async function watching(who: StaffName, unit: UnitName): Promise<Line> {
  return { who, unit, queue: await world.watches(who, unit), since: Date.now() };
}

async function breaks(line: Line): Promise<void> {
  await line.queue.disconnect();
  line.since = undefined;
}

async function returns(line: Line): Promise<void> {
  await world.token(line.who); // a client that comes back brings a token that is good for a while
  await line.queue.connect();
  line.since = Date.now();
}

const lineOf = (who: StaffName): Line => lines.find((line) => line.who === who)!;

/** Cards in one order, for a live list's own order is its client's affair; as plain objects of this realm, which fetch's are not. */
const byId = (cards: Iterable<Card>): Card[] => (JSON.parse(JSON.stringify([...cards])) as Card[]).sort((a, b) => String(a['id']).localeCompare(String(b['id'])));

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

/** What every viewer with a line has built equals the queue as it is read anew, past the gateway's memory, and no change is missing from what was sent. */
async function everyListIsRight(): Promise<void> {
  await stack.settled();
  for (const { who, unit, queue, since } of lines) {
    if (since === undefined) continue;
    const read = async (): Promise<Card[]> => {
      const answer = await world.as(who, `query ($id: ID!) { queue(unitId: $id, first: 100) { edges { node { ${cardFields} } } } }`, { id: units[unit].id });
      return byId((answer['queue'].edges as { node: Card }[]).map(({ node }) => node));
    };
    let [got, want]: Card[][] = [[], []];
    // Longer than the ten seconds after which the gateway compares its counters: what is not right by then will not be.
    await world.until(async () => {
      want = await read();
      got = byId(queue.cards.values());
      return isDeepStrictEqual(got, want);
    }, 15_000).catch(() => undefined);
    expect({ who, cards: got }).toEqual({ who, cards: want });
    for (const [n, event] of queue.events.entries()) if (n && event.__typename === 'QueueChange') expect(event.previousSeq).toBe(queue.events[n - 1]!.seq);
  }
}

/** Case events that have happened so far. */
async function happened(): Promise<string[]> {
  const admin = new Client({ connectionString: stack.adminUrl });
  await admin.connect();
  const { rows } = await admin.query<{ type: string }>("SELECT DISTINCT type FROM cases.outbox WHERE type LIKE 'case.%' ORDER BY 1");
  await admin.end();
  return rows.map((row) => row.type);
}

test('[LIV-1] [T14] what a viewer has built from its live queue equals a fresh reading after every kind of event, also over lines that were broken meanwhile', async () => {
  const does = async (who: StaffName | PatientName, mutation: string, caseId: string, more: Record<string, unknown> = {}): Promise<void> =>
    expect(await world.does(who, mutation, { caseId, ...more })).toEqual({ __typename: `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Ok` });
  const [forNurse, forDoctor, forPsychologist] = [await world.hasCase('tolvan', 'soreThroat'), await world.hasCase('gretaGuardian', 'deathWish'), await world.hasCase('youngWoman', 'deathWish')];
  const [urgent, regretted] = [await world.hasCase('englishSpeaker', 'hardToBreathe'), await world.hasCase('otherGuardian', 'somethingElse')];
  await does('annaNurse', 'takeCase', forNurse);
  await does('annaNurse', 'startCase', forNurse);
  await breaks(lineOf('annaNurse'));
  await breaks(lineOf('ulfUnitManager'));
  await does('annaNurse', 'endCase', forNurse, { reason: 'CARE_GIVEN', phaseDays: 0 });
  await does('otherGuardian', 'withdrawCase', regretted);
  await does('drDavid', 'takeCase', forDoctor);
  await does('drDavid', 'releaseCase', forDoctor, { reason: 'OTHER_COMPETENCE' });
  await does('drElin', 'reprioritiseCase', forDoctor, { priority: '3', reason: 'ASSESSED' });
  await does('petraPsychologist', 'takeCase', forPsychologist);
  await world.hasCase('teensParent', 'hearsVoices'); // for a doctor of the region's hub
  await returns(lineOf('ulfUnitManager'));
  const helper = lineOf('sandraNurse').queue;
  await world.passes(16 * minute); // one and a half times the ten minutes in which it should have begun: the unit that cooperates
  await helper.until((cards) => cards.get(urgent)?.['escalationStep'] === 2);
  await does('sandraNurse', 'takeCase', urgent);
  await helper.until((cards) => cards.get(urgent)?.['status'] === 'ACCEPTED');
  await world.passes(6 * minute); // taken and not started in five: back to all
  await helper.until((cards) => cards.get(urgent)?.['status'] === 'REQUESTED');
  await returns(lineOf('annaNurse'));
  const there: There = { stack, world, queueOf: (who) => lineOf(who).queue };
  await isHandedOver(there);
  await isBookedAndMoved(there);
  await isSentOnward(there);
  await isAtRisk(there);
  await everyListIsRight();
  expect(await happened()).toEqual(eventTypes.filter((type) => type.startsWith('case.')).sort());
  const changed = lines.filter(({ queue }) => queue.events.some((event) => event.__typename === 'QueueChange'));
  expect(changed.map(({ who }) => who)).toEqual(viewers.map(([who]) => who));
}, 180_000);

test(`[LIV-1] [T14] the same after ${steps} random actions (SEED=${seed})`, async () => {
  process.stdout.write(`live-equals-fresh: SEED=${seed} ACTIONS=${steps}\n`);
  const next = randomFrom(seed);
  const pick = <T>(all: readonly T[]): T => oneOf(next, all)!;
  const did = new Map<string, number>();

  /** Somebody looks at the queue and does to one of its cases what it offers; mostly whoever has the case, where only that one may. */
  async function act(): Promise<string> {
    const [viewer, unit] = pick(actors);
    const { queue } = await world.as(viewer, 'query ($id: ID!) { queue(unitId: $id, first: 100) { edges { node { id takenBy { id } handover { id } suicideRiskFlagged openProtocols allowedActions } } } }', { id: units[unit].id });
    const card = oneOf(next, byId((queue.edges as { node: Card }[]).map(({ node }) => node)));
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
    return (await world.does(who, mutation, input))['__typename'] as string;
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
    const line = pick(lines);
    await (line.since === undefined ? returns(line) : breaks(line));
    return line.since === undefined ? 'a line broke' : 'a line came back';
  }
  /** Sockets end with the token they came with; clients come back with another before that. */
  async function renewed(): Promise<void> {
    for (const line of lines.filter(({ since }) => since !== undefined && Date.now() - since > minute)) {
      await breaks(line);
      await returns(line);
    }
  }

  const turns = [act, act, act, act, act, seek, withdraw, timePasses, lineChanges, lineChanges];
  for (let step = 1; step <= steps; step += 1) {
    const what = await pick(turns)();
    did.set(what, (did.get(what) ?? 0) + 1);
    await renewed();
    if (step % 100 === 0) await everyListIsRight();
  }
  for (const line of lines) if (line.since === undefined) await returns(line);
  process.stdout.write(`live-equals-fresh: ${[...did].map(([what, times]) => `${what} ${times}`).join(', ')}\n`);
  await everyListIsRight();
  expect((await world.as('qualityCoordinator', '{ casesInNobodysList { id } }'))['casesInNobodysList']).toEqual([]);
}, 60_000 + steps * 2_000);
