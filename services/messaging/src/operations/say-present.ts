import { Fault } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import { notFound, notPermitted, type RefusedAs } from '../domain/outcome';
import { holdsForSeconds, type PresenceState, type Said, sayAgain } from '../domain/presence';
import { readThreads } from './read-thread';
import type { Participant } from './standing-of';

/** Who has said what lately, of this process alone: a bound on noise, not on rights. */
const saidLately = new Map<string, Said>();
const maxKept = 10_000;

/**
 * Tells whoever watches the thread that the caller is there, writes or has left (LIV-2). Goes out as a hint and is kept nowhere. Who only reads for
 * documentation says nothing: to the other side they are not there.
 * @throws Fault TOO_MANY when the caller says it too often
 */
export async function sayPresent(db: Database, actor: Participant, input: { threadId: string; state: PresenceState }, nowMs: number): Promise<{ is: 'DONE' } | RefusedAs<'NOT_FOUND' | 'NOT_PERMITTED'>> {
  count(`${actor.personId} ${input.threadId}`, nowMs);
  const [thread] = await readThreads(db, actor, [input.threadId]);
  if (!thread) return notFound;
  if (!thread.by.speaksForSide) return notPermitted;
  const { senderKind, personId } = thread.by;
  db.signals.publishHint?.(`live.activity.${thread.id}`, { presence: { senderKind, personId, state: input.state, seconds: holdsForSeconds[input.state] } });
  return { is: 'DONE' };
}

/** Tells whoever watches the thread that a side has read further; how far is read anew by each, from their own side. */
export function tellMarks(db: Database, threadId: string): void {
  db.signals.publishHint?.(`live.activity.${threadId}`, { marks: true });
}

function count(key: string, nowMs: number): void {
  const said = sayAgain(saidLately.get(key), nowMs);
  if (!said) throw new Fault('TOO_MANY', 'presence is said too often');
  if (saidLately.size >= maxKept) saidLately.delete(saidLately.keys().next().value!);
  saidLately.set(key, said);
}
