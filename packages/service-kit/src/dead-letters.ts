import { systemActor } from './actor';
import { bury, type Consumption, handle, inItsTrace, stored } from './effects';
import type { Delivered } from './feed';
import { type Database, read } from './postgres';
import { isUnavailable, reasonOf } from './postgres-errors';
import { transact, type Tx } from './transaction';

/**
 * Asks for a replay of dead letters: the running consumer does it within a second, each aggregate in order with what is parked behind it.
 * @returns how many were asked for
 */
export async function replayDeadLetters(db: Database, service: string, filter: { source?: string; aggregateId?: string; position?: number } = {}): Promise<number> {
  if (service !== db.service) throw new Error(`this database connection is of ${db.service}, not of ${service}`);
  const asked = await read(
    db,
    `UPDATE dead_letter SET replay_requested = true
      WHERE ($1::text IS NULL OR source = $1) AND ($2::text IS NULL OR aggregate_id = $2) AND ($3::bigint IS NULL OR position = $3) RETURNING 1`,
    [filter.source ?? null, filter.aggregateId ?? null, filter.position ?? null],
  );
  return asked.length;
}

/** Does the replays asked for. A letter that fails again stays, with its aggregate; the others go on. */
export async function replayAsked(c: Consumption): Promise<void> {
  const letters = await read<Kept>(
    c.db,
    `SELECT position, aggregate_id AS "aggregateId", event->>'regionId' AS "regionId" FROM dead_letter l
      WHERE source = $1 AND replay_requested
        AND NOT EXISTS (SELECT 1 FROM dead_letter d WHERE d.source = $1 AND d.aggregate_id = l.aggregate_id AND d.parks AND d.position < l.position)
      ORDER BY position`,
    [c.source],
  );
  for (const letter of letters) {
    if (await settleKept(c, 'dead_letter', letter)) await unpark(c, letter.aggregateId);
  }
}

interface Kept {
  position: number;
  aggregateId: string;
  regionId: string;
}

/** Live events of the aggregate keep parking until the last one here is done: they look under the same lock on the cursor. */
async function unpark(c: Consumption, aggregateId: string): Promise<void> {
  for (;;) {
    const [next] = await read<Kept>(
      c.db,
      `SELECT position, aggregate_id AS "aggregateId", event->>'regionId' AS "regionId" FROM parked_event p
        WHERE source = $1 AND aggregate_id = $2
          AND NOT EXISTS (SELECT 1 FROM dead_letter d WHERE d.source = $1 AND d.aggregate_id = $2 AND d.parks AND d.position < p.position)
        ORDER BY position LIMIT 1`,
      [c.source, aggregateId],
    );
    if (!next || !(await settleKept(c, 'parked_event', next))) return;
  }
}

/** Applies one kept event and forgets it, in one transaction; a failure makes it a dead letter, again or for the first time. */
async function settleKept(c: Consumption, table: 'dead_letter' | 'parked_event', kept: Kept): Promise<boolean> {
  const actor = { ...systemActor(c.db.service), regionId: kept.regionId };
  try {
    await transact(c.db, actor, async (tx) => {
      const event = await take(tx, c.source, table, kept.position);
      if (event) await inItsTrace(c, event, () => handle(c, tx, event));
    });
    return true;
  } catch (error) {
    if (isUnavailable(error)) throw error;
    await transact(c.db, actor, async (tx) => {
      const event = await take(tx, c.source, table, kept.position);
      if (event) await bury(tx, c.source, event, { reason: event.fault ?? reasonOf(error), attempts: 1 });
    });
    return false;
  }
}

async function take(tx: Tx, source: string, table: 'dead_letter' | 'parked_event', position: number): Promise<Delivered | undefined> {
  await tx.query('SELECT 1 FROM cursor WHERE source = $1 FOR UPDATE', [source]);
  const [row] = await tx.query<{ event: unknown }>(`DELETE FROM ${table} WHERE source = $1 AND position = $2 RETURNING event`, [source, position]);
  return row && stored(row.event);
}
