import type { Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { type Audience, type News, toldOf } from '../domain/staff-notice';
import { insertNotices, type Touched } from '../storage/staff-notice-store';
import { staffAt } from '../storage/staff-store';

/** Tells one person, once for each key (NOT-5). */
export async function tellStaffMember(tx: Tx, news: News, staffId: string): Promise<void> {
  await tellEach(tx, news, [staffId]);
}

/** Tells whoever it is for, as the unit is staffed now, once for each key; never the one whose doing it is (NOT-5). */
export async function tellStaff(tx: Tx, news: Omit<News, 'unitId'>, audience: Audience, doer: string | null): Promise<void> {
  const there = audience.staffId === null ? await staffAt(tx, news.regionId, audience.unitId) : [];
  await tellEach(tx, { ...news, unitId: audience.unitId }, toldOf(audience, there, doer));
}

/** Counts the change of each notice on its reader's stream. */
export function bumpReaders(tx: Tx, touched: readonly Touched[]): void {
  for (const { id, staffId } of touched) tx.bumpCounter(`staff.${staffId}`, (seq) => ({ seq, noticeId: id }));
}

async function tellEach(tx: Tx, news: News, staffIds: readonly string[]): Promise<void> {
  if (staffIds.length === 0) return;
  bumpReaders(tx, await insertNotices(tx, staffIds.map((staffId) => ({ ...news, id: v7(), staffId, readAt: null, settledAt: null }))));
}
