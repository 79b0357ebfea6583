import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Surroundings } from '../domain/standing';
import type { Session } from '../domain/session';
import { regionSettings } from '../settings/region-settings';
import { listedUnitOf } from '../storage/patient-store';
import { unitsOf } from '../storage/unit-store';
import { pinnedPack } from './packs';

export type Reading = Pick<Tx, 'query'>;

/** What besides the answers decides the session's outcome, as of now; its content is the pinned one. */
export async function surroundingsOf(tx: Reading, session: Session): Promise<Surroundings> {
  return {
    pack: await pinnedPack(tx, session),
    settings: await regionSettings(tx, session.regionId),
    units: await unitsOf(tx, session.regionId),
    listedUnitId: await listedUnitOf(tx, session.patientId),
  };
}
