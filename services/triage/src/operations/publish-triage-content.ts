import { readNow } from '@vardgraf/service-kit/clock';
import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { checkAside } from '../content/check-aside';
import { type Done, notFound, type Refused } from '../domain/outcome';
import { isNewer } from '../domain/semver';
import { signatureFaults } from '../domain/signatures';
import { draftById, signaturesOf } from '../storage/draft-store';
import { insertPack, lockPacks, makeCurrentOf, publishedVersions } from '../storage/pack-store';
import { type EditionView, editionView } from './content-view';
import { readingOf } from './read-session';

/**
 * Publishes a draft that has no faults and both signatures: from the commit on every new session, in every process, gets it, and it never changes.
 * Sessions under way stay with theirs (TRI-3). Publishing again is publishing once.
 */
export async function publishTriageContent(db: Database, actor: StaffActor, draftId: string, requestId?: string): Promise<Done<EditionView> | Refused> {
  const draft = await draftById(readingOf(db), draftId);
  if (!draft) return notFound;
  const { content } = draft;
  const unsigned = [...draft.faults, ...signatureFaults(content, await signaturesOf(readingOf(db), [content.sha256]))];
  if (unsigned.length > 0) return { is: 'TRIAGE_CONTENT_NOT_READY', faults: unsigned };
  // Reviews grow old: what was without fault when it was drafted is checked again.
  const grown = await checkAside(content, (await readNow(db)).toISOString().slice(0, 10));
  return transact(db, actor, async (tx): Promise<Done<EditionView> | Refused> => {
    await lockPacks(tx);
    const signatures = await signaturesOf(tx, [content.sha256]);
    const before = await publishedVersions(tx, content.id);
    const newest = before[0]?.semver;
    const stale = newest !== undefined && !isNewer(content.semver, newest) ? [`${content.id}: ${newest} is published; give this a newer version than ${content.semver}`] : [];
    if (!before.some((version) => version.sha256 === content.sha256)) {
      if (grown.length + stale.length > 0) return { is: 'TRIAGE_CONTENT_NOT_READY', faults: [...grown, ...stale] };
      await insertPack(tx, content, 'GRAPH');
      await makeCurrentOf(tx, content);
      tx.audit({ action: 'publishTriageContent', what: 'content.published', requestId });
    }
    const published = (await publishedVersions(tx, content.id)).find((version) => version.sha256 === content.sha256);
    if (!published) throw new Error('a version is published and not there');
    return { is: 'DONE', it: editionView(published, signatures) };
  });
}
