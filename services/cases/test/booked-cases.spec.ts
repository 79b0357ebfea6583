import type { EventData } from '@vardgraf/schema/events/catalogue';
import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import type { Visibility } from '../src/domain/case';
import { endCase } from '../src/operations/end-case';
import { casesInNobodysList } from '../src/operations/read-case';
import { releaseCase } from '../src/operations/release-case';
import { reprioritiseCase } from '../src/operations/reprioritise-case';
import { requestHandover } from '../src/operations/request-handover';
import { returnUntouchedCase } from '../src/operations/return-untouched-case';
import { startCase } from '../src/operations/start-case';
import { takeCase } from '../src/operations/take-case';
import { withdrawCase } from '../src/operations/withdraw-case';
import { type CasesWorld, casesWorld, madeBooking, patientActor, staffMember } from './cases-world';

let world: CasesWorld;
const nina = staffMember('nina');
const hours = (n: number): Date => new Date(Date.now() + n * 3_600_000);

beforeAll(async () => {
  world = await casesWorld();
  await world.unit('bollnas', { staffedRoles: ['NURSE', 'DOCTOR', 'PSYCHOLOGIST'] });
  await world.unit('soderhamn');
  for (const [id, unitId, role] of [['nina', 'bollnas', 'NURSE'], ['dora', 'bollnas', 'DOCTOR'], ['sara', 'soderhamn', 'NURSE']] as const) await world.staff(id, unitId, role);
});
afterEach(() => world.shiftClock('0'));
afterAll(() => world.end());

const rebooked = (b: EventData<'booking.made'>, given: Partial<EventData<'booking.rebooked'>> = {}): EventData<'booking.rebooked'> => ({
  bookingId: b.bookingId, caseId: b.caseId, ticketId: b.ticketId, patientId: b.patientId, slotId: v7(), unitId: b.unitId, role: b.role, staffId: null, visitType: 'VIDEO',
  startsAt: hours(26).toISOString(), endsAt: hours(27).toISOString(), previousStartsAt: b.startsAt, previousUnitId: b.unitId, ...given,
});
const cancelled = (b: EventData<'booking.made'>): EventData<'booking.cancelled'> => ({
  bookingId: b.bookingId, caseId: b.caseId, ticketId: b.ticketId, patientId: b.patientId, unitId: b.unitId, startsAt: b.startsAt, byKind: 'PATIENT', reason: 'CANNOT_COME',
});
const seenBy = async (id: string): Promise<string[]> => (await read<Visibility>(world.db, 'SELECT unit_id AS "unitId", roles FROM case_visibility WHERE case_id = $1 ORDER BY 1', [id])).map((v) => v.unitId);
const types = async (id: string): Promise<string[]> => (await world.events(id)).map((e) => e.type).filter((type) => type !== 'case.access-changed');
const timers = async (id: string): Promise<string[]> => (await read<{ kind: string }>(world.db, 'SELECT kind FROM timer WHERE aggregate_id = $1 ORDER BY 1', [id])).map((t) => t.kind);

async function booked(given: Partial<EventData<'booking.made'>> = {}): Promise<EventData<'booking.made'>> {
  const made = madeBooking(given);
  await world.hear('booking.made', made);
  return made;
}

