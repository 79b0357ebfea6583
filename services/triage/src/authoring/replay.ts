import { replayOn } from '../operations/replay-triage-content';
import { readingOf } from '../operations/read-session';
import { namedPack, onPlatform, option, type Terminal } from './terminal';

/** `replay cough --region halland [--days 30]`: which past outcomes the content on the disk would change, by session id alone. */
export async function replay(terminal: Terminal, now: Date): Promise<number> {
  const pack = namedPack(terminal);
  const since = new Date(now.getTime() - Number(option(terminal, 'days', '30')) * 86_400_000);
  const found = await onPlatform(terminal, (db) => replayOn(readingOf(db), option(terminal, 'region'), pack, since));
  terminal.print(`${found.sessions} sessions: ${found.moreUrgent} more urgent, ${found.lessUrgent} less urgent, ${found.otherwise} with another kind of care or profession`);
  for (const { sessionId, before, after } of found.changed) terminal.print(`${sessionId}  P${before.urgencyRank} ${before.need} ${before.profession} → P${after.urgencyRank} ${after.need} ${after.profession}`);
  return 0;
}
