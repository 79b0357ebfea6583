import { aCase, startedCase, takenCase } from '../../test/a-case';
import { warnsAt } from './breach-warning';

const minute = 60_000;
const waiting = aCase();
const after = (minutes: number): Date => new Date(waiting.waitingSince.getTime() + minutes * minute);

describe('[EXP-2] the warning before the handling time passes', () => {
  it('[EXP-2] comes at the share of the time that the region has chosen', () => {
    expect(warnsAt(waiting, { share: 0.8 })).toEqual(after(24));
    expect(warnsAt(waiting, { share: 0.5 })).toEqual(after(15));
  });

  it('[EXP-2] counts from when a closed unit opens', () => {
    expect(warnsAt({ ...waiting, waitingSince: after(60), dueAt: after(90) }, { share: 0.8 })).toEqual(after(84));
  });

  it('[EXP-2] does not come for a case that is taken, started, has been started, is booked or has no clock, nor where the region warns of none', () => {
    for (const c of [takenCase(), startedCase(), { ...waiting, firstStartedAt: after(1) }, { ...waiting, kind: 'SCHEDULED' as const }, { ...waiting, dueAt: null }]) {
      expect(warnsAt(c, { share: 0.8 })).toBeNull();
    }
    expect(warnsAt(waiting, { share: null })).toBeNull();
  });
});
