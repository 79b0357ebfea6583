import fc from 'fast-check';
import { eventTypes } from '@vardgraf/schema/events/catalogue';
import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { publishSettings } from '@vardgraf/service-kit/region-setting';
import { transact } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import type { CaseCard } from '../src/domain/card';
import type { StaffRole } from '../src/domain/codes';
import { openStatuses } from '../src/domain/transitions';
import { queueKeys } from '../src/operations/live-keys';
import { cardsOf } from '../src/storage/card-store';
import { type CasesWorld, casesWorld, insistently, liveActor } from './cases-world';
import { patient, submitted } from './consultation-world';
import { LiveStreams } from './live-streams';
import { expectNobodyDropped, expectOneResponsibleUnit, expectOneStory, expectSameAgain, expectStored } from './one-story';
import { asked } from './other-acts';
import { type Action, actions, Histories, staff, type Step } from './random-acts';

/** A hint as the gateway gets it. */
interface Hint { seq: number; caseId: string; rolesBefore: StaffRole[]; rolesAfter: StaffRole[] }

const units = ['bollnas', 'soderhamn', 'navet'];
const roles = ['NURSE', 'DOCTOR', 'UNIT_MANAGER'] as const;
const step = (among: readonly Action[]): fc.Arbitrary<Step> => fc.record({ action: fc.constantFrom(...among), who: fc.nat(staff.length - 1), priority: fc.constantFrom('2', '3', '5', '9'), reason: fc.boolean() });
/** What one person does from beginning to end: blind steps alone hardly ever end a case. */
const walk = fc.tuple(step(['take']), fc.constantFrom<Action[]>(
  ['start', 'end'], ['start', 'release'], ['wait', 'return'], ['start', 'end', 'open'], ['ask'], ['start', 'ask'], ['start', 'hold', 'message'], ['ask', 'release'], ['release', 'shift', 'assign', 'wait', 'return', 'assign', 'go home'],
  ['start', 'assess low', 'end'], ['start', 'assess moderate', 'hold until visit', 'visit'], ['suspect', 'start', 'wait', 'wait', 'silence clock', 'prolong', 'risk clock', 'phone'],
  ['start', 'assess acute', 'receipt', 'end'], ['start', 'say silent', 'next step', 'wait', 'checklist clock', 'hold'], ['start', 'say wrong person', 'next step', 'next step', 'close wrong person'],
  ['ask colleague'], ['start', 'ask to hand over'], ['forward', 'wait', 'wait', 'wait', 'overdue clock'], ['answer question', 'close question'], ['worse', 'ask', 'forward'],
))
  .map(([first, rest]) => [first, ...rest.map((action) => ({ ...first, action }))]);
const steps = fc.array(fc.oneof(step(actions).map((one) => [one]), walk), { minLength: 1, maxLength: 15 }).map((parts) => parts.flat());
/** By which door a history begins. */
type Came = 'SESSION' | 'BOOKING' | 'ASSIGNMENT' | 'QUESTION';
const history = fc.record({
  waited: fc.constantFrom(0, 15, 31, 50, 70), flagged: fc.boolean(), came: fc.constantFrom<Came>('SESSION', 'SESSION', 'BOOKING', 'ASSIGNMENT', 'QUESTION'), profession: fc.constantFrom('NURSE', 'DOCTOR', 'DIETITIAN'), steps,
});
type History = typeof history extends fc.Arbitrary<infer H> ? H : never;
/** Histories that always run, so that every event occurs whatever chance brings. */
const does = (who: number, ...done: Action[]): Step[] => done.map((action) => ({ action, who, priority: '2', reason: true }));
const nina = (...done: Action[]): Step[] => does(0, ...done);
const sara = (...done: Action[]): Step[] => does(3, ...done);
const examples: [History][] = [
  [{ waited: 31, flagged: false, came: 'SESSION', profession: 'NURSE', steps: nina('escalate', 'reprioritise', 'take', 'release', 'take', 'start', 'end') }],
  [{ waited: 0, flagged: false, came: 'SESSION', profession: 'NURSE', steps: nina('withdraw') }],
  [{ waited: 0, flagged: false, came: 'SESSION', profession: 'NURSE', steps: [...nina('take', 'ask', 'wait', 'remind'), ...sara('refuse'), ...nina('ask', 'take back', 'ask'), ...sara('accept', 'start', 'hold', 'message', 'read', 'phase ends')] }],
  [{ waited: 0, flagged: false, came: 'BOOKING', profession: 'NURSE', steps: nina('take', 'rebook', 'ask', 'move', 'cancel') }],
  [{ waited: 31, flagged: true, came: 'SESSION', profession: 'NURSE', steps: [...nina('risk clock', 'take', 'start', 'say silent', 'next step', 'phone'), ...does(2, 'assess low')] }],
  [{ waited: 0, flagged: true, came: 'SESSION', profession: 'DOCTOR', steps: does(2, 'take', 'start', 'assess moderate', 'hold until visit', 'visit') }],
  [{ waited: 0, flagged: false, came: 'ASSIGNMENT', profession: 'NURSE', steps: [...nina('take', 'ask', 'forward', 'wait', 'wait', 'wait', 'overdue clock'), ...does(4, 'take', 'start', 'end')] }],
  [{ waited: 0, flagged: false, came: 'QUESTION', profession: 'NURSE', steps: [...does(4, 'take', 'answer question'), ...nina('close question')] }],
  [{ waited: 0, flagged: false, came: 'SESSION', profession: 'NURSE', steps: [...nina('take', 'start', 'ask to hand over'), ...does(4, 'take question', 'answer question', 'take case over', 'end')] }],
  [{ waited: 15, flagged: false, came: 'SESSION', profession: 'NURSE', steps: nina('recheck clock', 'same', 'worse', 'breach clock', 'take', 'ask colleague') }],
];

