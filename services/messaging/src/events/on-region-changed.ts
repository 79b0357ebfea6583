import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { keepServiceName } from '../operations/keep-relations';

/** What the service is called towards patients (VIS-1). */
export async function onRegionChanged(tx: Tx, { data: { serviceName }, regionId, version }: Envelope<'region.changed'>): Promise<void> {
  await keepServiceName(tx, { regionId, serviceName }, version);
}
