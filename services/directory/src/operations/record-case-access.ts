import type { Tx } from '@vardgraf/service-kit/transaction';
import { type CaseAccess, keepCaseAccess } from '../storage/case-access-store';

/** Keeps who may see a case, so that staff may read its patient (DIR-3). */
export async function recordCaseAccess(tx: Tx, access: CaseAccess): Promise<void> {
  await keepCaseAccess(tx, access);
}
