import fc from 'fast-check';
import { handleBy, handlingClock, type OpenInterval } from './handling-time';
import { levelOf } from './priority-scheme';
import { oneToTwelve } from './priority-scheme-tables';

const utc = (text: string): Date => new Date(`${text}Z`);
const between = (from: string, to: string): OpenInterval => ({ from: utc(from), to: utc(to) });
const minutesBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 60_000;

/** Weekdays 08–17 Swedish time, around the night when clocks go forward (Easter Sunday, 2027-03-28) and the one when they go back (2027-10-31). */
const spring = [between('2027-03-25T07:00', '2027-03-25T16:00'), between('2027-03-30T06:00', '2027-03-30T15:00'), between('2027-03-31T06:00', '2027-03-31T15:00')];
const autumn = [between('2027-10-29T06:00', '2027-10-29T15:00'), between('2027-11-01T07:00', '2027-11-01T16:00'), between('2027-11-02T07:00', '2027-11-02T16:00')];

function clockOf(code: string, createdAt: Date, unitOpenIntervals: OpenInterval[], tags: string[] = []) {
  return handlingClock({ level: levelOf(oneToTwelve, code)!, createdAt, tags, unitOpenIntervals });
}

/** Ascending, disjoint openings of 1–600 minutes with pauses of 1–2,000 minutes, around the start of 2027. */
const openings = fc.array(fc.tuple(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 1, max: 600 })), { maxLength: 30 }).map((pairs) => {
  let at = utc('2027-01-01T00:00').getTime();
  return pairs.map(([pause, length]): OpenInterval => {
    const from = at + pause * 60_000;
    at = from + length * 60_000;
    return { from: new Date(from), to: new Date(at) };
  });
});
const start = fc.integer({ min: 0, max: 20_000 }).map((minute) => new Date(utc('2027-01-01T00:00').getTime() + minute * 60_000));
const length = fc.integer({ min: 0, max: 10_000 });

function openMinutesWithin(from: Date, to: Date, intervals: OpenInterval[]): number {
  return intervals.reduce((sum, i) => sum + Math.max(0, minutesBetween(i.from > from ? i.from : from, i.to < to ? i.to : to)), 0);
}

