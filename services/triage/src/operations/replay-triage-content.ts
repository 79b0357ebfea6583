import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { compilePack } from '../domain/compile-pack';
import { type Done, notFound, type Refused } from '../domain/outcome';
import type { Pack } from '../domain/pack';
import { type Replay, replay } from '../domain/replay';
import { draftById } from '../storage/draft-store';
import { pastSessions } from '../storage/past-session-store';
import { weighable } from './content-use';
import { pinnedPack } from './packs';
import type { Reading } from './surroundings';

/** The newest so many sessions are replayed: a second's work. */
const MOST_SESSIONS = 5_000;

/** Which outcomes of the region's past sessions a draft would change; told by session id alone, and nothing of any session changes (TRI-3). */
export async function replayTriageContent(db: Database, actor: StaffActor, input: { draftId: string; days: number }, requestId?: string): Promise<Done<Replay> | Refused> {
  return transact(db, actor, async (tx): Promise<Done<Replay> | Refused> => {
    const draft = await draftById(tx, input.draftId);
    if (!draft) return notFound;
    if (draft.faults.length > 0) return { is: 'TRIAGE_CONTENT_NOT_READY', faults: draft.faults };
    const since = new Date((await tx.now()).getTime() - input.days * 86_400_000);
    tx.audit({ action: 'replayTriageContent', what: 'content.replayed', requestId });
    return { is: 'DONE', it: await replayOn(tx, actor.regionId, draft.content, since) };
  });
}

/** Replays a content on the region's past sessions since then. */
export async function replayOn(tx: Reading, regionId: string, content: Pack, since: Date): Promise<Replay> {
  const past = [];
  for (const row of await pastSessions(tx, regionId, { complaintCode: content.id, since, most: MOST_SESSIONS })) {
    past.push({ id: row.id, pack: await pinnedPack(tx, row), ...weighable(row, regionId) });
  }
  return replay(compilePack(content), past);
}