let world: CasesWorld;
const hints = new Map<string, Hint[]>();
let histories: Histories;

/** Each round in a world of its own: lists of a day, not of a year. */
const [rounds, alone, crowded] = process.env['TEST_FULL'] ? [100, 50, 20] : [1, 40, 20];

async function begin(): Promise<void> {
  for (const known of [hints, cards, heardUpTo]) known.clear();
  streams = undefined;
  world = await casesWorld();
  histories = new Histories(world);
  await world.unit('bollnas', { cooperatingUnitIds: ['soderhamn'] });
  await world.unit('soderhamn');
  await world.unit('navet', { kind: 'DROP_IN_HUB' });
  await patient(world, 'anna');
  await transact(world.db, systemActor('cases'), (tx) => publishSettings(tx, ['bollnas', 'soderhamn'].flatMap((unit) => [
    { region: 'gavleborg', unit, key: 'auto-assignment', version: 1, effectiveFrom: new Date('2026-01-01'), value: { on: true } },
    { region: 'gavleborg', unit, key: 'shifts', version: 1, effectiveFrom: new Date('2026-01-01'), value: { used: true, atEnd: 'WARN', longestHours: 12 } },
  ])));
  world.db.signals.publishHint = (subject, data) => void (/^live\.(unit|patient|case)\./.test(subject) && hints.set(subject, [...(hints.get(subject) ?? []), data as Hint]));
}

/** Brings it in, and answers its id and how the same comes again. */
async function arrived({ waited, flagged, came, profession }: Omit<History, 'steps'>): Promise<{ id: string; again: () => Promise<string> }> {
  const tags = flagged ? (['SUICIDE_RISK_FLAGGED'] as const) : [];
  switch (came) {
    case 'BOOKING': {
      const id = await world.booking({ startsAt: histories.now(12), bookedAt: histories.now(-waited), role: profession as StaffRole, tags: [...tags] });
      histories.bookedAt.set(id, 'bollnas');
      return { id, again: () => world.booking({ caseId: id }) };
    }
    case 'SESSION': {
      const id = await world.session({ finishedAt: histories.now(-waited), profession: profession as StaffRole, tags: [...tags] });
      return { id, again: () => world.session({ caseId: id }) };
    }
    case 'ASSIGNMENT': {
      const given = { reference: `ref-${v7()}`, priority: '3', profession: profession === 'DIETITIAN' ? ('DOCTOR' as const) : (profession as StaffRole) };
      const again = async (): Promise<string> => (await submitted(world, given)).caseId!;
      return { id: await again(), again };
    }
    case 'QUESTION': {
      const clientId = v7();
      const again = async (): Promise<string> => ((await asked(world, { caseId: null, wish: 'ADVICE', by: staff[0]!, clientId })) as { consultationId: string }).consultationId;
      return { id: await again(), again };
    }
  }
}

/** What a live client has: each card as it was when a hint last named it. */
const cards = new Map<string, CaseCard>();
const heardUpTo = new Map<string, number>();
let streams: LiveStreams | undefined;

