import { feedColumns, type FeedRow } from './outbox';
import { notWaitingForTheDisk } from './postgres';
import type { Session } from './session';

export const positionBatch = 500;

/**
 * Gives the next positions, on the connection that holds the relay's lock: when it is lost, so is the statement.
 * Of two changes of one aggregate the later has the higher id, and is not visible before the earlier: its lock was held at the INSERT.
 * @returns how many; a full batch means there may be more
 */
export async function givePositions(session: Session): Promise<number> {
  const given = await session.query(
    `WITH numbered AS (
       SELECT id, row_number() OVER (ORDER BY id) AS n FROM (SELECT id FROM outbox WHERE position IS NULL ORDER BY id LIMIT $1) waiting
     )
     UPDATE outbox SET position = (SELECT coalesce(max(position), 0) FROM outbox) + numbered.n FROM numbered WHERE outbox.id = numbered.id RETURNING 1`,
    [positionBatch],
  );
  return given.length;
}

/** What the transport has not acknowledged yet, in order. */
export async function unpublishedAfterMark(session: Session, limit: number): Promise<FeedRow[]> {
  return session.query(`SELECT ${feedColumns} FROM outbox WHERE position > (SELECT published FROM relay_mark) ORDER BY position LIMIT $1`, [limit]);
}

export async function markPublished(session: Session, position: number): Promise<void> {
  await session.query(`UPDATE relay_mark SET published = $1 WHERE published < $1 AND ${notWaitingForTheDisk}`, [position]);
}

/** Age in seconds of the oldest event that is not acknowledged; 0 when there is none. */
export async function oldestUnpublished(session: Session): Promise<number> {
  const [oldest] = await session.query<{ age: number | null }>(
    `SELECT extract(epoch FROM clock_timestamp() - min(recorded_at))::float8 AS age FROM (
       (SELECT recorded_at FROM outbox WHERE position IS NULL ORDER BY id LIMIT 1)
       UNION ALL
       (SELECT recorded_at FROM outbox WHERE position > (SELECT published FROM relay_mark) ORDER BY position LIMIT 1)
     ) waiting`,
  );
  return oldest?.age ?? 0;
}

/**
 * Forgets what was published more than seven days ago: only from the old end, so that the feed has no holes, and never the last row, from
 * which the next position is counted.
 * @returns whether there may be more
 */
export async function pruneOutbox(session: Session): Promise<boolean> {
  const gone = await session.query(
    `DELETE FROM outbox WHERE position IN (
       SELECT position FROM outbox
        WHERE position < (SELECT max(position) FROM outbox)
          AND position <= (SELECT published FROM relay_mark)
          AND position < coalesce((SELECT min(position) FROM outbox WHERE recorded_at > clock_timestamp() - interval '7 days'), 9223372036854775807)
        ORDER BY position LIMIT 10000) RETURNING 1`,
  );
  return gone.length === 10_000;
}
