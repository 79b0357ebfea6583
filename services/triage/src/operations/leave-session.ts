import type { Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { dangerStands, LEFT_WITH_DANGER, mayMakeCase, mostUrgentLeft } from '../domain/left-session';
import { placeUnasked } from '../domain/place';
import { levelOf } from '../domain/scheme';
import type { LeftBy, Session } from '../domain/session';
import { acceptedOf, packsOf, type Standing, standingOf, type Surroundings } from '../domain/standing';
import { lockChain } from '../storage/session-store';
import { recordChange, type SessionEvent } from './record-change';
import { leftUnfinishedEvent } from './session-events';
import { surroundingsOf } from './surroundings';

/** What the operation that leaves says for the log. */
interface Leaving {
  verb: string;
  requestId?: string | undefined;
}

/**
 * Leaves an open, locked session: counted by how far it came (TRI-10). Where the region says so, one left after a danger sign becomes a case that staff look
 * at, once for it and all that it began anew, and at the most urgent of what they came to (S17).
 */
export async function leaveSession(tx: Tx, open: Session, by: LeftBy, { verb, requestId }: Leaving): Promise<Session> {
  const around = await surroundingsOf(tx, open);
  const { screen } = standingOf(open, around);
  const { id, patientId, complaintCode, screensSeen, packId, semver, sha256 } = open;
  const abandoned: SessionEvent = {
    type: 'session.abandoned', data: { sessionId: id, patientId, complaintCode, screensSeen, content: { packId, semver, sha256 }, leftBy: by, screenId: screen?.id ?? null },
  };
  const left = await recordChange(tx, { before: open, after: { ...open, status: 'ABANDONED', leftBy: by }, verb, what: 'session.abandoned', events: [abandoned], requestId });
  if (!mayMakeCase(by) || !around.settings.leftSessions.makesCase) return left;
  return (await makeUnfinishedCase(tx, left, { verb, requestId })) ?? left;
}

/** @returns the session just left, as it stands when the case is of its own answers; undefined when there is no danger, or it is of earlier ones */
async function makeUnfinishedCase(tx: Tx, left: Session, leaving: Leaving): Promise<Session | undefined> {
  const found = mostUrgentLeft(await weighedChain(tx, left));
  if (!found || found.session.caseId !== null) return undefined;
  const stored = await unfinished(tx, found.session, found.standing, found.around, leaving);
  return found.session.id === left.id ? stored : undefined;
}

/** The session and those that it began anew, each with what it comes to; the oldest first. */
async function weighedChain(tx: Tx, last: Session) {
  const weighed = [];
  for (const session of await lockChain(tx, last)) {
    const around = await surroundingsOf(tx, session);
    const standing = standingOf(session, around);
    weighed.unshift({ session, around, standing, priority: standing.result.priority, danger: dangerStands(packsOf(around), standing.result) });
  }
  return weighed;
}

/** Whether a danger sign of the session, or of one that it began anew, is not yet anybody's to see. */
export async function dangerUnseen(tx: Tx, s: Session): Promise<boolean> {
  return (await weighedChain(tx, s)).some(({ danger, session }) => danger && session.caseId === null);
}

/** Whatever is closed or switched off: nobody can be asked any more. Life danger is no case, so it waits as the most urgent one. */
async function unfinished(tx: Tx, before: Session, standing: Standing, around: Surroundings, { verb, requestId }: Leaving): Promise<Session> {
  const at = await tx.now();
  const level = levelOf(around.settings.scheme, standing.level.priority === 1 ? 2 : standing.level.priority);
  const unit = standing.unit ?? placeUnasked(around.units, { listedUnitId: around.listedUnitId, fromOtherRegion: before.outOfRegion });
  const shown = acceptedOf(standing, around, before.crisisCardShown);
  const after: Session = {
    ...before, caseId: v7(), finishedAt: at,
    outcome: { ...shown, priority: level.code, label: level.label, rank: level.rank, unitId: unit?.id ?? null, disposition: 'DROP_IN', advice: [LEFT_WITH_DANGER, ...shown.advice] },
  };
  const event = leftUnfinishedEvent(after, { unitId: unit?.id ?? null, level, standing, closed: unit?.opening === 'CLOSED' }, at);
  return recordChange(tx, { before, after, verb, what: 'session.left-unfinished', events: [event], requestId });
}
