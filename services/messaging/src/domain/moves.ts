import type { Line, Phase } from './codes';
import type { Thread } from './thread';

interface MoveRow {
  /** What happened. */
  on: string;
  from: Phase | null;
  to: Phase;
  /** The line it leaves in the thread. */
  line: Line;
  emits?: 'thread.opened' | 'phase.ended';
}

/** What can happen to a conversation, from its beginning to its end (VIS-1, VIS-4, HND-3). What has no row changes nothing. */
export const moves = [
  // The first start opens it; a later one, by whoever goes on, is told and greets again.
  { on: 'START', from: null, to: 'VISIT', line: 'VISIT_STARTED', emits: 'thread.opened' },
  { on: 'START', from: 'VISIT', to: 'VISIT', line: 'VISIT_STARTED' },
  { on: 'START', from: 'ASYNCHRONOUS', to: 'VISIT', line: 'VISIT_STARTED' },
  // Somebody else goes on in the same conversation.
  { on: 'HAND_OVER', from: 'VISIT', to: 'VISIT', line: 'HANDED_OVER' },
  { on: 'HAND_OVER', from: 'ASYNCHRONOUS', to: 'ASYNCHRONOUS', line: 'HANDED_OVER' },
  { on: 'RELEASE', from: 'VISIT', to: 'VISIT', line: 'RELEASED' },
  { on: 'RELEASE', from: 'ASYNCHRONOUS', to: 'ASYNCHRONOUS', line: 'RELEASED' },
  // The visit is over and the patient may go on writing; a later hold moves the phase's end.
  { on: 'HOLD', from: 'VISIT', to: 'ASYNCHRONOUS', line: 'PHASE_STARTED' },
  { on: 'HOLD', from: 'ASYNCHRONOUS', to: 'ASYNCHRONOUS', line: 'PHASE_STARTED' },
  // Told as it happens.
  { on: 'SMS', from: 'VISIT', to: 'VISIT', line: 'SMS_SENT' },
  { on: 'SMS', from: 'ASYNCHRONOUS', to: 'ASYNCHRONOUS', line: 'SMS_SENT' },
  // Over: by staff, by the patient, or because the phase is.
  { on: 'END', from: 'VISIT', to: 'CLOSED', line: 'VISIT_ENDED' },
  { on: 'END', from: 'ASYNCHRONOUS', to: 'CLOSED', line: 'VISIT_ENDED' },
  { on: 'WITHDRAW', from: 'VISIT', to: 'CLOSED', line: 'WITHDRAWN' },
  { on: 'WITHDRAW', from: 'ASYNCHRONOUS', to: 'CLOSED', line: 'WITHDRAWN' },
  // A question from staff to staff: taken, given back, and over in one of three ways (CON-1).
  { on: 'ASK', from: null, to: 'CONSULTATION', line: 'CONSULTATION_ASKED', emits: 'thread.opened' },
  { on: 'TAKE', from: 'CONSULTATION', to: 'CONSULTATION', line: 'CONSULTATION_TAKEN' },
  { on: 'RELEASE', from: 'CONSULTATION', to: 'CONSULTATION', line: 'CONSULTATION_RELEASED' },
  { on: 'DECLINE', from: 'CONSULTATION', to: 'CLOSED', line: 'CONSULTATION_DECLINED' },
  { on: 'WITHDRAW', from: 'CONSULTATION', to: 'CLOSED', line: 'CONSULTATION_WITHDRAWN' },
  { on: 'END', from: 'CONSULTATION', to: 'CLOSED', line: 'CONSULTATION_CLOSED' },
  { on: 'PHASE_OVER', from: 'ASYNCHRONOUS', to: 'CLOSED', line: 'VISIT_ENDED', emits: 'phase.ended' },
] as const satisfies readonly MoveRow[];

export type Happening = (typeof moves)[number]['on'];
export type Move = MoveRow & { on: Happening };

const rows: readonly Move[] = moves;

/** The move that the happening is in the phase; undefined when it changes nothing. */
export function moveOf(on: Happening, from: Phase | null): Move | undefined {
  return rows.find((row) => row.on === on && row.from === from);
}

/** The thread after the move. `phaseEndsAt` is for a hold. */
export function moved(thread: Thread, move: Move, phaseEndsAt: Date | null): Thread {
  const ends = move.on === 'HOLD' ? phaseEndsAt : thread.phaseEndsAt;
  return { ...thread, phase: move.to, phaseEndsAt: move.to === 'ASYNCHRONOUS' ? ends : null };
}

/** The phase in which a message of the move counts as posted: that in which it could be. */
export function phaseOfPosting(before: Phase, after: Phase): Exclude<Phase, 'CLOSED'> {
  return after !== 'CLOSED' ? after : before !== 'CLOSED' ? before : 'VISIT';
}
