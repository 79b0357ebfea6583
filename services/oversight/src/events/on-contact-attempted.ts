import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { countEvent } from '../operations/count-care';

/** A digital visit that was replaced by phone (VIS-6); other attempts are not counted. */
export async function onContactAttempted(tx: Tx, event: Envelope<'case.contact-attempted'>): Promise<void> {
  const { caseId, channel, replacesDigitalVisit } = event.data;
  if (channel === 'PHONE' && replacesDigitalVisit) await countEvent(tx, caseId, 'phoneReplacements');
}
