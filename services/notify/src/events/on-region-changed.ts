import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepRegionName } from '../operations/keep-relations';

/** The service's name stands in messages. */
export async function onRegionChanged(tx: Tx, { regionId, version, data }: Envelope<'region.changed'>): Promise<void> {
  await keepRegionName(tx, regionId, data.serviceName, version);
}
