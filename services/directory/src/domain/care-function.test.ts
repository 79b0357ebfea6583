import fc from 'fast-check';
import { careFunctions, functionsOffAt, switched } from './care-function';

const list = fc.subarray([...careFunctions]);

describe('[DIR-7] switching functions', () => {
  test('off in the region is off at every unit, whatever the unit says', () => {
    expect(functionsOffAt(['VIDEO'], [])).toEqual(['VIDEO']);
    expect(functionsOffAt(['VIDEO'], ['DROP_IN', 'VIDEO'])).toEqual(['VIDEO', 'DROP_IN']);
    expect(functionsOffAt([], [])).toEqual([]);
  });

  test('a switch changes its own function only, and the same switch again changes nothing', () => {
    fc.assert(fc.property(list, fc.constantFrom(...careFunctions), fc.boolean(), (off, fn, on) => {
      const after = switched(off, fn, on) ?? off;
      expect(after.includes(fn)).toBe(!on);
      expect(after.filter((f) => f !== fn)).toEqual(off.filter((f) => f !== fn));
      expect(switched(after, fn, on)).toBeUndefined();
    }));
  });
});
