import type { Case } from './case';

/** How long somebody counts as looking after they last said so (EXP-1). */
export const looksForMs = 60_000;

/**
 * Whether the person may say that they look at the case: who has taken or opened it, which is logged. Seeing its card is not looking.
 * Kept as short-lived rows (`case_looking`), renewed by `lookAtCase`; hinted when somebody comes and, by a timer, when somebody has gone; gone with the case's end.
 */
export function mayLook(c: Pick<Case, 'takenBy' | 'participants'>, personId: string): boolean {
  return c.takenBy === personId || c.participants.includes(personId);
}
