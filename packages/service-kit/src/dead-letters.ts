import { systemActor } from './actor';
import { bury, type Consumption, handle, inItsTrace, stored } from './effects';
import type { Delivered } from './feed';
import { type Database, read } from './postgres';
import { isUnavailable, reasonOf } from './postgres-errors';
import { transact, type Tx } from './transaction';

/** Which event of which source: what a dead letter is chosen by. */
export interface DeadLetterId {
  source: string;
  position: number;
}

/** What a person may see of a dead letter: codes and times, nothing of the event itself. */
export interface DeadLetter extends DeadLetterId {
  type: string;
  /** Class and code of the fault, or the paths that could not be read. */
  reason: string;
  attempts: number;
  deadSince: Date;
  /** How many later events of its aggregate are parked. */
  behind: number;
  replayAsked: boolean;
}

/** The dead letters of a service, the oldest first. */
export async function deadLetters(db: Database): Promise<DeadLetter[]> {
  return read<DeadLetter>(
    db,
    `SELECT source, position, coalesce(type, 'unknown') AS type, reason, attempts, dead_since AS "deadSince", replay_requested AS "replayAsked",
            (SELECT count(*) FROM parked_event p WHERE p.source = l.source AND p.aggregate_id = l.aggregate_id AND p.position > l.position) AS behind
       FROM dead_letter l ORDER BY dead_since, source, position`,
  );
}

/**
 * Asks for a replay of these dead letters, or of all: the running consumer does it within a second, each aggregate in order with what is parked
 * behind it. Who asked stands in the audit log (AUD-1).
 * @param o.by the person who asks, for the note of the audit row
 * @returns how many were asked for
 * @throws Error naming a letter that is not there; then none is asked for
 */
export async function replayDeadLetters(db: Database, o: { by: string; letters?: readonly DeadLetterId[] }): Promise<number> {
  return transact(db, systemActor(db.service), async (tx) => {
    const asked = await tx.query<DeadLetterId>(
      `UPDATE dead_letter SET replay_requested = true
        WHERE $1::jsonb IS NULL OR (source, position) IN (SELECT source, position FROM jsonb_to_recordset($1) AS chosen (source text, position bigint)) RETURNING source, position`,
      [o.letters ? JSON.stringify(o.letters) : null],
    );
    const missing = o.letters?.find((letter) => !asked.some(({ source, position }) => source === letter.source && position === letter.position));
    if (missing) throw new Error(`${db.service} has no dead letter ${missing.source}/${missing.position}.`);
    const names = asked.map(({ source, position }) => `${source}/${position}`);
    if (asked.length > 0) tx.audit({ action: 'replayDeadLetters', what: `dead-letters/${asked.length}`, note: `${o.by}: ${names.join(' ')}` });
    return asked.length;
  });
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
