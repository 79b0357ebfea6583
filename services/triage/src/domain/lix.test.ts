import { lix } from './checks/lix';

test('[TRI-1] LIX is words per sentence plus the share of words longer than six letters', () => {
  expect(lix(['Drick mycket. Vila när du vill.'])).toEqual({ lix: 6 / 2 + 0, words: 6 });
  expect(lix(['Sjukvårdsrådgivningen svarar'])).toEqual({ lix: 2 + 50, words: 2 });
  expect(lix(['Ja', 'Nej'])).toEqual({ lix: 1, words: 2 });
  expect(lix([])).toEqual({ lix: 0, words: 0 });
});
