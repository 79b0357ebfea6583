/** A filter without what was not asked: a client may send null for that. */
export function given<T extends object>(filter: T): { [K in keyof T]: Exclude<T[K], null> } {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null)) as never;
}
