import type { Tx } from '@vardgraf/service-kit/transaction';
import { silentFrom } from '../domain/left-session';
import { regionSettings } from '../settings/region-settings';
import { lockSession } from '../storage/session-store';
import { dangerUnseen, leaveSession } from './leave-session';
import { watchSilence } from './silence-timer';

/** A session that nobody has gone on with is left, as by a press (S17); one that somebody has is looked at again later, and one that is over not any more. */
export async function leaveSilentSession(tx: Tx, regionId: string, sessionId: string): Promise<void> {
  const s = await lockSession(tx, regionId, sessionId);
  if (s?.status !== 'OPEN') return;
  const [settings, danger] = [await regionSettings(tx, regionId), await dangerUnseen(tx, s)];
  if ((await tx.now()) < silentFrom(s.touchedAt, danger, settings.leftSessions)) return watchSilence(tx, s, settings, danger);
  await leaveSession(tx, s, 'SILENCE', { verb: 'leaveSilentSession' });
}
