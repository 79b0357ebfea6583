import { type Move, moveOf } from './moves';
import type { Thread } from './thread';

/** Hours until a phase that was kept open is looked at again. */
export const lookAgainAfterHours = 24;

/**
 * Whether the phase ends now: not before its time, not while the patient has written what nobody has read, and not while suicide risk is open:
 * the case stays open then, and so does the way to write (VIS-4, SAF-1).
 */
export function endPhase(thread: Thread, riskOpen: boolean, now: Date): { is: 'OVER'; move: Move } | { is: 'KEPT_OPEN'; lookAgainAt: Date } | { is: 'NOT_DUE' } {
  const move = moveOf('PHASE_OVER', thread.phase);
  if (!move || thread.phaseEndsAt === null || thread.phaseEndsAt > now) return { is: 'NOT_DUE' };
  if (thread.unreadByStaff > 0 || riskOpen) return { is: 'KEPT_OPEN', lookAgainAt: new Date(now.getTime() + lookAgainAfterHours * 3_600_000) };
  return { is: 'OVER', move };
}
