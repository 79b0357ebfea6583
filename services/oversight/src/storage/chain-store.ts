import { type Database, rows, withRunner } from '@vardgraf/service-kit/postgres';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { AuditEntry } from '../domain/audit-entry';
import type { ChainHead } from '../domain/chain';
import { entryColumns, insertEntry } from './entry-row';

/**
 * The end of the chain, held until the transaction ends, so that entries are added one after the other; and the time, read after the lock.
 * One statement each here and in `append`: a chain is as fast as the round trips under its lock are few.
 */
export async function lockHead(tx: Tx): Promise<ChainHead & { now: Date }> {
  const [head] = await tx.query<ChainHead & { now: Date }>(
    'WITH head AS (SELECT chain_position, hash FROM chain_head FOR UPDATE) SELECT chain_position AS "chainPosition", hash, vardgraf.now() AS now FROM head',
  );
  return head!;
}

/** Adds an entry and moves the head to it. @returns false when the audit id is in the chain already; then nothing has moved */
export async function append(tx: Tx, entry: AuditEntry): Promise<boolean> {
  const [insert, params] = insertEntry(entry);
  const moved = await tx.query(
    `WITH added AS (${insert}) UPDATE chain_head SET chain_position = added.chain_position, hash = added.hash FROM added RETURNING 1`, params,
  );
  return moved.length === 1;
}

/** The head and then every entry in order until `onEntry` says no, batch by batch, all of one moment: what is chained meanwhile is not seen. */
export async function walkChain(db: Database, batch: number, onHead: (head: ChainHead) => void, onEntry: (entry: AuditEntry) => boolean): Promise<void> {
  await withRunner(db, async (runner) => {
    await runner.startTransaction('REPEATABLE READ');
    try {
      const [head] = await rows<ChainHead>(runner, 'SELECT chain_position AS "chainPosition", hash FROM chain_head', []);
      onHead(head ?? { chainPosition: 0, hash: '' });
      for (let after = -1; ; ) {
        const found = await rows<AuditEntry>(runner, `SELECT ${entryColumns} FROM audit_entry WHERE chain_position > $1 ORDER BY chain_position LIMIT $2`, [after, batch]);
        for (const entry of found) if (!onEntry(entry)) return;
        if (found.length < batch) return;
        after = found.at(-1)!.chainPosition;
      }
    } finally {
      await runner.rollbackTransaction();
    }
  });
}
