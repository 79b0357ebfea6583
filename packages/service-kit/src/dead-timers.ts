import { systemActor } from './actor';
import { type Database, read } from './postgres';
import { transact } from './transaction';

/** What a person may see of a dead timer: codes and times, neither its aggregate nor its payload. */
export interface DeadTimer {
  id: number;
  kind: string;
  /** When it was to happen. */
  dueAt: Date;
  /** Class and code of the fault of its last try. */
  reason: string;
  attempts: number;
  deadSince: Date;
}

/** The dead timers of a service, the oldest first. */
export async function deadTimers(db: Database): Promise<DeadTimer[]> {
  return read<DeadTimer>(db, 'SELECT id, kind, due_at AS "dueAt", reason, attempts, dead_since AS "deadSince" FROM dead_timer ORDER BY dead_since, id');
}

/**
 * Puts these dead timers back, or all, to fire at once, with five new tries. Who did it stands in the audit log (AUD-1).
 * @param o.by the person who asks, for the note of the audit row
 * @returns how many
 * @throws Error naming a timer that is not there; then none is put back
 */
export async function reviveDeadTimers(db: Database, o: { by: string; ids?: readonly number[] }): Promise<number> {
  return transact(db, systemActor(db.service), async (tx) => {
    const revived = await tx.query<{ id: number; kind: string }>(
      `WITH taken AS (DELETE FROM dead_timer WHERE $1::bigint[] IS NULL OR id = ANY($1) RETURNING *),
            put AS (INSERT INTO timer (kind, aggregate_id, due_at, fire_at, urgency, payload) SELECT kind, aggregate_id, due_at, vardgraf.now(), urgency, payload FROM taken)
       SELECT id, kind FROM taken ORDER BY id`,
      [o.ids ?? null],
    );
    const missing = o.ids?.find((id) => !revived.some((timer) => timer.id === id));
    if (missing !== undefined) throw new Error(`${db.service} has no dead timer ${missing}.`);
    const names = revived.map(({ id, kind }) => `${kind}/${id}`);
    if (revived.length > 0) tx.audit({ action: 'reviveDeadTimers', what: `dead-timers/${revived.length}`, note: `${o.by}: ${names.join(' ')}` });
    return revived.length;
  });
}