describe('handling clock', () => {
  it.each([['2', 10], ['3', 30], ['4', 120], ['5', 480], ['6', 1_440], ['7', 2_880], ['8', 4_320], ['9', 10_080], ['10', 43_200], ['11', 129_600]])(
    '[QUE-2] priority %s is due %i minutes after creation', (code, minutes) => {
      const createdAt = utc('2027-03-25T10:15');
      const clock = clockOf(code, createdAt, spring);
      expect(clock).toEqual({ waitingSince: createdAt, dueAt: new Date(createdAt.getTime() + minutes * 60_000), rule: 'clock/wall' });
    });

  it('[RDG-2] the clock of 2–5 is wall time: it runs on after the unit has closed', () => {
    expect(clockOf('5', utc('2027-03-25T15:30'), spring).dueAt).toEqual(utc('2027-03-25T23:30'));
  });

  it('[TRI-7, RDG-2] sent to a closed unit, the clock starts at its opening, also over Easter and the spring change of time', () => {
    expect(clockOf('4', utc('2027-03-25T16:00'), spring)).toEqual({
      waitingSince: utc('2027-03-30T06:00'), dueAt: utc('2027-03-30T08:00'), rule: 'clock/wall-from-opening',
    });
  });

  it('[TRI-7, RDG-2] sent on the Friday before clocks go back, the clock starts on Monday at 08 Swedish winter time', () => {
    expect(clockOf('3', utc('2027-10-29T15:00'), autumn)).toEqual({
      waitingSince: utc('2027-11-01T07:00'), dueAt: utc('2027-11-01T07:30'), rule: 'clock/wall-from-opening',
    });
  });

  it('[RDG-2] the last minute before closing is open, the closing minute is not', () => {
    expect(clockOf('2', utc('2027-03-25T15:59:59.999'), spring).rule).toBe('clock/wall');
    expect(clockOf('2', utc('2027-03-25T16:00'), spring).rule).toBe('clock/wall-from-opening');
    expect(clockOf('2', utc('2027-03-25T07:00'), spring).rule).toBe('clock/wall');
  });

  it('[RDG-2, TRI-7] on-call duty takes what is urgent: the clock of 2–5 starts at once in the evening, that of 6–12 and of ADMIN at opening', () => {
    const onDuty = [{ ...between('2027-03-25T16:00', '2027-03-25T21:00'), onCall: true }, ...spring.slice(1)];
    const evening = utc('2027-03-25T19:00');
    for (const code of ['2', '3', '4', '5']) expect(clockOf(code, evening, onDuty)).toMatchObject({ waitingSince: evening, rule: 'clock/wall' });
    for (const code of ['6', '11', '12']) expect(clockOf(code, evening, onDuty).waitingSince).toEqual(utc('2027-03-30T06:00'));
    expect(clockOf('3', evening, onDuty, ['ADMIN']).waitingSince).toEqual(utc('2027-03-30T06:00'));
  });

  it('[DIR-1, RDG-2] a unit that is only ever on call is open for everything when it is', () => {
    const onDuty = [{ ...between('2027-03-25T16:00', '2027-03-26T07:00'), onCall: true }];
    expect(clockOf('12', utc('2027-03-25T19:00'), onDuty)).toMatchObject({ waitingSince: utc('2027-03-25T19:00'), dueAt: utc('2027-03-26T07:00') });
  });

  it('[RDG-2] priority 12 is answered the same opening day; a lunch break does not end it', () => {
    const withLunch = [between('2027-03-25T07:00', '2027-03-25T11:00'), between('2027-03-25T12:00', '2027-03-25T16:00'), ...spring.slice(1)];
    expect(clockOf('12', utc('2027-03-25T08:00'), withLunch)).toEqual({
      waitingSince: utc('2027-03-25T08:00'), dueAt: utc('2027-03-25T16:00'), rule: 'clock/same-opening-day',
    });
    expect(clockOf('12', utc('2027-03-25T11:30'), withLunch).dueAt).toEqual(utc('2027-03-25T16:00'));
  });

  it('[RDG-2] priority 12 sent in the evening is answered the next opening day', () => {
    expect(clockOf('12', utc('2027-03-25T20:00'), spring)).toMatchObject({ waitingSince: utc('2027-03-30T06:00'), dueAt: utc('2027-03-30T15:00') });
  });

  it('[RDG-2, QUE-3] help to find a time keeps its priority but has the contact target of the same opening day', () => {
    expect(clockOf('3', utc('2027-03-25T08:00'), spring, ['ADMIN'])).toMatchObject({ dueAt: utc('2027-03-25T16:00'), rule: 'clock/same-opening-day' });
  });

  it('[RDG-2] a unit that never closes has an opening day of 24 hours', () => {
    expect(clockOf('12', utc('2027-03-25T08:00'), [between('2027-01-01T00:00', '2028-01-01T00:00')]).dueAt).toEqual(utc('2027-03-26T08:00'));
  });

  it('[BEY-1] unknown hours never stop a clock: it counts from creation', () => {
    expect(clockOf('2', utc('2027-03-25T08:00'), [])).toMatchObject({ dueAt: utc('2027-03-25T08:10'), rule: 'clock/hours-unknown' });
    expect(clockOf('12', utc('2027-03-25T08:00'), [])).toMatchObject({ dueAt: utc('2027-03-26T08:00'), rule: 'clock/hours-unknown' });
    const nextMonth = [between('2027-04-25T06:00', '2027-04-25T15:00')];
    expect(clockOf('3', utc('2027-03-25T08:00'), nextMonth)).toMatchObject({ waitingSince: utc('2027-03-25T08:00'), rule: 'clock/hours-unknown' });
  });

  it('[TRI-4] priority 1 has no clock, since it never becomes a case', () => {
    expect(clockOf('1', utc('2027-03-25T08:00'), spring)).toEqual({ waitingSince: utc('2027-03-25T08:00'), dueAt: null, rule: 'clock/none' });
  });

  it('[BEY-1] every level that makes a case has a due time, whatever the hours, and no case is due before it came', () => {
    fc.assert(fc.property(start, openings, fc.constantFrom(...oneToTwelve.levels.filter((level) => level.makesCase)), fc.boolean(), (at, intervals, level, admin) => {
      const clock = handlingClock({ level, createdAt: at, tags: admin ? ['ADMIN'] : [], unitOpenIntervals: intervals });
      expect(clock.waitingSince >= at).toBe(true);
      expect(clock.dueAt! > clock.waitingSince).toBe(true);
    }));
  });

  it('[TRI-7] whoever sends later is never due earlier', () => {
    const walled = oneToTwelve.levels.filter((level) => level.clock === 'WALL');
    fc.assert(fc.property(start, length, openings, fc.constantFrom(...walled), (at, later, intervals, level) => {
      const thenOpen = [...intervals, { from: new Date((intervals.at(-1)?.to ?? at).getTime() + 60_000), to: utc('2100-01-01T00:00') }];
      const due = (createdAt: Date): number => handlingClock({ level, createdAt, tags: [], unitOpenIntervals: thenOpen }).dueAt!.getTime();
      expect(due(new Date(at.getTime() + later * 60_000))).toBeGreaterThanOrEqual(due(at));
    }));
  });
});

describe('open hours', () => {
  it('[QUE-11] one hour sent half an hour before closing ends half an hour after the next opening', () => {
    expect(handleBy(utc('2027-03-25T15:30'), 60, 'OPEN', spring)).toEqual(utc('2027-03-30T06:30'));
  });

  it('[QUE-11] exactly the rest of the day ends at closing time, not at the next opening', () => {
    expect(handleBy(utc('2027-03-25T15:00'), 60, 'OPEN', spring)).toEqual(utc('2027-03-25T16:00'));
  });

  it('[QUE-2] wall time ignores the intervals', () => {
    fc.assert(fc.property(start, length, openings, (from, minutes, intervals) => {
      expect(minutesBetween(from, handleBy(from, minutes, 'WALL', intervals))).toBe(minutes);
    }));
  });

  it('[QUE-11] as many open minutes pass as were asked for, as long as the intervals hold them', () => {
    fc.assert(fc.property(start, length, openings, (from, minutes, intervals) => {
      const known = openMinutesWithin(from, utc('2100-01-01T00:00'), intervals);
      const until = handleBy(from, minutes, 'OPEN', intervals);
      expect(openMinutesWithin(from, until, intervals)).toBe(Math.min(minutes, known));
      expect(minutesBetween(from, until)).toBeGreaterThanOrEqual(minutes);
    }));
  });

  it('[QUE-11] two stretches one after the other are one long stretch', () => {
    fc.assert(fc.property(start, length, length, openings, (from, a, b, intervals) => {
      expect(handleBy(handleBy(from, a, 'OPEN', intervals), b, 'OPEN', intervals)).toEqual(handleBy(from, a + b, 'OPEN', intervals));
    }));
  });
});
