import { mostIn, type Said, sayAgain } from './presence';

describe('saying that one is there', () => {
  it('[LIV-2] thirty times in ten seconds is enough; then it is refused until the ten seconds are over', () => {
    let said: Said | undefined;
    for (let i = 0; i < mostIn.times; i += 1) said = sayAgain(said, 1_000 + i);
    expect(said).toEqual({ times: mostIn.times, windowEnds: 11_000 });
    expect(sayAgain(said, 10_999)).toBeUndefined();
    expect(sayAgain(said, 11_000)).toEqual({ times: 1, windowEnds: 21_000 });
  });
});
