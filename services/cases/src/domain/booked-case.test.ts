import { aCase, startedCase, takenCase } from '../../test/a-case';
import { cancelBookedCase, type MovedBooking, rescheduleCase } from './booked-case';
import { endCase, endPhase } from './end-case';
import { messageClock } from './handling-time';
import { phaseDays } from './phase';
import { caseOfMessage } from './receive-message';
import { startCase } from './start-case';

const now = new Date('2026-11-02T09:10:00Z');
const visit = new Date('2026-11-02T12:00:00Z');
const nina = { personId: 'nina', role: 'NURSE' as const, unitIds: ['bollnas'] };
const booked = { kind: 'SCHEDULED' as const, bookingId: 'b', bookedAt: visit, dueAt: visit };
const moved: MovedBooking = { bookingId: 'b', unitId: 'bollnas', previousUnitId: 'bollnas', role: 'NURSE', startsAt: new Date('2026-11-03T08:00:00Z') };

it('[BOO-5] a booked visit starts at most so many minutes before its time; the refusal says from when', () => {
  const from = new Date(visit.getTime() - 15 * 60_000);
  expect(startCase(takenCase(booked), nina, 15, now)).toEqual({ is: 'TOO_EARLY', from });
  expect(startCase(takenCase(booked), nina, 15, new Date(from.getTime() - 1))).toEqual({ is: 'TOO_EARLY', from });
  expect(startCase(takenCase(booked), nina, 15, from)).toMatchObject({ is: 'CHANGED' });
  expect(startCase(aCase(booked), nina, 15, now)).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: null });
});

describe('rescheduleCase', () => {
  it('[BOO-4] a new time moves the time alone, for a waiting and for a taken case', () => {
    for (const c of [aCase(booked), takenCase(booked)]) {
      expect(rescheduleCase(c, moved)).toEqual({ action: 'RESCHEDULE', after: { ...c, bookedAt: moved.startsAt, dueAt: moved.startsAt } });
    }
  });

  it('[BOO-4] another unit or role has the case from then on, waiting', () => {
    for (const elsewhere of [{ unitId: 'soderhamn' }, { role: 'DOCTOR' as const }]) {
      const decided = rescheduleCase(takenCase(booked), { ...moved, ...elsewhere });
      expect(decided).toMatchObject({ action: 'RELOCATE', after: { status: 'REQUESTED', takenBy: null, bookedAt: moved.startsAt } });
      expect([decided!.after.unitId, decided!.after.profession]).toEqual([elsewhere.unitId ?? 'bollnas', elsewhere.role ?? 'NURSE']);
    }
  });

  it('[BOO-4] a new time only moves no case that another unit has taken over meanwhile', () => {
    expect(rescheduleCase(takenCase({ ...booked, unitId: 'ljusdal' }), moved)).toMatchObject({ action: 'RESCHEDULE', after: { unitId: 'ljusdal', takenBy: 'nina' } });
  });

  it('[BOO-4] the same again, another booking’s, and a visit that has begun change nothing', () => {
    const once = rescheduleCase(aCase(booked), { ...moved, unitId: 'soderhamn' })!.after;
    expect(rescheduleCase(once, { ...moved, unitId: 'soderhamn' })).toBeUndefined();
    expect(rescheduleCase(aCase({ ...booked, bookingId: 'other' }), moved)).toBeUndefined();
    for (const status of ['IN_PROGRESS', 'ON_HOLD', 'COMPLETED', 'CANCELLED'] as const) expect(rescheduleCase(startedCase({ ...booked, status }), moved)).toBeUndefined();
  });
});

it('[BOO-4] [SAF-1] a cancelled booking ends the case unless it has begun; with suicide risk it stays, without a time, once', () => {
  expect(cancelBookedCase(takenCase(booked), 'b', now)).toMatchObject({ is: 'CANCELLED', after: { status: 'CANCELLED', takenBy: null, endedAt: now } });
  expect(cancelBookedCase(startedCase(booked), 'b', now)).toBeUndefined();
  expect(cancelBookedCase(aCase(booked), 'other', now)).toBeUndefined();
  const kept = cancelBookedCase(takenCase({ ...booked, tags: ['SUICIDE_RISK_FLAGGED'] }), 'b', now);
  expect(kept).toMatchObject({ is: 'KEPT', after: { status: 'ACCEPTED', takenBy: 'nina', bookedAt: null, dueAt: visit } });
  expect(cancelBookedCase(kept!.after, 'b', now)).toBeUndefined();
});

