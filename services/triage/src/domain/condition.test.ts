import { atomsOf, holds, matches, support, type Condition } from './condition';

const is = (finding: string): { finding: string; is: string } => ({ finding, is: 'yes' });
const among = (...ids: string[]) => (atom: { finding: string }): boolean => ids.includes(atom.finding);
const nested: Condition = { all: [is('a'), { any: [is('b'), is('c')] }, { atLeastN: 2, of: [is('d'), is('e'), is('f')] }] };

test('[TRI-3] all, any and atLeastN hold as they read', () => {
  expect(holds(nested, among('a', 'b', 'd', 'f'))).toBe(true);
  expect(holds(nested, among('a', 'b', 'd'))).toBe(false);
  expect(holds(nested, among('b', 'd', 'e'))).toBe(false);
});

test('[BEY-7] the support of a condition is what carries it', () => {
  expect(support(nested, among('a', 'c', 'd', 'e', 'x')).map((atom) => atom.finding)).toEqual(['a', 'c', 'd', 'e']);
  expect(support(nested, among('a'))).toEqual([]);
  expect(atomsOf(nested).map((atom) => atom.finding)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});

test('[TRI-3] is, in and between: the lower edge belongs to it, the upper does not', () => {
  expect(matches({ finding: 'x', in: ['few', 'many'] }, 'many')).toBe(true);
  expect([37.9, 38, 38.9, 39].map((value) => matches({ finding: 'x', between: [38, 39] }, value))).toEqual([false, true, true, false]);
  expect(matches({ finding: 'x', between: [0, 9] }, 'no')).toBe(false);
});
