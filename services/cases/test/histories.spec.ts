import fc from 'fast-check';
import { eventTypes } from '@vardgraf/schema/events/catalogue';
import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import type { CaseCard } from '../src/domain/card';
import type { StaffRole } from '../src/domain/codes';
import { openStatuses } from '../src/domain/transitions';
import { acceptHandover } from '../src/operations/accept-handover';
import { endCase } from '../src/operations/end-case';
import { escalateCase } from '../src/operations/escalate-case';
import { queueKeys } from '../src/operations/live-keys';
import { endLooking } from '../src/operations/look-at-case';
import { openCase } from '../src/operations/open-case';
import { refuseHandover } from '../src/operations/refuse-handover';
import { releaseCase } from '../src/operations/release-case';
import { remindHandover } from '../src/operations/remind-handover';
import { reprioritiseCase } from '../src/operations/reprioritise-case';
import { requestHandover } from '../src/operations/request-handover';
import { returnUntouchedCase } from '../src/operations/return-untouched-case';
import { startCase } from '../src/operations/start-case';
import { takeCase } from '../src/operations/take-case';
import { withdrawCase } from '../src/operations/withdraw-case';
import { withdrawHandover } from '../src/operations/withdraw-handover';
import { cardsOf } from '../src/storage/card-store';
import { type CasesWorld, casesWorld, insistently, liveActor, patientActor, staffMember } from './cases-world';
import { expectNobodyDropped, expectOneResponsibleUnit, expectOneStory, expectSameAgain, expectStored } from './one-story';
import { actOnSafety, safetyActs } from './safety-acts';

/** A hint as the gateway gets it. */
interface Hint { seq: number; caseId: string; rolesBefore: StaffRole[]; rolesAfter: StaffRole[] }

const staff = [
  staffMember('nina'), staffMember('nils'), staffMember('dora', 'bollnas', 'DOCTOR'), staffMember('sara', 'soderhamn'), staffMember('hugo', ['navet', 'soderhamn'], 'DOCTOR'),
  staffMember('vilma', 'bollnas', 'UNIT_MANAGER'),
];
const units = ['bollnas', 'soderhamn', 'navet'];
const roles = ['NURSE', 'DOCTOR', 'UNIT_MANAGER'] as const;
const actions = [
  'take', 'release', 'start', 'end', 'hold', 'reprioritise', 'withdraw', 'open', 'escalate', 'return', 'staffing', 'wait', 'ask', 'accept', 'refuse', 'take back', 'remind', 'message', 'read',
  'alert', 'phase ends', 'rebook', 'move', 'cancel', 'say', ...safetyActs,
] as const;
type Action = (typeof actions)[number];
const step = (among: readonly Action[]) => fc.record({ action: fc.constantFrom(...among), who: fc.nat(staff.length - 1), priority: fc.constantFrom('2', '3', '5', '9'), reason: fc.boolean() });
/** What one person does from beginning to end: blind steps alone hardly ever end a case. */
const walk = fc.tuple(step(['take']), fc.constantFrom<Action[]>(
  ['start', 'end'], ['start', 'release'], ['wait', 'return'], ['start', 'end', 'open'], ['ask'], ['start', 'ask'], ['start', 'hold', 'message'], ['ask', 'release'],
  ['start', 'assess low', 'end'], ['start', 'assess moderate', 'hold until visit', 'visit'], ['suspect', 'start', 'wait', 'wait', 'silence clock', 'prolong', 'risk clock', 'phone'],
  ['start', 'assess acute', 'receipt', 'end'], ['start', 'say silent', 'next step', 'wait', 'checklist clock', 'hold'], ['start', 'say wrong person', 'next step', 'next step', 'close wrong person'],
))
  .map(([first, rest]) => [first, ...rest.map((action) => ({ ...first, action }))]);
const steps = fc.array(fc.oneof(step(actions).map((one) => [one]), walk), { minLength: 1, maxLength: 15 }).map((parts) => parts.flat());
const history = fc.record({
  waited: fc.constantFrom(0, 15, 31, 50, 70), flagged: fc.boolean(), booked: fc.boolean(), profession: fc.constantFrom('NURSE', 'DOCTOR', 'DIETITIAN'), steps,
});
type History = typeof history extends fc.Arbitrary<infer H> ? H : never;
/** Histories that always run, so that every event occurs whatever chance brings. */
const does = (who: number, ...done: Action[]): History['steps'] => done.map((action) => ({ action, who, priority: '2', reason: true }));
const nina = (...done: Action[]): History['steps'] => does(0, ...done);
const sara = (...done: Action[]): History['steps'] => does(3, ...done);
const examples: [History][] = [
  [{ waited: 31, flagged: false, booked: false, profession: 'NURSE', steps: nina('escalate', 'reprioritise', 'take', 'release', 'take', 'start', 'end') }],
  [{ waited: 0, flagged: false, booked: false, profession: 'NURSE', steps: nina('withdraw') }],
  [{ waited: 0, flagged: false, booked: false, profession: 'NURSE', steps: [...nina('take', 'ask', 'wait', 'remind'), ...sara('refuse'), ...nina('ask', 'take back', 'ask'), ...sara('accept', 'start', 'hold', 'message', 'read', 'phase ends')] }],
  [{ waited: 0, flagged: false, booked: true, profession: 'NURSE', steps: nina('take', 'rebook', 'ask', 'move', 'cancel') }],
  [{ waited: 31, flagged: true, booked: false, profession: 'NURSE', steps: [...nina('risk clock', 'take', 'start', 'say silent', 'next step', 'phone'), ...does(2, 'assess low')] }],
  [{ waited: 0, flagged: true, booked: false, profession: 'DOCTOR', steps: does(2, 'take', 'start', 'assess moderate', 'hold until visit', 'visit') }],
];

