/** Ordinary names for invented people. */
export const givenNames = {
  FEMALE: ['Alva', 'Birgitta', 'Camilla', 'Doris', 'Ellen', 'Frida', 'Gunvor', 'Hedda', 'Irma', 'Josefin', 'Klara', 'Linnea', 'Märta', 'Nadia', 'Olivia', 'Pernilla', 'Rebecka', 'Signe', 'Tuva', 'Ulrika', 'Vera', 'Wilma', 'Yasmin', 'Åsa'],
  MALE: ['Arvid', 'Bo', 'Christer', 'Dan', 'Emil', 'Folke', 'Gustav', 'Hugo', 'Ivar', 'Jakob', 'Kalle', 'Leif', 'Mats', 'Nils', 'Oskar', 'Per', 'Rasmus', 'Samir', 'Ture', 'Urban', 'Viggo', 'Wille', 'Yusuf', 'Östen'],
} as const;

export const familyNames = [
  'Andersson', 'Björk', 'Carlén', 'Dahl', 'Engström', 'Fransson', 'Gren', 'Hallberg', 'Isaksson', 'Jansson', 'Kvist', 'Larsson', 'Molin', 'Nyberg',
  'Olofsson', 'Persson', 'Quist', 'Rosén', 'Sandin', 'Tholin', 'Ulander', 'Viklund', 'Westman', 'Yngve', 'Zetterlund', 'Åberg', 'Ängquist', 'Öhman',
] as const;

/** The same choices for the same seed: a small generator (mulberry32), good enough for inventing people. */
export function chooser(seed: number): { below(n: number): number; of<T>(list: readonly T[]): T } {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number) => Math.floor(next() * n);
  return { below, of: (list) => list[below(list.length)]! };
}
