import { ageBandOn } from './age-band';

describe('the age band of a ticket', () => {
  it.each([
    ['2004-02-29', '2005-02-27', 'UNDER_1'], ['2004-02-29', '2005-02-28', 'FROM_1_TO_5'], ['2004-02-29', '2017-02-27', 'FROM_6_TO_12'],
    ['2004-02-29', '2017-02-28', 'FROM_13_TO_17'], ['2004-02-29', '2022-02-28', 'FROM_18_TO_64'], ['2004-02-29', '2084-02-28', 'FROM_65_TO_79'],
    ['2004-02-29', '2084-02-29', 'FROM_80'], ['2004-02-29', '2130-01-01', 'FROM_80'],
    ['2013-11-26', '2026-11-25', 'FROM_6_TO_12'], ['2013-11-26', '2026-11-26', 'FROM_13_TO_17'], ['2026-11-27', '2026-11-26', 'UNDER_1'],
  ])('[RDG-3] of who was born on %s is on %s %s: by birthdays, and one of 29 February is on 28 February in common years', (born, today, band) => {
    expect(ageBandOn(born, today)).toBe(band);
  });
});
