import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Case, Visibility } from '../domain/case';
import { type Handover, mayAnswer } from '../domain/handover';
import type { ActingStaff } from '../domain/may-move';
import { loadCaseForUpdate, visibilityOf } from '../storage/case-store';
import { handoverOf } from '../storage/handover-store';

/** A request and its case, locked, as one of its two sides meets them. */
export interface HandoverCase {
  found: Case;
  handover: Handover;
  visibility: Visibility[];
  by: ActingStaff;
}

/** Locks the case of the request, for the giver, who is asked or has answered, each in the commission they did it in, and who sees the case; undefined for everybody else, who is told 'not found' (DIR-3). */
export async function lockHandover(tx: Tx, actor: StaffActor, handoverId: string): Promise<HandoverCase | undefined> {
  const known = await handoverOf(tx, actor.regionId, handoverId);
  const found = known && (await loadCaseForUpdate(tx, actor.regionId, known.caseId));
  // The answer of who was faster is committed now.
  const handover = found && (await handoverOf(tx, actor.regionId, handoverId));
  if (!handover) return undefined;
  const visibility = await visibilityOf(tx, found.id);
  const by: ActingStaff = { personId: actor.personId, role: actor.commission.role, unitIds: actor.commission.unitIds };
  const sees = visibility.some((v) => by.unitIds.includes(v.unitId) && v.roles.includes(by.role));
  const gave = handover.askedBy === by.personId && by.unitIds.includes(handover.fromUnitId);
  const answered = handover.answeredBy === by.personId && by.unitIds.includes(handover.toUnitId);
  if (!sees && !mayAnswer(handover, by) && !gave && !answered) return undefined;
  return { found, handover, visibility, by };
}
