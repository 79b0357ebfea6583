import { type Database, read } from './postgres';
import type { Tx } from './transaction';

/** Something to happen later. The operation behind it decides again when the time comes, and may find nothing due. */
export interface NewTimer {
  kind: string;
  aggregateId: string;
  dueAt: Date;
  /** 1 most urgent … 12: among timers that are due the lower number fires first (T12); 9 when left out. */
  urgency?: number;
  payload?: unknown;
}

export interface TimerCancel {
  aggregateId: string;
  kind?: string;
}

/**
 * A timer another transaction is firing right now is left to it: it decides again after our commit. Waiting for it instead deadlocked. One look per
 * cancel, by the index: a planner that knew nothing of a freshly filled table joined it whole.
 */
export function deleteTimers(cancels: TimerCancel[]): [sql: string, params: unknown[]] {
  return [
    `DELETE FROM timer WHERE id = ANY(ARRAY(
       SELECT found.id FROM unnest($1::text[], $2::text[]) AS cancel (aggregate_id, kind)
        CROSS JOIN LATERAL
          (SELECT id FROM timer WHERE aggregate_id = cancel.aggregate_id AND (cancel.kind IS NULL OR kind = cancel.kind) FOR UPDATE SKIP LOCKED) AS found))`,
    [cancels.map((cancel) => cancel.aggregateId), cancels.map((cancel) => cancel.kind ?? null)],
  ];
}

export function insertTimers(timers: NewTimer[]): [sql: string, params: unknown[]] {
  return [
    `INSERT INTO timer (kind, aggregate_id, due_at, fire_at, urgency, payload)
     SELECT t->>'kind', t->>'aggregateId', (t->>'dueAt')::timestamptz, (t->>'dueAt')::timestamptz, coalesce((t->>'urgency')::smallint, 9), t->'payload'
       FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS list(t, n) ORDER BY n`,
    [JSON.stringify(timers)],
  ];
}

/** A timer whose time has come. */
export interface DueTimer {
  id: number;
  kind: string;
  aggregateId: string;
  /** When it was to happen, also on a later try. */
  dueAt: Date;
  urgency: number;
  payload: unknown;
  attempts: number;
}

/** One that this transaction has taken out. */
export type ClaimedTimer = DueTimer & { fireAt: Date };

const claimedColumns = `id, kind, aggregate_id AS "aggregateId", due_at AS "dueAt", fire_at AS "fireAt", urgency, payload, attempts`;

/** Where the last claims ended, by urgency: skips the places of the timers just deleted, which the index still holds. */
export type ClaimFloors = (Date | null)[];

/** No floors yet. */
export function noFloors(): ClaimFloors {
  return new Array<null>(12).fill(null);
}

/**
 * Takes the most urgent due timer out, of those the most overdue, for this transaction; one that another is firing is passed over. `= (…)` runs
 * the subquery once; `IN` may run it again and take two. One look per urgency: an index in order of urgency alone would have to pass every
 * timer that is not due yet. No index can serve the test of the kind, and the clock is asked once: a planner that knew nothing of a
 * freshly filled table read it whole, and asked the clock for each row.
 */
export async function claimTimer(tx: Tx, kinds: string[], floors: ClaimFloors): Promise<ClaimedTimer | undefined> {
  const [timer] = await tx.query<ClaimedTimer>(
    `DELETE FROM timer WHERE id =
       (SELECT due.id FROM unnest($2::timestamptz[]) WITH ORDINALITY AS class (floor, urgency)
         CROSS JOIN LATERAL
           (SELECT id FROM timer
             WHERE urgency = class.urgency AND fire_at >= coalesce(class.floor, '-infinity') AND fire_at <= (SELECT vardgraf.now())
               AND array_position($1::text[], kind) IS NOT NULL
             ORDER BY fire_at, id LIMIT 1 FOR UPDATE SKIP LOCKED) AS due
         LIMIT 1)
     RETURNING ${claimedColumns}`,
    [kinds, floors],
  );
  return timer;
}

