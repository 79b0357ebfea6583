import type { Tx } from '@vardgraf/service-kit/transaction';
import { dangerStands, silentFrom } from '../domain/left-session';
import { packsOf, standingOf } from '../domain/standing';
import { lockSession } from '../storage/session-store';
import { leaveSession } from './leave-session';
import { watchSilence } from './silence-timer';
import { surroundingsOf } from './surroundings';

/** A session that nobody has gone on with is left, as by a press (S17); one that somebody has is looked at again later, and one that is over not any more. */
export async function leaveSilentSession(tx: Tx, regionId: string, sessionId: string): Promise<void> {
  const s = await lockSession(tx, regionId, sessionId);
  if (s?.status !== 'OPEN') return;
  const around = await surroundingsOf(tx, s);
  const danger = dangerStands(packsOf(around), standingOf(s, around).result);
  if ((await tx.now()) < silentFrom(s.touchedAt, danger, around.settings.leftSessions)) return watchSilence(tx, s, around.settings, danger);
  await leaveSession(tx, s, 'SILENCE', { verb: 'leaveSilentSession' });
}