describe('receiveBooking', () => {
  it('[BOO-5] [SAF-5] a booking becomes a scheduled case, due when the visit begins, with nobody alerted and nothing that escalates', async () => {
    const made = await booked({ priority: '3', urgencyRank: 3 });
    expect(await world.case(made.caseId)).toMatchObject({
      kind: 'SCHEDULED', status: 'REQUESTED', entryChannel: 'BOOKING', unitId: 'bollnas', profession: 'NURSE', bookingId: made.bookingId, bookedAt: new Date(made.startsAt),
      dueAt: new Date(made.startsAt), waitingSince: new Date(made.bookedAt), createdAt: new Date(made.bookedAt), sessionId: made.sessionId, version: 2,
    });
    expect((await world.events(made.caseId))[0]).toMatchObject({ type: 'case.opened', data: { alert: false, kind: 'SCHEDULED', entryChannel: 'BOOKING', bookedAt: made.startsAt } });
    expect(await timers(made.caseId)).toEqual(['case.no-show']);
    expect((await casesInNobodysList(world.db, 'gavleborg')).map((card) => card.id)).not.toContain(made.caseId);
  });

  it('[I2] the same booking again changes nothing, also when its case has moved on', async () => {
    const made = await booked();
    await takeCase(world.db, nina, made.caseId);
    const before = [await world.events(made.caseId), await world.seq('bollnas')];
    await world.hear('booking.made', made);
    expect([await world.events(made.caseId), await world.seq('bollnas')]).toEqual(before);
  });

  it('[SAF-5] a booking at a unit that nobody has told of yet becomes a case all the same', async () => {
    const made = await booked({ unitId: 'okand' });
    expect(await world.case(made.caseId)).toMatchObject({ unitId: 'okand', noOneInRole: true });
  });
});

describe('a scheduled case', () => {
  it('[BOO-5] is taken at any time, and starts at most 15 minutes before its own', async () => {
    const { caseId, startsAt } = await booked();
    expect(await takeCase(world.db, nina, caseId)).toMatchObject({ is: 'DONE' });
    const from = new Date(new Date(startsAt).getTime() - 15 * 60_000);
    expect(await startCase(world.db, nina, caseId)).toEqual({ is: 'TOO_EARLY', from });
    expect((await world.case(caseId)).status).toBe('ACCEPTED');
    await world.shiftClock('106 minutes');
    expect(await startCase(world.db, nina, caseId)).toMatchObject({ is: 'DONE', case: { status: 'IN_PROGRESS' } });
    expect((await world.events(caseId)).at(-1)).toMatchObject({ data: { withinHandlingTime: true } });
    expect(await endCase(world.db, nina, { caseId, reason: 'CARE_GIVEN', phaseDays: null })).toMatchObject({ is: 'DONE', case: { status: 'ON_HOLD' } });
  });

  it('[BOO-5] [RDG-4] taken early it waits for its time, and goes back when nobody starts it then', async () => {
    const { caseId, startsAt } = await booked({ priority: '3', urgencyRank: 3 });
    const back = () => transact(world.db, systemActor('cases'), (tx) => returnUntouchedCase(tx, 'gavleborg', caseId));
    await takeCase(world.db, nina, caseId);
    expect(await read(world.db, "SELECT due_at FROM timer WHERE aggregate_id = $1 AND kind = 'case.return-untouched'", [caseId])).toEqual([{ due_at: new Date(new Date(startsAt).getTime() + 10 * 60_000) }]);
    await world.shiftClock('60 minutes');
    await back();
    expect((await world.case(caseId)).status).toBe('ACCEPTED');
    await world.shiftClock('131 minutes');
    await back();
    expect((await world.case(caseId)).status).toBe('REQUESTED');
  });

  it('[BOO-5] [RDG-6] keeps its time whatever the priority, and is released to the same time', async () => {
    const { caseId, startsAt } = await booked();
    await takeCase(world.db, nina, caseId);
    expect(await reprioritiseCase(world.db, nina, { caseId, priority: '5' })).toMatchObject({ is: 'DONE', case: { dueAt: new Date(startsAt), priority: '5' } });
    expect(await releaseCase(world.db, nina, caseId, 'END_OF_SHIFT')).toMatchObject({ is: 'DONE', case: { dueAt: new Date(startsAt), bookedAt: new Date(startsAt) } });
    expect(await timers(caseId)).toEqual(['case.no-show']);
  });

  it('[QUE-8] is not withdrawn but cancelled as a booking, which gives its time back', async () => {
    const { caseId } = await booked();
    expect(await withdrawCase(world.db, patientActor('anna'), caseId)).toEqual({ is: 'NOT_PERMITTED' });
  });
});

