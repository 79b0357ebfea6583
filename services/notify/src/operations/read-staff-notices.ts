import type { Actor, StaffActor } from '@vardgraf/service-kit/actor';
import type { Database } from '@vardgraf/service-kit/postgres';
import type { StaffNotice } from '../domain/staff-notice';
import { noticeKeysOf, noticesById, noticesOf, unreadOf } from '../storage/staff-notice-store';
import { connection, type Page, pageOf, type PageQuestion } from './pages';

const noticesInSnapshot = 200;

/** What the caller has been told about their work, newest first (NOT-5). @throws Fault BAD_INPUT for a page that cannot be */
export async function myNotices(db: Database, actor: StaffActor, q: PageQuestion): Promise<Page<StaffNotice>> {
  return connection(await noticesOf(db, actor.regionId, actor.personId, pageOf(q)), q, ({ at, id }) => ({ at, id }));
}

/** Notices by id, in the order asked; null for those that are not the caller's. */
export async function noticesByIds(db: Database, actor: Actor | undefined, ids: readonly string[]): Promise<(StaffNotice | null)[]> {
  if (actor?.kind !== 'STAFF') return ids.map(() => null);
  const found = await noticesById(db, actor.regionId, actor.personId, ids);
  return ids.map((id) => found.find((n) => n.id === id) ?? null);
}

/** How many of the caller's notices wait to be read. */
export async function unreadNotices(db: Database, actor: StaffActor): Promise<number> {
  return unreadOf(db, actor.regionId, actor.personId);
}

/** The gateway's snapshot of the caller's work (QUE-13). */
export async function noticeKeys(db: Database, actor: StaffActor): Promise<{ seq: number; noticeIds: string[] }> {
  return noticeKeysOf(db, actor.regionId, actor.personId, noticesInSnapshot);
}
