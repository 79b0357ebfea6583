/** What a live field sends; which of its fields hold the items differs. */
export interface LiveEvent {
  __typename?: string;
  seq: number;
  previousSeq?: number;
  kind?: 'ADDED' | 'CHANGED' | 'REMOVED';
  [field: string]: unknown;
}

export interface Item {
  id: string;
}

/** Items in order, as of a number. */
export interface LiveList<T> {
  seq: number | undefined;
  items: readonly T[];
}

export type Compare<T> = (a: T, b: T) => number;

/** What an event made of the list: `gap` when something before it never came, `beside` when it tells of no item. */
export type Applied<T> = { kind: 'list'; list: LiveList<T> } | { kind: 'gap' } | { kind: 'beside' };

/**
 * Snapshot and changes make the list that a fresh snapshot would be (LIV-1). What is older than the list changes nothing.
 * @param compare the order; without it the snapshot's order is kept and what is added comes last
 * @throws Error when the document does not ask for `__typename` or the items' `id`
 */
export function apply<T extends Item>(list: LiveList<T>, event: LiveEvent, compare?: Compare<T>): Applied<T> {
  if (event.__typename === undefined) throw new Error('Ask for __typename in the live field.');
  if (event.__typename.endsWith('Snapshot')) return { kind: 'list', list: { seq: event.seq, items: sorted(itemsIn(event), compare) } };
  if (!event.__typename.endsWith('Change')) return { kind: 'beside' };
  if (list.seq === undefined || (event.previousSeq !== undefined && event.previousSeq > list.seq)) return { kind: 'gap' };
  if (event.seq <= list.seq) return { kind: 'list', list };
  return { kind: 'list', list: { seq: event.seq, items: sorted(changed(list.items, event), compare) } };
}

function itemsIn<T extends Item>(event: LiveEvent): T[] {
  const several = Object.values(event).find(Array.isArray) as (T | null)[] | undefined;
  const all = several ?? [single<T>(event)];
  return all.filter((item) => item != null).map(withId);
}

function changed<T extends Item>(items: readonly T[], event: LiveEvent): readonly T[] {
  const item = single<T>(event);
  if (!item || event.kind === 'REMOVED') {
    // By its own name: what else the event holds is not what left.
    const id = Object.entries(event).find(([name, value]) => name.endsWith('Id') && typeof value === 'string')?.[1] ?? item?.id;
    return id === undefined ? [] : items.filter((each) => each.id !== id);
  }
  const place = items.findIndex((each) => each.id === withId(item).id);
  return place < 0 ? [...items, item] : items.with(place, item);
}

/** The one item of a change, or of a snapshot of one. */
function single<T>(event: LiveEvent): T | undefined {
  return Object.values(event).find((value) => typeof value === 'object' && value !== null && !Array.isArray(value)) as T | undefined;
}

function withId<T extends Item>(item: T): T {
  if (typeof item.id !== 'string') throw new Error('Ask for the id of the items in the live field.');
  return item;
}

function sorted<T>(items: readonly T[], compare: Compare<T> | undefined): readonly T[] {
  return compare ? items.toSorted(compare) : items;
}
