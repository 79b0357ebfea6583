import { levelOf } from './priority-scheme';
import { oneToFive, oneToTwelve } from './priority-scheme-tables';
import { returnsAt, takeTimeouts } from './take-timeout';

const takenAt = new Date('2027-03-01T08:00Z');
const taken = (priority: string) => ({ status: 'ACCEPTED' as const, priority, takenAt, bookedAt: null });

describe('take time-out', () => {
  it.each([['2', 5], ['3', 10], ['4', 30], ['5', 60]])('[RDG-4] a taken case of priority %s goes back after %i minutes', (priority, minutes) => {
    expect(returnsAt(taken(priority), takeTimeouts.ONE_TO_TWELVE)).toEqual(new Date(takenAt.getTime() + minutes * 60_000));
  });

  it('[RDG-4] the same handling time has the same time-out in the scheme 1–5', () => {
    for (const [code, minutes] of Object.entries(takeTimeouts.ONE_TO_FIVE)) {
      const same = oneToTwelve.levels.find((level) => level.handlingMinutes === levelOf(oneToFive, code)!.handlingMinutes)!;
      expect(takeTimeouts.ONE_TO_TWELVE[same.code as unknown as 2]).toBe(minutes);
    }
  });

  it('[RDG-4] a taken case of priority 12 waits for its holder', () => {
    expect(returnsAt(taken('12'), takeTimeouts.ONE_TO_TWELVE)).toBeNull();
  });

  it('[BOO-5] a booked visit has its time first: the time-out runs from there, or from the take when that is later', () => {
    const at = (bookedAt: string) => returnsAt({ ...taken('3'), bookedAt: new Date(bookedAt) }, takeTimeouts.ONE_TO_TWELVE);
    expect(at('2027-03-03T10:00Z')).toEqual(new Date('2027-03-03T10:10Z'));
    expect(at('2027-03-01T07:00Z')).toEqual(new Date('2027-03-01T08:10Z'));
  });

  it('[RDG-4] a case that is waiting, started or over has no time-out', () => {
    for (const status of ['REQUESTED', 'IN_PROGRESS', 'ON_HOLD', 'COMPLETED', 'CANCELLED', 'ENTERED_IN_ERROR'] as const) {
      expect(returnsAt({ ...taken('2'), status }, takeTimeouts.ONE_TO_TWELVE)).toBeNull();
    }
  });
});
