import type { Database } from '@vardgraf/service-kit/postgres';
import { openDrafts, signaturesOf } from '../storage/draft-store';
import { publishedVersions } from '../storage/pack-store';
import { type ContentView, draftView, editionView, statisticsView } from './content-view';
import { contentUse } from './content-use';
import { currentPacks } from './packs';
import { readingOf } from './read-session';

const DRAFTS_OF_EACH = 10;

/** Complaints with their published versions and unpublished drafts; the ways through one, and what the region's patients did with it, only when it is asked for alone. */
export async function readTriageContent(db: Database, regionId: string, complaintCode?: string): Promise<ContentView[]> {
  const reading = readingOf(db);
  const versions = await publishedVersions(reading, complaintCode);
  const drafts = await openDrafts(reading, complaintCode, DRAFTS_OF_EACH);
  const current = await currentPacks(reading);
  const signatures = await signaturesOf(reading, versions.map((version) => version.sha256));
  const codes = [...new Set([...versions.map((version) => version.packId), ...drafts.map((draft) => draft.content.id)])].sort();
  const views: ContentView[] = [];
  for (const code of codes) {
    const own = drafts.filter((draft) => draft.content.id === code);
    const now = current.find((pack) => pack.id === code);
    const drafted = [];
    for (const draft of own) drafted.push(await draftView(reading, draft));
    const editions = [];
    for (const version of versions.filter((one) => one.packId === code)) editions.push(editionView(version, signatures, complaintCode ? await contentUse(reading, regionId, version.sha256) : null));
    views.push({
      complaintCode: code, name: now?.name ?? own[0]?.content.name ?? { sv: code, en: code },
      versions: editions,
      drafts: drafted, statistics: complaintCode && now ? statisticsView(now) : null,
    });
  }
  return views;
}