describe('rescheduleCase', () => {
  it('[BOO-4] another time moves the case’s, for the one who has taken it too, and is told once', async () => {
    const made = await booked({ priority: '3', urgencyRank: 3 });
    await takeCase(world.db, nina, made.caseId);
    const moved = rebooked(made);
    const seq = await world.seq('bollnas');
    for (let n = 0; n < 2; n += 1) await world.hear('booking.rebooked', moved, { actor: { kind: 'STAFF', id: 'adam' } });
    expect(await world.case(made.caseId)).toMatchObject({ status: 'ACCEPTED', takenBy: 'nina', bookedAt: new Date(moved.startsAt), dueAt: new Date(moved.startsAt) });
    expect(await types(made.caseId)).toEqual(['case.opened', 'case.taken', 'case.rescheduled']);
    expect((await world.events(made.caseId)).at(-1)!.data).toMatchObject({ bookedAt: moved.startsAt, dueAt: moved.startsAt });
    expect(await world.seq('bollnas')).toBe(seq + 1);
    expect(await read(world.db, "SELECT due_at FROM timer WHERE aggregate_id = $1 AND kind = 'case.return-untouched'", [made.caseId])).toEqual([{ due_at: new Date(new Date(moved.startsAt).getTime() + 10 * 60_000) }]);
    expect(await read(world.db, "SELECT by_kind, by_id FROM case_history WHERE case_id = $1 AND action = 'RESCHEDULE'", [made.caseId])).toEqual([{ by_kind: 'STAFF', by_id: 'adam' }]);
  });

  it('[BOO-4] [DIR-3] at another unit the case waits there, the old one sees it no longer, and an open request to hand it over is withdrawn', async () => {
    const made = await booked();
    await takeCase(world.db, nina, made.caseId);
    const to = { unitId: 'bollnas', role: 'DOCTOR' as const, staffId: null };
    await requestHandover(world.db, nina, { clientId: v7(), caseId: made.caseId, to, reason: 'MISPLACED', message: null, consent: null });
    const seqs = [await world.seq('bollnas'), await world.seq('soderhamn')];
    await world.hear('booking.rebooked', rebooked(made, { unitId: 'soderhamn' }));
    expect(await world.case(made.caseId)).toMatchObject({ status: 'REQUESTED', takenBy: null, unitId: 'soderhamn', firstUnitId: 'bollnas' });
    expect(await seenBy(made.caseId)).toEqual(['soderhamn']);
    expect(await types(made.caseId)).toEqual(['case.opened', 'case.taken', 'case.handover-requested', 'case.handover-withdrawn', 'case.rescheduled']);
    expect((await world.events(made.caseId)).at(-1)).toMatchObject({ type: 'case.access-changed', data: { responsibleUnitId: 'soderhamn', takenBy: null } });
    expect([await world.seq('bollnas'), await world.seq('soderhamn')]).toEqual([seqs[0]! + 1, seqs[1]! + 1]);
    expect(await timers(made.caseId)).toEqual(['case.no-show']);
    expect(await takeCase(world.db, nina, made.caseId)).toEqual({ is: 'NOT_FOUND' });
  });

  it('[BOO-4] a visit that has begun is held as it is, and a moved booking without a case is a fault, never silence', async () => {
    const made = await booked({ startsAt: hours(0.1).toISOString() });
    await takeCase(world.db, nina, made.caseId);
    await startCase(world.db, nina, made.caseId);
    const before = await world.events(made.caseId);
    await world.hear('booking.rebooked', rebooked(made));
    await world.hear('booking.cancelled', cancelled(made));
    expect(await world.events(made.caseId)).toEqual(before);
    await expect(world.hear('booking.rebooked', rebooked(madeBooking()))).rejects.toThrow('not here');
    await expect(world.hear('booking.cancelled', cancelled(madeBooking()))).rejects.toThrow('not here');
  });
});

