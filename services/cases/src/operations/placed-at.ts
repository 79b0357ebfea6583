import type { Tx } from '@vardgraf/service-kit/transaction';
import { audience } from '../domain/audience';
import type { Visibility } from '../domain/case';
import { type RiskStanding, suicideRiskOpen } from '../domain/case';
import type { StaffRole } from '../domain/codes';
import { neighboursOf, unitOf } from '../storage/unit-store';
import { rolesOnDuty } from './on-duty';

/** Who sees a case that comes to the unit for the role, by what is known of the unit and who is on duty now (QUE-7, SAF-5). */
export async function placedAt(tx: Tx, c: RiskStanding & { regionId: string; unitId: string; profession: StaffRole }): Promise<{ noOneInRole: boolean; visibility: Visibility[] }> {
  const [unit, near] = [await unitOf(tx, c.regionId, c.unitId), await neighboursOf(tx, c.regionId, c.unitId)];
  const staffedRoles = unit?.staffedRoles ?? [];
  return audience({
    unitId: c.unitId, profession: c.profession, suicideRisk: suicideRiskOpen(c), staffedRoles, onDuty: await rolesOnDuty(tx, c.regionId, c.unitId, staffedRoles),
    helpers: [...near.cooperating, ...near.hubs],
  });
}