/** Takes out more due timers of the first one's kind and urgency, in order: those of other kinds that come between them are next, and one that has failed fires alone. */
export async function claimFellows(tx: Tx, first: ClaimedTimer, most: number): Promise<ClaimedTimer[]> {
  const fellows = await tx.query<ClaimedTimer>(
    `DELETE FROM timer WHERE id = ANY(ARRAY(
       SELECT id FROM timer WHERE urgency = $1 AND fire_at >= $2 AND fire_at <= (SELECT vardgraf.now()) AND array_position(ARRAY[$3::text], kind) IS NOT NULL AND attempts = 0
        ORDER BY fire_at, id LIMIT $4 FOR UPDATE SKIP LOCKED))
     RETURNING ${claimedColumns}`,
    [first.urgency, first.fireAt, first.kind, most],
  );
  return fellows.sort((a, b) => a.fireAt.getTime() - b.fireAt.getTime() || a.id - b.id);
}

/** Puts claimed timers back, for later, as new rows: what they want is somebody else's just now, which is no failed try. */
export async function putOffTimers(tx: Tx, timers: readonly DueTimer[], pauseMs: number): Promise<void> {
  await tx.query(
    `INSERT INTO timer (kind, aggregate_id, due_at, fire_at, urgency, payload, attempts, last_reason)
     SELECT t->>'kind', t->>'aggregateId', (t->>'dueAt')::timestamptz, vardgraf.now() + $2::float8 * interval '1 millisecond', (t->>'urgency')::smallint, nullif(t->'payload', 'null'), (t->>'attempts')::int, 'contended'
       FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS list(t, n) ORDER BY n`,
    [JSON.stringify(timers), pauseMs],
  );
}

/** After a failed try: a new row later, or a dead timer when there is no pause left. Does nothing if another instance has fired it meanwhile. */
export async function postponeTimer(tx: Tx, timer: DueTimer, o: { attempts: number; pauseMs: number | undefined; reason: string }): Promise<void> {
  const taken = `WITH taken AS (DELETE FROM timer WHERE id = (SELECT id FROM timer WHERE id = $1 FOR UPDATE SKIP LOCKED) RETURNING *)`;
  if (o.pauseMs === undefined) {
    await tx.query(
      `${taken} INSERT INTO dead_timer (id, kind, aggregate_id, due_at, urgency, payload, attempts, reason)
                SELECT id, kind, aggregate_id, due_at, urgency, payload, $2::int, $3 FROM taken`,
      [timer.id, o.attempts, o.reason],
    );
    return;
  }
  await tx.query(
    `${taken} INSERT INTO timer (kind, aggregate_id, due_at, fire_at, urgency, payload, attempts, last_reason)
              SELECT kind, aggregate_id, due_at, vardgraf.now() + $4::float8 * interval '1 millisecond', urgency, payload, $2::int, $3 FROM taken`,
    [timer.id, o.attempts, o.reason, o.pauseMs],
  );
}

/** When the next timer fires, by the platform's clock and from now. */
export async function nextFireAt(db: Database, kinds: string[]): Promise<{ at: Date; inMs: number } | undefined> {
  const [next] = await read<{ at: Date; inMs: number }>(
    db, `SELECT fire_at AS at, greatest(0, ceil(extract(epoch FROM fire_at - vardgraf.now()) * 1000))::float8 AS "inMs" FROM timer WHERE array_position($1::text[], kind) IS NOT NULL ORDER BY fire_at LIMIT 1`, [kinds],
  );
  return next;
}

/** How late the most overdue timer is, of any kind: one that nobody here handles shows too. */
export async function timerHealth(db: Database): Promise<{ lateSeconds: number; dead: number }> {
  const [health] = await read<{ lateSeconds: number; dead: number }>(
    db, `SELECT greatest(0, coalesce(extract(epoch FROM vardgraf.now() - (SELECT min(fire_at) FROM timer)), 0))::float8 AS "lateSeconds", (SELECT count(*) FROM dead_timer) AS dead`,
  );
  return health!;
}
