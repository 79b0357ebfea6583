import type { Tx } from '@vardgraf/service-kit/transaction';
import { limitFor } from '../domain/capacity';
import type { Case } from '../domain/case';
import type { RefusedAs } from '../domain/outcome';
import { regionSettings } from '../settings/region-settings';
import { casesInHandOf } from '../storage/capacity-store';

/**
 * Whether the person has as many cases in hand as the case's unit, as it will be, lets one have (EXP-4); undefined while there is room. Nobody else
 * counts for the same person until the transaction ends. The case's row is locked before.
 */
export async function atCapacity(tx: Tx, c: Case, personId: string): Promise<RefusedAs<'AT_CAPACITY'> | undefined> {
  const most = limitFor(c, (await regionSettings(tx, c.regionId, c.unitId)).capacity);
  if (most === null) return undefined;
  const inHand = await casesInHandOf(tx, c.regionId, personId);
  return inHand >= most ? { is: 'AT_CAPACITY', inHand, most } : undefined;
}
