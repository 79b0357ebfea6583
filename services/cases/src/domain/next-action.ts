import { type Case, suicideRiskOpen } from './case';
import { keepsReservation } from './fixed-doctor';
import { openStatuses } from './transitions';

/** Whose turn it is: care's, the patient's, or nobody's until a date (BEY-1). */
export type NextAction = 'CARE' | 'PATIENT' | 'NONE_TILL';

type Standing = Pick<Case, 'status' | 'kind' | 'tags' | 'riskState' | 'bookedAt' | 'unreadMessages' | 'openProtocols'>;

/** Whose turn it is; null for a case that is over. The database derives the same, so that no row can say otherwise. */
export function nextAction(c: Standing): NextAction | null {
  if (!openStatuses.includes(c.status)) return null;
  if (suicideRiskOpen(c) || c.openProtocols.length > 0 || c.unreadMessages > 0) return 'CARE';
  if (c.status === 'ON_HOLD') return 'PATIENT';
  return c.status !== 'IN_PROGRESS' && c.bookedAt !== null ? 'NONE_TILL' : 'CARE';
}

/** A visit that nobody has ended is looked at again after a day. */
const visitIsLookedAtAfterMs = 86_400_000;

/** The case as it is stored: with its next clock, without checklists when it is over, reserved only while it waits (BEY-1, BEY-9, RDG-5). */
export function settled(c: Case): Case {
  const reservedUntil = keepsReservation(c, suicideRiskOpen(c)) ? c.reservedUntil : null;
  return { ...c, reservedUntil, openProtocols: openStatuses.includes(c.status) ? c.openProtocols : [], nextAt: nextAt(c) };
}

/** By when: the earliest clock that runs for the case. Every open case has one (BEY-1, I8). */
export function nextAt(c: Omit<Case, 'nextAt'>): Date {
  const own = ownClock(c);
  return c.riskNextAt && c.riskNextAt < own ? c.riskNextAt : own;
}

function ownClock(c: Omit<Case, 'nextAt'>): Date {
  switch (c.status) {
    case 'REQUESTED':
    case 'ACCEPTED':
      return c.bookedAt ?? c.dueAt ?? c.waitingSince;
    case 'IN_PROGRESS':
      return new Date((c.startedAt ?? c.waitingSince).getTime() + visitIsLookedAtAfterMs);
    case 'ON_HOLD':
      return c.phaseEndsAt ?? c.waitingSince;
    case 'COMPLETED':
    case 'CANCELLED':
    case 'ENTERED_IN_ERROR':
      return c.endedAt ?? c.waitingSince;
  }
}
