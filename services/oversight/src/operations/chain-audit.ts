import type { Tx } from '@vardgraf/service-kit/transaction';
import type { AuditFacts } from '../domain/audit-entry';
import { link } from '../domain/chain';
import { append, lockHead } from '../storage/chain-store';
import { sha256 } from './digest';

/** Adds a service's audit row to the end of the chain (AUD-1). A row that is there already changes nothing. @returns whether it was added */
export async function chainAudit(tx: Tx, facts: AuditFacts): Promise<boolean> {
  const head = await lockHead(tx);
  return append(tx, link(head, facts, head.now, sha256));
}