let world: CasesWorld;
const hints = new Map<string, Hint[]>();
let minutesPassed = 0;
/** Where each booking was last. */
const bookedAt = new Map<string, string>();
const now = (plusMinutes = 0): string => new Date(Date.now() + (minutesPassed + plusMinutes) * 60_000).toISOString();

beforeAll(async () => {
  world = await casesWorld();
  await world.unit('bollnas', { cooperatingUnitIds: ['soderhamn'] });
  await world.unit('soderhamn');
  await world.unit('navet', { kind: 'DROP_IN_HUB' });
  world.db.signals.publishHint = (subject, data) => void hints.set(subject, [...(hints.get(subject) ?? []), data as Hint]);
});
afterAll(() => world.end());

async function arrived({ waited, flagged, booked, profession }: Omit<History, 'steps'>): Promise<string> {
  if (booked) {
    const id = await world.booking({ startsAt: now(12), bookedAt: now(-waited), role: profession as StaffRole, tags: flagged ? ['SUICIDE_RISK_FLAGGED'] : [] });
    bookedAt.set(id, 'bollnas');
    return id;
  }
  return world.session({
    finishedAt: new Date(Date.now() + (minutesPassed - waited) * 60_000).toISOString(), profession: profession as StaffRole, tags: flagged ? ['SUICIDE_RISK_FLAGGED'] : [],
  });
}

async function act(id: string, { action, who, priority, reason }: History['steps'][number]): Promise<unknown> {
  const [db, by] = [world.db, staff[who]!];
  const clock = (work: typeof escalateCase) => transact(db, systemActor('cases'), (tx) => work(tx, 'gavleborg', id));
  switch (action) {
    case 'take': return takeCase(db, by, id);
    case 'release': return releaseCase(db, by, id, 'OTHER');
    case 'start': return startCase(db, by, id);
    case 'end': return endCase(db, by, { caseId: id, reason: 'CARE_GIVEN', phaseDays: 0 });
    case 'hold': return endCase(db, by, { caseId: id, reason: 'CARE_GIVEN', phaseDays: 3 });
    case 'ask': return requestHandover(db, by, { clientId: v7(), caseId: id, to: receivers[reason ? 0 : who % receivers.length]!, reason: 'OTHER_COMPETENCE', message: null, consent: null });
    case 'accept': return onHandover(id, (h) => acceptHandover(db, by, h));
    case 'refuse': return onHandover(id, (h) => refuseHandover(db, by, h, 'NO_CAPACITY'));
    case 'take back': return onHandover(id, (h) => withdrawHandover(db, by, h));
    case 'remind': return clock(remindHandover);
    case 'message': return world.hear('message.posted', { ...thread(id), messageId: v7(), seq: 1, senderKind: 'PATIENT', senderId: 'anna', phase: 'ASYNCHRONOUS', postedAt: now(), unreadByStaff: 1 + who });
    case 'read': return world.hear('thread.read', { ...thread(id), readerKind: 'STAFF', readerId: by.personId, upToSeq: 1, unreadByStaff: 0 });
    case 'alert': return world.hear('alert.raised', { alertId: v7(), caseId: id, unitId: 'bollnas', why: 'OPENED', raisedAt: now() });
    case 'phase ends': return world.hear('phase.ended', { ...thread(id), endedAt: now() });
    case 'rebook': return rebook(id, bookedAt.get(id), 14 + who);
    case 'move': return rebook(id, bookedAt.get(id) === 'soderhamn' ? 'bollnas' : 'soderhamn', 14);
    case 'cancel': return cancel(id);
    case 'reprioritise': return reprioritiseCase(db, by, { caseId: id, priority, reason: reason ? 'ASSESSED' : undefined });
    case 'withdraw': return withdrawCase(db, patientActor('anna'), id);
    case 'open': return openCase(db, by, { caseId: id, reason: 'CARE' });
    case 'escalate': return clock(escalateCase);
    case 'return': return clock(returnUntouchedCase);
    case 'wait':
      await world.shiftClock(`${(minutesPassed += 11)} minutes`);
      return clock(endLooking);
    case 'say': return world.hear('message.posted', { ...thread(id), messageId: v7(), seq: 1, senderKind: 'PATIENT', senderId: 'anna', phase: 'VISIT', postedAt: now(), unreadByStaff: 1 });
    case 'staffing': return world.unit('bollnas', { cooperatingUnitIds: ['soderhamn'], staffedRoles: reason ? ['NURSE', 'DOCTOR'] : ['DOCTOR'] });
    default: return actOnSafety(world, id, action, by, new Date(now()));
  }
}

