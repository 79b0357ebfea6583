import fc from 'fast-check';
import { assignmentClock, readFrom } from './duty-hours';
import { levelOf } from './priority-scheme';
import { oneToFive, oneToTwelve } from './priority-scheme-tables';

const at = (text: string): Date => new Date(text);
/** Weekdays 08–17 in Sweden around Easter 2026, as directory tells them: Good Friday is 3 April, Easter Monday 6 April. */
const duty = ['2026-04-01', '2026-04-02', '2026-04-07', '2026-04-08', '2026-04-09', '2026-04-10', '2026-04-13']
  .map((day) => ({ from: at(`${day}T06:00:00Z`), to: at(`${day}T15:00:00Z`) }));
const level = (code: string) => levelOf(oneToTwelve, code)!;
const clock = (code: string, submittedAt: Date, hours = duty) => assignmentClock({ level: level(code), submittedAt, duty: hours });

describe('readFrom', () => {
  it.each([
    ['a weekday on duty', '2026-04-01T09:30:00Z', '2026-04-01T09:30:00Z'],
    ['the moment duty begins', '2026-04-01T06:00:00Z', '2026-04-01T06:00:00Z'],
    ['the moment duty ends', '2026-04-01T15:00:00Z', '2026-04-02T06:00:00Z'],
    ['a weekday evening', '2026-04-08T19:00:00Z', '2026-04-09T06:00:00Z'],
    ['Good Friday, a weekday', '2026-04-03T09:00:00Z', '2026-04-07T06:00:00Z'],
    ['a Saturday', '2026-04-11T09:00:00Z', '2026-04-13T06:00:00Z'],
  ])('[CON-3] what comes on %s is read at the right time', (_when, submitted, read) => {
    expect(readFrom(at(submitted), duty)).toEqual(at(read));
  });

  it('[CON-3] a unit with on-call duty reads at night as well', () => {
    const withOnCall = [...duty, { from: at('2026-04-11T06:00:00Z'), to: at('2026-04-12T06:00:00Z') }].sort((a, b) => a.from.getTime() - b.from.getTime());
    expect(readFrom(at('2026-04-11T21:00:00Z'), withOnCall)).toEqual(at('2026-04-11T21:00:00Z'));
  });

  it('[CON-3] without duty within a week nothing is promised', () => {
    expect(readFrom(at('2026-04-20T09:00:00Z'), duty)).toBeUndefined();
    expect(readFrom(at('2026-04-01T09:00:00Z'), [])).toBeUndefined();
  });
});

describe('assignmentClock', () => {
  it('[RDG-2] [CON-3] what is urgent runs by the wall clock from submission, also outside duty', () => {
    for (const [code, minutes] of [['2', 10], ['3', 30], ['4', 120], ['5', 480]] as const) {
      const submittedAt = at('2026-04-03T09:00:00Z');
      expect(clock(code, submittedAt)).toEqual({
        readFrom: at('2026-04-07T06:00:00Z'), waitingSince: submittedAt, dueAt: new Date(submittedAt.getTime() + minutes * 60_000), rule: 'clock/assignment-urgent',
      });
    }
  });

  it('[CON-3] what is not urgent runs from when it is read', () => {
    expect(clock('6', at('2026-04-01T09:00:00Z'))).toMatchObject({ waitingSince: at('2026-04-01T09:00:00Z'), dueAt: at('2026-04-02T09:00:00Z'), rule: 'clock/assignment-from-duty' });
    expect(clock('6', at('2026-04-03T09:00:00Z'))).toMatchObject({ waitingSince: at('2026-04-07T06:00:00Z'), dueAt: at('2026-04-08T06:00:00Z') });
    expect(clock('12', at('2026-04-03T09:00:00Z'))).toMatchObject({ readFrom: at('2026-04-07T06:00:00Z'), dueAt: at('2026-04-07T15:00:00Z'), rule: 'clock/assignment-same-day' });
  });

  it('[BEY-1] with unknown hours the clock runs from submission and never stands still', () => {
    expect(clock('6', at('2026-04-01T09:00:00Z'), [])).toEqual({
      readFrom: at('2026-04-01T09:00:00Z'), waitingSince: at('2026-04-01T09:00:00Z'), dueAt: at('2026-04-02T09:00:00Z'), rule: 'clock/hours-unknown',
    });
    expect(clock('12', at('2026-04-01T09:00:00Z'), [])).toMatchObject({ dueAt: at('2026-04-02T09:00:00Z'), rule: 'clock/hours-unknown' });
  });

  it('[BEY-1] every level that makes a case gives an assignment that is due after it came', () => {
    const levels = [...oneToTwelve.levels, ...oneToFive.levels].filter((l) => l.makesCase);
    fc.assert(fc.property(fc.constantFrom(...levels), fc.date({ min: at('2026-04-01'), max: at('2026-04-20'), noInvalidDate: true }), (l, submittedAt) => {
      const { dueAt, readFrom: read, waitingSince } = assignmentClock({ level: l, submittedAt, duty });
      expect(dueAt!.getTime()).toBeGreaterThan(waitingSince.getTime());
      expect(read.getTime()).toBeGreaterThanOrEqual(submittedAt.getTime());
    }));
  });
});
