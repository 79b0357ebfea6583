import type { Tx } from '@vardgraf/service-kit/transaction';
import { type Counter, waitBucket } from '../domain/care-figures';
import { doorOf } from '../domain/waiting-by-door';
import { countAtDoor, type DoorOfCase, keepDoor } from '../storage/door-store';
import { count, countWait, firstStart, keepMatter, type Matter } from '../storage/figure-store';

export type { Matter } from '../storage/figure-store';

/** Counts a new booking in the cell of its day, hour, unit, priority, kind and source (MET-1). The same again changes nothing. */
export async function countBooking(tx: Tx, matter: Matter): Promise<void> {
  if (await keepMatter(tx, matter)) await count(tx, matter.id, ['bookings']);
}

/** Counts a new case in the same cell and at the door it came through (MET-1, BEY-10). The same again changes nothing. */
export async function countNewAtDoor(tx: Tx, matter: Matter, door: Omit<DoorOfCase, 'door'> & { entryChannel: string }): Promise<void> {
  if (!(await keepMatter(tx, matter))) return;
  await count(tx, matter.id, ['inflow']);
  await keepDoor(tx, { ...door, door: doorOf(door.entryChannel) });
  await countAtDoor(tx, matter.id, 0, false);
}

/** Counts the first start of a case and how long the patient had waited (QUE-2, MET-1). */
export async function countStart(tx: Tx, id: string, start: { waitedSeconds: number; inTime: boolean }): Promise<void> {
  if (!(await firstStart(tx, id))) return;
  await count(tx, id, start.inTime ? ['started', 'startedInTime'] : ['started']);
  const upTo = waitBucket(Math.max(0, start.waitedSeconds));
  await countWait(tx, id, upTo);
  await countAtDoor(tx, id, upTo, start.inTime);
}

/** Counts something else that happened to it, where it was counted first. */
export async function countEvent(tx: Tx, id: string, counter: Exclude<Counter, 'inflow' | 'started' | 'startedInTime' | 'bookings'>): Promise<void> {
  await count(tx, id, [counter]);
}