const receivers = [
  { unitId: 'soderhamn', role: null, staffId: null }, { unitId: 'bollnas', role: 'DOCTOR', staffId: null }, { unitId: 'navet', role: 'DOCTOR', staffId: null }, { unitId: 'bollnas', role: 'NURSE', staffId: null },
] as const;
const thread = (caseId: string) => ({ threadId: `thread-${caseId}`, caseId, patientId: 'anna', unitId: 'bollnas' });

/** Does something with the case's latest request; nothing when there is none. */
async function onHandover(caseId: string, what: (handoverId: string) => Promise<unknown>): Promise<unknown> {
  const [latest] = await read<{ id: string }>(world.db, 'SELECT id::text FROM handover WHERE case_id = $1 ORDER BY asked_at DESC, id DESC LIMIT 1', [caseId]);
  return latest && what(latest.id);
}

async function rebook(caseId: string, unitId: string | undefined, inMinutes: number): Promise<void> {
  const [{ bookingId }, previousUnitId] = [await world.case(caseId), bookedAt.get(caseId)];
  if (!bookingId || !unitId || !previousUnitId) return;
  bookedAt.set(caseId, unitId);
  await world.hear('booking.rebooked', {
    bookingId, caseId, ticketId: 't', patientId: 'anna', slotId: v7(), unitId, role: 'NURSE', staffId: null, visitType: 'VIDEO', startsAt: now(inMinutes), endsAt: now(60), previousStartsAt: now(),
    previousUnitId,
  });
}

async function cancel(caseId: string): Promise<void> {
  const { bookingId } = await world.case(caseId);
  if (bookingId) await world.hear('booking.cancelled', { bookingId, caseId, ticketId: 't', patientId: 'anna', unitId: bookedAt.get(caseId)!, startsAt: now(), byKind: 'PATIENT', reason: 'OTHER' });
}

/** What a live client has: each card as it was when a hint last named it. */
const cards = new Map<string, CaseCard>();
const heardUpTo = new Map<string, number>();

async function readHintedCards(): Promise<void> {
  const named = [...hints].flatMap(([subject, heard]) => heard.slice(heardUpTo.get(subject) ?? 0).map((hint) => hint.caseId));
  for (const [subject, heard] of hints) heardUpTo.set(subject, heard.length);
  for (const card of await cardsOf(world.db, 'gavleborg', [...new Set(named)])) cards.set(card.id, card);
}

async function messageItems(id: string): Promise<string[]> {
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

it('[I1] [I2] [I3] [I4] [I6] [I7] [I8] [BEY-1] [T14] after any history of operations the case tells one story, with one accountable unit, and hints add up to the snapshot', async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ steps, ...beginning }) => {
      const id = await arrived(beginning);
      await readHintedCards();
      for (const one of steps) {
        await expectStored(world, await act(id, one));
        await readHintedCards();
      }
      await expectSameAgain(world, id, () => (beginning.booked ? world.booking({ caseId: id }) : world.session({ caseId: id })));
      for (const one of [id, ...(await messageItems(id))]) {
        await expectOneStory(world, one);
        await expectOneResponsibleUnit(world, one);
        await expectNobodyDropped(world, one);
        if (openStatuses.includes((await world.case(one)).status)) expect([cards.get(one)]).toEqual(await cardsOf(world.db, 'gavleborg', [one]));
      }
      await expectHintsEqualSnapshot();
    }),
    { numRuns: 30, endOnFailure: true, examples },
  );
  const seen = await read<{ type: string }>(world.db, "SELECT DISTINCT type FROM outbox WHERE type LIKE 'case.%'");
  // A booking is one case, however often it moves (I5 is booking's for its slots).
  expect(await read(world.db, 'SELECT booking_id FROM "case" WHERE booking_id IS NOT NULL GROUP BY booking_id HAVING count(*) > 1')).toEqual([]);
  // Assignments from telephone triage have histories of their own.
  const ofAssignments = ['case.forwarded', 'case.assignment-overdue'];
  expect(seen.map((row) => row.type).sort()).toEqual(eventTypes.filter((type) => type.startsWith('case.') && !ofAssignments.includes(type)).sort());
}, 120_000);

it('[I3] [I4] [I8] the same when eight people and the clock act on one case at the same time', async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ steps, ...beginning }) => {
      const id = await arrived(beginning);
      for (let at = 0; at < steps.length; at += 8) await Promise.all(steps.slice(at, at + 8).map((one) => insistently(() => act(id, one))));
      for (const one of [id, ...(await messageItems(id))]) {
        await expectOneStory(world, one);
        await expectOneResponsibleUnit(world, one);
        await expectNobodyDropped(world, one);
      }
    }),
    { numRuns: 20, endOnFailure: true },
  );
}, 120_000);
