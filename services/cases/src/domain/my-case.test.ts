import { aCase } from '../../test/a-case';
import { handledAs } from './handled-as';
import { expectation } from './my-case';
import { prioritySchemes } from './priority-scheme-tables';

const at = (time: string) => new Date(`2026-11-02T${time}Z`);
const expects = (given: Parameters<typeof aCase>[0], asOf: Date) => expectation({ ...aCase(given), asOf });

describe('expectation', () => {
  it('[BEY-12] counts down while there is time, says so when the promise slips, and never promises less than a minute', () => {
    expect(expects({}, at('09:05:00'))).toEqual({ next: 'WITHIN', minutes: 25 });
    expect(expects({}, at('09:29:59.500'))).toEqual({ next: 'WITHIN', minutes: 1 });
    expect(expects({}, at('09:30:00'))).toEqual({ next: 'LATE' });
    expect(expects({ dueAt: null }, at('09:05:00'))).toEqual({ next: 'IN_TURN' });
  });

  it('[BOO-5] a booked visit is met at its time; when that has passed the patient is told what any other is', () => {
    const booked = { kind: 'SCHEDULED', bookedAt: at('10:00:00'), dueAt: at('10:00:00') } as const;
    expect([expects(booked, at('09:05:00')), expects({ ...booked, status: 'ACCEPTED' }, at('09:05:00'))]).toEqual([{ next: 'AT_BOOKED_TIME' }, { next: 'AT_BOOKED_TIME' }]);
    expect([expects(booked, at('10:00:00')), expects({ ...booked, status: 'IN_PROGRESS' }, at('09:55:00'))]).toEqual([{ next: 'LATE' }, { next: 'NOW' }]);
  });

  it('[TRI-7] at a closed unit the time is counted from opening', () => {
    expect(expects({ waitingSince: at('09:00:00') }, at('03:00:00'))).toEqual({ next: 'AFTER_OPENING', minutes: 30 });
  });

  it('[QUE-8] every other state has its own words', () => {
    const states = ['ACCEPTED', 'IN_PROGRESS', 'ON_HOLD', 'COMPLETED', 'CANCELLED', 'ENTERED_IN_ERROR'] as const;
    expect(states.map((status) => expects({ status }, at('09:05:00')).next)).toEqual(['SOON', 'NOW', 'IN_WRITING', 'OVER', 'WITHDRAWN', 'CLOSED_AS_WRONG']);
  });
});

it('[RDG-1] a code that is gone is handled as the least urgent level that is not later than its rank; the most urgent one when none is', () => {
  for (const scheme of Object.values(prioritySchemes)) {
    for (const level of scheme.levels) if (level.makesCase) expect(handledAs(scheme, level.code, 12)).toBe(level);
    for (let rank = 1; rank <= 12; rank += 1) {
      const level = handledAs(scheme, 'GONE', rank);
      expect(level.makesCase).toBe(true);
      const first = Math.min(...scheme.levels.filter((l) => l.makesCase).map((l) => l.urgencyRank));
      expect(level.urgencyRank).toBeLessThanOrEqual(Math.max(rank, first));
    }
  }
});
