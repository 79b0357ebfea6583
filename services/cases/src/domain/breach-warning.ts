import type { Case } from './case';
import { stepDueAt } from './escalation-policy';

/** The share of the handling time after which a waiting case is marked, above 0 and below 1; null warns of none (EXP-2). */
export interface BreachWarning {
  share: number | null;
}

/**
 * When a waiting case is marked because its handling time is about to pass (EXP-2); null when it is not waiting, has been started once, has no clock
 * of handling, or the region warns of none. A booked visit is waited for until its time.
 * That it has been marked (`breach_warned_for`, from which the database derives `breach_warning`) is hinted like a copied fact: no number, no event.
 */
export function warnsAt(c: Pick<Case, 'kind' | 'status' | 'firstStartedAt' | 'waitingSince' | 'dueAt'>, { share }: BreachWarning): Date | null {
  if (share === null || c.kind === 'SCHEDULED' || c.status !== 'REQUESTED' || c.firstStartedAt !== null || c.dueAt === null) return null;
  return stepDueAt({ at: { share }, adds: [] }, { waitingSince: c.waitingSince, dueAt: c.dueAt });
}
