import { ageBandAt } from './age-band';

describe('ageBandAt', () => {
  const born = '2004-02-29';
  it.each([
    ['2004-02-29', 'UNDER_1'], ['2005-02-27', 'UNDER_1'], ['2005-02-28', 'FROM_1_TO_5'], ['2010-02-27', 'FROM_1_TO_5'], ['2010-02-28', 'FROM_6_TO_12'],
    ['2017-02-27', 'FROM_6_TO_12'], ['2017-02-28', 'FROM_13_TO_17'], ['2022-02-27', 'FROM_13_TO_17'], ['2022-02-28', 'FROM_18_TO_64'],
    ['2069-02-28', 'FROM_65_TO_79'], ['2084-02-28', 'FROM_65_TO_79'], ['2084-02-29', 'FROM_80'], ['2130-01-01', 'FROM_80'],
  ])('[RDG-3] who was born on 29 February 2004 is on %s in the band %s', (day, band) => {
    expect(ageBandAt(born, new Date(`${day}T12:00:00Z`))).toBe(band);
  });
});
