import fc from 'fast-check';
import { aCase, startedCase, takenCase } from '../../test/a-case';
import type { Case } from './case';
import { handlingClock } from './handling-time';
import type { PriorityLevel } from './priority-scheme';
import { prioritySchemes } from './priority-scheme-tables';
import { handledAs } from './handled-as';
import { isToBeAsked, mayRecheck, neverAsked, pointsAround, raisedCase } from './recheck';
import { moveOf } from './transitions';

const points = { at: [{ share: 0.5 }, { share: 1 }, { share: 2 }], thenEveryMinutes: 120 };
const c = aCase();
const at = (minutes: number): Date => new Date(c.waitingSince.getTime() + minutes * 60_000);

test.each([
  ['before the first', 10, null, 15], ['at the first', 15, 15, 30], ['between', 40, 30, 60], ['after the last of the list', 70, 60, 180], ['long after it', 400, 300, 420],
] as const)('[BEY-5] set points of a case with 30 minutes: %s', (_when, now, last, next) => {
  expect(pointsAround(c, points, at(now))).toEqual({ last: last === null ? null : at(last), next: at(next) });
});

test('[BEY-5] no set points without a clock, where the region asks nobody, or after the last', () => {
  expect(pointsAround({ ...c, dueAt: null }, points, at(90))).toEqual({ last: null, next: null });
  expect(pointsAround(c, neverAsked, at(90))).toEqual({ last: null, next: null });
  expect(pointsAround(c, { at: [{ minutes: 20 }], thenEveryMinutes: null }, at(90))).toEqual({ last: at(20), next: null });
});

test('[BEY-5] a point that has passed asks once, and not who has said something since', () => {
  expect([isToBeAsked(at(15), undefined), isToBeAsked(at(15), { askedAt: at(15), saidAt: null }), isToBeAsked(at(15), { askedAt: null, saidAt: at(16) }), isToBeAsked(at(30), { askedAt: at(15), saidAt: at(16) }), isToBeAsked(null, undefined)])
    .toEqual([true, false, false, true, false]);
});

test('[BEY-5] only a waiting drop-in that triage made: not started, not booked, not of another origin', () => {
  expect([c, takenCase(), startedCase(), aCase({ kind: 'SCHEDULED' }), aCase({ sessionId: null }), aCase({ status: 'COMPLETED' })].map(mayRecheck)).toEqual([true, true, false, false, false, false]);
});

const schemes = Object.values(prioritySchemes);
const hours = (n: number) => new Date(c.createdAt.getTime() + n * 3_600_000);
const openings = fc.constantFrom([], [{ from: hours(-1), to: hours(8) }], [{ from: hours(3), to: hours(6) }, { from: hours(20), to: hours(29) }], [{ from: hours(-1), to: hours(1) }]);
const asked = fc.record({
  scheme: fc.constantFrom(...schemes), now: fc.nat(20), status: fc.constantFrom<Case['status']>('REQUESTED', 'ACCEPTED', 'IN_PROGRESS', 'ON_HOLD', 'COMPLETED'),
  said: fc.record({ beforeRank: fc.integer({ min: 1, max: 12 }), urgencyRank: fc.integer({ min: 1, max: 12 }), emergency: fc.boolean() }), open: openings, lateBy: fc.nat(600),
});

test('[BEY-5] whatever is said, a case is never less urgent, nor due or waiting later, than it was; its first priority stays', () => {
  fc.assert(fc.property(asked, ({ scheme, now, status, said, open, lateBy }) => {
    const levels: readonly PriorityLevel[] = scheme.levels.filter((level) => level.makesCase);
    const clockOf = (level: PriorityLevel) => handlingClock({ level, createdAt: c.createdAt, tags: [], unitOpenIntervals: open });
    const level = levels[now % levels.length]!;
    const before: Case = { ...c, status, priority: level.code, urgencyRank: level.urgencyRank, ...clockOf(level), firstPriority: level.code, firstUrgencyRank: level.urgencyRank };
    const due = before.dueAt && new Date(before.dueAt.getTime() - lateBy * 60_000);
    const wanted = handledAs(scheme, '', said.emergency ? 1 : said.urgencyRank);
    const after = raisedCase({ ...before, dueAt: due }, said, { ...clockOf(wanted), code: wanted.code, urgencyRank: wanted.urgencyRank, trace: ['r'] });
    if (!after) return;
    expect(after.urgencyRank).toBeLessThan(before.urgencyRank);
    expect(said.emergency || said.urgencyRank < said.beforeRank).toBe(true);
    expect([after.firstPriority, after.status, after.createdAt]).toEqual([before.firstPriority, before.status, before.createdAt]);
    expect(after.waitingSince.getTime()).toBeLessThanOrEqual(before.waitingSince.getTime());
    if (due) expect(after.dueAt!.getTime()).toBeLessThanOrEqual(due.getTime());
    expect(moveOf('RAISE', status)).toBeDefined();
  }), { numRuns: 2_000 });
});

test('[BEY-5] answers that are as before do not undo what staff have lowered; life danger does', () => {
  const lowered = aCase({ priority: '5', urgencyRank: 5 });
  const clock = { waitingSince: c.waitingSince, dueAt: c.dueAt };
  expect(raisedCase(lowered, { beforeRank: 3, urgencyRank: 3, emergency: false }, { ...clock, code: '3', urgencyRank: 3, trace: [] })).toBeUndefined();
  expect(raisedCase(lowered, { beforeRank: 3, urgencyRank: 2, emergency: false }, { ...clock, code: '2', urgencyRank: 2, trace: ['a'] })).toMatchObject({ priority: '2', firstPriority: '3', reasonTrace: ['a'] });
  expect(raisedCase(lowered, { beforeRank: 1, urgencyRank: 1, emergency: true }, { ...clock, code: '2', urgencyRank: 2, trace: [] })).toMatchObject({ urgencyRank: 2 });
});
