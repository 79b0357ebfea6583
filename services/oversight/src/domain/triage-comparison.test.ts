import { none, rings, summed, underShare, verdictOf } from './triage-comparison';

const rule = { underBy: 1, alarmShare: 0.02, alarmFrom: 50 };
const judged = (enginePriority: string, engineRank: number, rightPriority: string, rightRank: number) => ({ enginePriority, engineRank, rightPriority, rightRank });

describe('[BEY-6] triage compared with staff', () => {
  test.each([
    ['the same code agrees', judged('4', 4, '4', 4), 'AGREED'],
    ['a code that spans ranks agrees with itself', judged('BOOKABLE', 11, 'BOOKABLE', 9), 'AGREED'],
    ['one level too calm is under', judged('4', 4, '3', 3), 'UNDER'],
    ['112 that was not seen is under', judged('6', 6, '1', 1), 'UNDER'],
    ['too urgent is over', judged('3', 3, '8', 8), 'OVER'],
  ] as const)('%s', (_, matter, verdict) => expect(verdictOf(matter, rule)).toBe(verdict));

  test('a region may count as under only what is two levels too calm', () => {
    expect(verdictOf(judged('4', 4, '3', 3), { underBy: 2 })).toBe('AGREED');
    expect(verdictOf(judged('5', 5, '3', 3), { underBy: 2 })).toBe('UNDER');
  });

  test('it rings when under-triage passes two per cent of at least fifty, not at it, and not of fewer', () => {
    expect(rings({ stated: 50, under: 1 }, rule)).toBe(false);
    expect(rings({ stated: 50, under: 2 }, rule)).toBe(true);
    expect(rings({ stated: 49, under: 49 }, rule)).toBe(false);
    expect(rings({ stated: 100, under: 2 }, rule)).toBe(false);
    expect(rings({ stated: 100, under: 3 }, rule)).toBe(true);
  });

  test('versions add up, and a share of nothing is none', () => {
    const total = summed([{ ...none, stated: 30, under: 1 }, { ...none, stated: 20, under: 1 }]);
    expect(total).toMatchObject({ stated: 50, under: 2, sessions: 0 });
    expect(underShare(total)).toBe(0.04);
    expect(underShare(none)).toBeNull();
  });
});