async function readHintedCards(): Promise<void> {
  streams ??= new LiveStreams(world, hints);
  for (const [subject, heard] of hints) await streams.hear(subject, heard.slice(heardUpTo.get(subject) ?? 0));
  const named = [...hints].flatMap(([subject, heard]) => heard.slice(heardUpTo.get(subject) ?? 0).map((hint) => hint.caseId));
  for (const [subject, heard] of hints) heardUpTo.set(subject, heard.length);
  for (const card of await cardsOf(world.db, 'gavleborg', [...new Set(named)])) cards.set(card.id, card);
}

/** Messages in the queue and questions to colleagues that belong to it. */
async function itemsOf(id: string): Promise<string[]> {
  return (await read<{ id: string }>(world.db, `SELECT id::text FROM "case" WHERE linked_case_id = $1 ORDER BY id`, [id])).map((row) => row.id);
}

/** T14: what the hints made of an empty queue is what a fresh snapshot says, for every unit and role; numbers are gapless. */
async function expectHintsEqualSnapshot(): Promise<void> {
  for (const unitId of units) {
    const heard = hints.get(`live.unit.${unitId}`) ?? [];
    expect(heard.map((hint) => hint.seq)).toEqual(heard.map((_, i) => i + 1));
    for (const role of roles) {
      const shown = new Set<string>();
      for (const { caseId, rolesBefore, rolesAfter } of heard) {
        expect(rolesBefore.includes(role)).toBe(shown.has(caseId));
        if (rolesAfter.includes(role)) shown.add(caseId);
        else shown.delete(caseId);
      }
      const snapshot = await queueKeys(world.db, liveActor(unitId, role), unitId);
      expect({ seq: snapshot!.seq, ids: [...snapshot!.caseIds].sort() }).toEqual({ seq: heard.length, ids: [...shown].sort() });
    }
  }
}

describe.each(Array.from({ length: rounds }, (_, i) => i + 1))('round %i', () => {
  beforeAll(begin);
  afterAll(() => world.end());

  it(`[I1] [I2] [I3] [I4] [I6] [I7] [I8] [BEY-1] [T14] after any of ${alone} histories of up to some forty operations through the database, by four doors, the case tells one story, with one accountable unit, and hints add up to the snapshot`, async () => {
    await fc.assert(
      fc.asyncProperty(history, async ({ steps, ...beginning }) => {
        const { id, again } = await arrived(beginning);
        await readHintedCards();
        for (const one of steps) {
          await expectStored(world, await histories.act(id, one));
          await readHintedCards();
        }
        await expectSameAgain(world, id, again);
        for (const one of [id, ...(await itemsOf(id))]) {
          await expectOneStory(world, one);
          await expectOneResponsibleUnit(world, one);
          await expectNobodyDropped(world, one);
          if (openStatuses.includes((await world.case(one)).status)) expect([cards.get(one)]).toEqual(await cardsOf(world.db, 'gavleborg', [one]));
        }
        await expectHintsEqualSnapshot();
        await streams!.expectWhole([id, ...(await itemsOf(id))]);
      }),
      { numRuns: alone, endOnFailure: true, examples },
    );
    const seen = await read<{ type: string }>(world.db, "SELECT DISTINCT type FROM outbox WHERE type LIKE 'case.%'");
    // A booking is one case, however often it moves (I5 is booking's for its slots).
    expect(await read(world.db, 'SELECT booking_id FROM "case" WHERE booking_id IS NOT NULL GROUP BY booking_id HAVING count(*) > 1')).toEqual([]);
    expect(seen.map((row) => row.type).sort()).toEqual(eventTypes.filter((type) => type.startsWith('case.')).sort());
  }, 240_000);

  it(`[I3] [I4] [I8] the same of ${crowded} when eight people and the clock act on one case at the same time`, async () => {
    await fc.assert(
      fc.asyncProperty(history, async ({ steps, ...beginning }) => {
        const { id } = await arrived(beginning);
        for (let at = 0; at < steps.length; at += 8) await Promise.all(steps.slice(at, at + 8).map((one) => insistently(() => histories.act(id, one))));
        for (const one of [id, ...(await itemsOf(id))]) {
          await expectOneStory(world, one);
          await expectOneResponsibleUnit(world, one);
          await expectNobodyDropped(world, one);
        }
      }),
      { numRuns: crowded, endOnFailure: true },
    );
  }, 240_000);
});
