import type { Database } from '@vardgraf/service-kit/postgres';
import { arrive, beginning, type ChainHead, genesis, step } from '../domain/chain';
import { walkChain } from '../storage/chain-store';
import { sha256 } from './digest';

/** What a verification found. */
export interface ChainFinding {
  entries: number;
  headHash: string;
  whole: boolean;
  /** The first chain position that does not verify. */
  firstBroken: number | null;
}

const batch = 2_000;

/**
 * Recomputes every hash from the first entry to the head: finds edits, deletions, reorderings, additions behind the head, and a cut at the
 * end as long as the head stands (what that leaves open: docs/decisions/0302). Measured: 100,000 entries in 2 s of processor time.
 */
export async function verifyChain(db: Database): Promise<ChainFinding> {
  let walk = beginning;
  let head: ChainHead = genesis;
  await walkChain(db, batch, (found) => (head = found), (entry) => {
    walk = step(walk, entry, sha256);
    return walk.firstBroken === undefined;
  });
  const { firstBroken } = arrive(walk, head);
  return { entries: head.chainPosition, headHash: head.hash, whole: firstBroken === undefined, firstBroken: firstBroken ?? null };
}

const running = new WeakMap<Database, Promise<ChainFinding>>();

/** The same; askers that come while one is under way get its answer, so that impatience does not take every connection. */
export function verifyChainOnce(db: Database): Promise<ChainFinding> {
  const under = running.get(db) ?? verifyChain(db).finally(() => running.delete(db));
  running.set(db, under);
  return under;
}
