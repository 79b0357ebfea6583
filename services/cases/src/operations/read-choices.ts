import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { Case } from '../domain/case';
import { lengthsFor } from '../domain/phase';
import { type RegionSettings, settingsByUnit } from '../settings/region-settings';

/** What a unit offers for its cases. */
export type UnitChoices = Pick<RegionSettings, 'phases' | 'handoverReasons' | 'handoverConsent'>;

/** What is in force at the units of the region, in the ids' order. */
export async function choicesOfUnits(db: Database, regionId: string, unitIds: readonly string[]): Promise<UnitChoices[]> {
  const settingsOf = settingsByUnit({ query: (sql, params) => read(db, sql, params) }, regionId);
  return Promise.all(unitIds.map(settingsOf));
}

/** What endCase and requestHandover take for the case at its unit (VIS-4, HND-2). */
export function choicesOf(c: Pick<Case, 'kind'>, { phases, handoverReasons, handoverConsent }: UnitChoices) {
  const { days, usual } = lengthsFor(c.kind, phases);
  return { phaseDays: [...days], usualPhaseDays: usual, handoverReasons: [...handoverReasons], handoverConsent };
}
