import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Case, Visibility } from '../domain/case';
import type { ActingStaff } from '../domain/may-move';
import type { Done } from '../domain/outcome';
import { takingUnit } from '../domain/take-case';
import { loadCaseForUpdate, visibilityOf } from '../storage/case-store';
import { consultedAt } from '../storage/staff-consultation-store';

/** A case, locked, as the staff member of one commission meets it. */
export interface VisibleCase {
  found: Case;
  visibility: Visibility[];
  by: ActingStaff;
  /** The unit of the commission at which the case is seen. */
  actingUnitId: string;
}

/** Locks the case if the caller's commission sees it in a queue; undefined otherwise, which the caller is told as 'not found' (DIR-3). */
export async function lockVisible(tx: Tx, actor: StaffActor, caseId: string): Promise<VisibleCase | undefined> {
  const found = await loadCaseForUpdate(tx, actor.regionId, caseId);
  if (!found) return undefined;
  const visibility = await visibilityOf(tx, caseId);
  const by: ActingStaff = { personId: actor.personId, role: actor.commission.role, unitIds: actor.commission.unitIds };
  if (!visibility.some((v) => by.unitIds.includes(v.unitId) && v.roles.includes(by.role))) return undefined;
  return { found, visibility, by, actingUnitId: takingUnit(found, by, visibility) };
}

/** Locks a case about which a consultation asks that the caller's commission sees in a queue (CON-1, DIR-3); undefined otherwise. */
export async function lockConsulted(tx: Tx, actor: StaffActor, caseId: string): Promise<VisibleCase | undefined> {
  const found = await loadCaseForUpdate(tx, actor.regionId, caseId);
  const by: ActingStaff = { personId: actor.personId, role: actor.commission.role, unitIds: actor.commission.unitIds };
  const actingUnitId = found && (await consultedAt(tx, found.id, by.unitIds, by.role));
  return actingUnitId === undefined ? undefined : { found: found!, visibility: await visibilityOf(tx, caseId), by, actingUnitId };
}

/** The same yes as before. Nothing changes, but the case is shown once more, and that is logged (AUD-1). */
export function shownAgain(tx: Tx, c: Case, unitId: string, requestId: string | undefined): Done {
  tx.audit({ action: 'seeCase', what: 'case', patientId: c.patientId ?? undefined, caseId: c.id, unitId, requestId });
  return { is: 'DONE', case: c };
}
