import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Surroundings } from '../domain/standing';
import type { Session } from '../domain/session';
import { regionSettings } from '../settings/region-settings';
import { listedUnitOf } from '../storage/patient-store';
import { unitsOf } from '../storage/unit-store';
import { pinnedPack } from './packs';

export type Reading = Pick<Tx, 'query'>;

/** What besides the answers decides the session's outcome, as of now; its contents are the pinned ones. */
export async function surroundingsOf(tx: Reading, session: Session): Promise<Surroundings> {
  const further = [];
  for (const pin of session.further) further.push(await pinnedPack(tx, pin));
  return {
    pack: await pinnedPack(tx, session),
    further,
    settings: await regionSettings(tx, session.regionId),
    units: await unitsOf(tx, session.regionId),
    listedUnitId: await listedUnitOf(tx, session.patientId),
  };
}
