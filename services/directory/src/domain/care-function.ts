/** Functions that a region or a unit can switch (DIR-7), in the order they are listed. */
export const careFunctions = ['TRIAGE_CHAT', 'UNTRIAGED_CHAT', 'VIDEO', 'DROP_IN', 'SERVICES', 'TICKETS', 'THREE_DAY_MESSAGE', 'GROUP_VISITS'] as const;
export type CareFunction = (typeof careFunctions)[number];

/** What is off at a unit: off in the region is off everywhere, and a unit may switch off more (DIR-7). */
export function functionsOffAt(regionOff: readonly CareFunction[], unitOff: readonly CareFunction[]): CareFunction[] {
  return careFunctions.filter((f) => regionOff.includes(f) || unitOff.includes(f));
}

/** The list after one switch; undefined when the function stands that way already, so that nothing need be stored or told. */
export function switched(off: readonly CareFunction[], fn: CareFunction, on: boolean): CareFunction[] | undefined {
  if (off.includes(fn) === !on) return undefined;
  return careFunctions.filter((f) => (f === fn ? !on : off.includes(f)));
}