describe('cancelBookedCase', () => {
  it('[BOO-4] ends a waiting and a taken case, once, in the name of who cancelled', async () => {
    for (const take of [false, true]) {
      const made = await booked();
      if (take) await takeCase(world.db, nina, made.caseId);
      for (let n = 0; n < 2; n += 1) await world.hear('booking.cancelled', cancelled(made), { actor: { kind: 'PATIENT', id: 'anna' } });
      expect(await world.case(made.caseId)).toMatchObject({ status: 'CANCELLED', takenBy: null });
      expect((await types(made.caseId)).filter((type) => type === 'case.withdrawn')).toHaveLength(1);
      expect(await read(world.db, 'SELECT by_kind, by_id, reason FROM case_history WHERE case_id = $1 ORDER BY id DESC LIMIT 1', [made.caseId])).toEqual([{ by_kind: 'PATIENT', by_id: 'anna', reason: 'CANNOT_COME' }]);
      expect(await timers(made.caseId)).toEqual([]);
    }
  });

  it('[SAF-1] with suicide risk flagged the case stays, without a time, and can be started at once', async () => {
    const made = await booked({ tags: ['SUICIDE_RISK_FLAGGED'] });
    const seq = await world.seq('bollnas');
    for (let n = 0; n < 2; n += 1) await world.hear('booking.cancelled', cancelled(made));
    expect(await world.case(made.caseId)).toMatchObject({ status: 'REQUESTED', bookedAt: null });
    expect(await world.seq('bollnas')).toBe(seq + 1);
    expect(await world.audits({ caseId: made.caseId, action: 'cancelBookedCase' })).toMatchObject([{ reason: 'CANNOT_COME' }]);
    await takeCase(world.db, nina, made.caseId);
    expect(await startCase(world.db, nina, made.caseId)).toMatchObject({ is: 'DONE' });
  });
});

describe('receiveTimeAsked', () => {
  const asked = (given: Partial<EventData<'ticket.time-asked'>> = {}): EventData<'ticket.time-asked'> => {
    const { ticketId, patientId, sessionId, complaintCode, priority, urgencyRank, ageBand, sex, tags } = madeBooking();
    const issuedAt = new Date(Date.now() - 3_600_000).toISOString();
    return { ticketId, patientId, sessionId, complaintCode, priority, urgencyRank, ageBand, sex, tags, caseId: v7(), unitId: 'bollnas', role: 'NURSE', issuedAt, askedAt: new Date().toISOString(), ...given };
  };

  it('[QUE-3] [RDG-2] help to find a time is a drop-in with the tag ADMIN and the outcome’s priority; its clock runs from the ticket’s issue; no alert, no escalation', async () => {
    const data = asked({ priority: '4', urgencyRank: 4, tags: ['OUT_OF_REGION'] });
    for (let n = 0; n < 2; n += 1) await world.hear('ticket.time-asked', data);
    expect(await world.case(data.caseId)).toMatchObject({
      kind: 'DROP_IN', entryChannel: 'TIME_ASKED', tags: ['OUT_OF_REGION', 'ADMIN'], priority: '4', createdAt: new Date(data.issuedAt), waitingSince: new Date(data.issuedAt), bookedAt: null,
    });
    expect((await world.events(data.caseId))[0]).toMatchObject({ type: 'case.opened', data: { alert: false, entryChannel: 'TIME_ASKED' } });
    expect(await world.events(data.caseId)).toHaveLength(2);
    expect(await timers(data.caseId)).toEqual(['case.breach-warning', 'case.recheck']);
  });

  it('[QUE-3] is due by the closing of the opening day in which the ticket was issued, or of the next', async () => {
    const at = (text: string): string => new Date(`${text}Z`).toISOString();
    const open = [['2026-11-03T07:00', '2026-11-03T16:00'], ['2026-11-04T07:00', '2026-11-04T16:00']].map(([from, to]) => ({ from: at(from!), to: at(to!) }));
    await world.unit('hudik');
    await world.hear('unit.hours-changed', { unitId: 'hudik', open, onCall: [], duty: [], until: at('2027-11-01T00:00') }, { time: new Date(at('2026-11-01T00:00')) });
    const due = async (issuedAt: string): Promise<Date | null> => {
      const data = asked({ unitId: 'hudik', role: null, issuedAt: at(issuedAt) });
      await world.hear('ticket.time-asked', data);
      return (await world.case(data.caseId)).dueAt;
    };
    expect(await due('2026-11-03T09:00')).toEqual(new Date(at('2026-11-03T16:00')));
    expect(await due('2026-11-03T20:00')).toEqual(new Date(at('2026-11-04T16:00')));
  });
});
