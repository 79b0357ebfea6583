import { type Disclosure, disclosed, percentile } from './care-figures';

/** What waiting is told apart by (BEY-10). */
export const doorDimensions = ['PRIORITY', 'DOOR', 'PROXY', 'AGE_BAND', 'LANGUAGE', 'FROM_OTHER_REGION'] as const;
export type DoorDimension = (typeof doorDimensions)[number];

/** APP: the patient's side asked; TELEPHONE: a nurse or telephone triage's system; OTHER: a booking, help to find a time, a message. */
export type Door = 'APP' | 'TELEPHONE' | 'OTHER';

/** Every way a case comes in, by its door. */
const doors: Record<string, Door> = { TRIAGE: 'APP', CHAT_AFTER_SELF_CARE: 'APP', ASSISTED_TRIAGE: 'TELEPHONE', TELEPHONE_TRIAGE: 'TELEPHONE' };

/** The door of an entry channel. */
export const doorOf = (entryChannel: string): Door => doors[entryChannel] ?? 'OTHER';

/** Where a row belongs, by the dimensions asked for. */
export interface DoorPlace {
  priority?: string;
  door?: Door;
  proxy?: boolean;
  ageBand?: string;
  language?: string;
  fromOtherRegion?: boolean;
}

/** Exact counts before anything is hidden. */
export type DoorCounted = DoorPlace & { inflow: number; startedInTime: number; waits: ReadonlyMap<number, number> };

/** What may be told: groups like these are small in any region, so the rule holds at every level (MET-2). */
export type DoorTold = DoorPlace & Record<'inflow' | 'started' | 'startedInTime', number | null> & Record<'waitMinutesP50' | 'waitMinutesP90', number | null>;

/** A row as it may be told. */
export function toldByDoor({ waits, inflow, startedInTime, ...place }: DoorCounted, rule: Disclosure): DoorTold {
  const started = [...waits.values()].reduce((sum, amount) => sum + amount, 0);
  return {
    ...place, inflow: disclosed(inflow, rule), started: disclosed(started, rule), startedInTime: disclosed(startedInTime, rule),
    waitMinutesP50: percentile(waits, 0.5), waitMinutesP90: percentile(waits, 0.9),
  };
}
