import { type Move, moveOf } from './moves';
import type { Thread } from './thread';

/** Hours until a phase that was kept open for an unread message is looked at again. */
export const lookAgainAfterHours = 24;

/** Whether the phase ends now: not before its time, and not while the patient has written what nobody has read (VIS-4). */
export function endPhase(thread: Thread, now: Date): { is: 'OVER'; move: Move } | { is: 'KEPT_OPEN'; lookAgainAt: Date } | { is: 'NOT_DUE' } {
  const move = moveOf('PHASE_OVER', thread.phase);
  if (!move || thread.phaseEndsAt === null || thread.phaseEndsAt > now) return { is: 'NOT_DUE' };
  if (thread.unreadByStaff > 0) return { is: 'KEPT_OPEN', lookAgainAt: new Date(now.getTime() + lookAgainAfterHours * 3_600_000) };
  return { is: 'OVER', move };
}
