import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Thread } from '../domain/thread';

/** Kinds of timer rows that messaging schedules. */
export const timerKinds = { endPhase: 'thread.end-phase' } as const;

/** Sets the look at the phase's end in place of any other (VIS-4). */
export function schedulePhaseEnd(tx: Tx, thread: Pick<Thread, 'id' | 'regionId'>, dueAt: Date): void {
  cancelPhaseEnd(tx, thread.id);
  tx.schedule({ kind: timerKinds.endPhase, aggregateId: thread.id, dueAt, payload: { regionId: thread.regionId } });
}

/** Takes it away: the visit goes on, or the conversation is over. One that is firing right now decides again after this transaction. */
export function cancelPhaseEnd(tx: Tx, threadId: string): void {
  tx.cancelTimers(threadId, timerKinds.endPhase);
}
