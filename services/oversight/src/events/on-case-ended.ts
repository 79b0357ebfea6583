import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { noteEnd } from '../operations/compare-triage';

/** The visit is over, whether or not the patient may go on writing. */
export async function onCaseEnded(tx: Tx, event: Envelope<'case.ended'> | Envelope<'case.held'>): Promise<void> {
  await noteEnd(tx, event.data.caseId, event.data.right);
}
