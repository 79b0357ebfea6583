import type { Tx } from '@vardgraf/service-kit/transaction';
import { type Case, type Visibility, widened, without } from '../domain/case';
import type { Seen } from '../domain/handover';
import { placedAt } from './placed-at';

/**
 * Who still sees the case when what a request added is taken away. Whoever the accountable unit's own rule names stays: staff may have changed
 * while the request waited, and nothing ends in nobody's list (SAF-5).
 */
export async function takenAway(tx: Tx, c: Case, visibility: readonly Visibility[], added: readonly Seen[]): Promise<Visibility[]> {
  return widened(without(visibility, added), (await placedAt(tx, c)).visibility);
}
