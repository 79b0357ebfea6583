import type { Tx } from '@vardgraf/service-kit/transaction';
import { type Counter, waitBucket } from '../domain/care-figures';
import { count, countWait, firstStart, keepMatter, type Matter } from '../storage/figure-store';

export type { Matter } from '../storage/figure-store';

/** Counts a new case or booking in the cell of its day, hour, unit, priority, kind and source (MET-1). The same again changes nothing. */
export async function countNew(tx: Tx, matter: Matter, counter: 'inflow' | 'bookings'): Promise<void> {
  if (await keepMatter(tx, matter)) await count(tx, matter.id, [counter]);
}

/** Counts the first start of a case and how long the patient had waited (QUE-2, MET-1). */
export async function countStart(tx: Tx, id: string, start: { waitedSeconds: number; inTime: boolean }): Promise<void> {
  if (!(await firstStart(tx, id))) return;
  await count(tx, id, start.inTime ? ['started', 'startedInTime'] : ['started']);
  await countWait(tx, id, waitBucket(Math.max(0, start.waitedSeconds)));
}

/** Counts something else that happened to it, where it was counted first. */
export async function countEvent(tx: Tx, id: string, counter: Exclude<Counter, 'inflow' | 'started' | 'startedInTime' | 'bookings'>): Promise<void> {
  await count(tx, id, [counter]);
}
