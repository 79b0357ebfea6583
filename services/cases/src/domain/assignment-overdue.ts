import type { Case, Visibility } from './case';
import { clinicalRoles } from './codes';
import { isAssignment } from './forward-consultation';
import { moveOf } from './transitions';

/** When an assignment that no clinician has started must be told of; null for any other case, and for one that has been started once (BEY-2). */
export function tellsOverdueAt(c: Pick<Case, 'kind' | 'status' | 'firstStartedAt' | 'dueAt'>): Date | null {
  return isAssignment(c) && c.firstStartedAt === null && moveOf('TELL_OVERDUE', c.status) ? c.dueAt : null;
}

/** Hubs see an overdue assignment in every role that gives care: whoever is there may take it, whatever profession it addresses. */
export function seenWhenOverdue(hubs: readonly string[]): Visibility[] {
  return hubs.map((unitId) => ({ unitId, roles: [...clinicalRoles, 'UNIT_MANAGER'], addedByStep: 0 }));
}
