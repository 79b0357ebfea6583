import fc from 'fast-check';

/** How often each property is tried. */
export const numRuns = 1_000;

/** Tries a property so often; a counterexample is printed with its seed. */
export function hold<T extends [unknown, ...unknown[]]>(property: fc.IProperty<T> | fc.IPropertyWithHooks<T>, runs: number = numRuns): void {
  fc.assert(property as fc.IProperty<T>, { numRuns: runs });
}