describe('the asynchronous phase', () => {
  const lengths = { days: [0, 1, 3, 7], default: 3 };

  it('[VIS-4] has the length asked for, the region’s default, or none where nobody writes to each other', () => {
    expect([phaseDays('DROP_IN', 7, lengths), phaseDays('SCHEDULED', null, lengths), phaseDays('DROP_IN', 0, lengths), phaseDays('DROP_IN', 5, lengths)]).toEqual([7, 3, 0, undefined]);
    for (const kind of ['MESSAGE', 'TELEPHONE_TRIAGE', 'CONSULTATION'] as const) expect(phaseDays(kind, null, lengths)).toBe(0);
  });

  it('[VIS-4] the end with days holds the case, which 0 days or the conversation end; the same again is the same yes', () => {
    const held = endCase(startedCase(), nina, { reason: 'CARE_GIVEN', days: 3 }, now);
    expect(held).toMatchObject({ is: 'CHANGED', case: { status: 'ON_HOLD', takenBy: 'nina', endedAt: null, endReason: 'CARE_GIVEN', phaseEndsAt: new Date('2026-11-05T09:10:00Z') } });
    if (held.is !== 'CHANGED') throw new Error('held');
    expect(endCase(held.case, nina, { reason: 'CARE_GIVEN', days: 3 }, now)).toMatchObject({ is: 'SAME' });
    const over = { status: 'COMPLETED', endedAt: now, phaseEndsAt: null };
    expect(endCase(held.case, nina, { reason: 'REFERRED', days: 0 }, now)).toMatchObject({ is: 'CHANGED', case: { ...over, endReason: 'REFERRED' } });
    expect(endCase(held.case, { ...nina, personId: 'nils' }, { reason: 'REFERRED', days: 0 }, now)).toEqual({ is: 'NOT_TAKEN_BY_YOU', takenBy: 'nina' });
    expect(endPhase(held.case, now)).toMatchObject({ ...over, endReason: 'CARE_GIVEN' });
    expect(endPhase(startedCase(), now)).toBeUndefined();
  });

  it('[SAF-1] neither the hold nor its end passes the lock', () => {
    const flagged = startedCase({ tags: ['SUICIDE_RISK_FLAGGED'] });
    expect(endCase(flagged, nina, { reason: 'CARE_GIVEN', days: 3 }, now)).toEqual({ is: 'SUICIDE_RISK_OPEN' });
    expect(endPhase({ ...flagged, status: 'ON_HOLD', phaseEndsAt: now }, now)).toBeUndefined();
  });
});

it('[VIS-4] [QUE-1] a message is dealt with by the closing of the next opening day, and waits from when somebody is there', () => {
  const at = (time: string): Date => new Date(`2026-11-0${time}Z`);
  const days = [['2T07:00', '2T11:00'], ['2T12:00', '2T16:00'], ['3T07:00', '3T11:00'], ['3T12:00', '3T16:00']].map(([from, to]) => ({ from: at(from!), to: at(to!) }));
  expect(messageClock(at('2T09:00'), days)).toEqual({ waitingSince: at('2T09:00'), dueAt: at('3T16:00'), rule: 'clock/next-opening-day' });
  expect(messageClock(at('2T20:00'), days)).toEqual({ waitingSince: at('3T07:00'), dueAt: at('3T16:00'), rule: 'clock/next-opening-day' });
  expect(messageClock(at('2T20:00'), [])).toEqual({ waitingSince: at('2T20:00'), dueAt: at('3T20:00'), rule: 'clock/hours-unknown' });
});

it('[VIS-4] a work item is for the role that held the visit, at the unit that has the case, and carries what must be known', () => {
  const linked = startedCase({ status: 'ON_HOLD', takenByRole: 'DOCTOR', unitId: 'soderhamn', tags: ['SENT_WHILE_CLOSED', 'PROXY'] });
  const item = caseOfMessage(linked, { messageId: 'm', postedAt: now }, { clock: { waitingSince: now, dueAt: visit, rule: 'clock/next-opening-day' }, noOneInRole: false });
  expect(item).toMatchObject({
    id: 'm', kind: 'MESSAGE', status: 'REQUESTED', entryChannel: 'MESSAGE', linkedCaseId: linked.id, sessionId: null, profession: 'DOCTOR', unitId: 'soderhamn', priority: '3', tags: ['PROXY'],
    takenBy: null, dueAt: visit,
  });
});
