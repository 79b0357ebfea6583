import { lix } from '../domain/checks/lix';
import { next } from '../domain/next';
import type { Answers, Context, Text } from '../domain/pack';
import { leftSessions, type PastSessionRow, type UseCounts, useOf } from '../storage/past-session-store';
import { pinnedPack } from './packs';
import type { Reading } from './surroundings';

/** How far patients came with a content, and at which question they left (BEY-14). */
export type ContentUse = UseCounts & { screens: { screenId: string; title: Text; readingLevel: number; left: number }[] };

const DAYS = 90;
const MOST_LEFT = 5_000;

/** What the region's patients did with a version in the last 90 days. Numbers alone: nobody is named. */
export async function contentUse(tx: Reading, regionId: string, sha256: string): Promise<ContentUse> {
  const [clock] = await tx.query<{ now: Date }>('SELECT vardgraf.now() AS now');
  const since = new Date(clock!.now.getTime() - DAYS * 86_400_000);
  const pack = await pinnedPack(tx, { sha256 });
  const leftAt = new Map<string, number>();
  for (const row of await leftSessions(tx, regionId, { sha256, since, most: MOST_LEFT })) {
    const { context, answers } = weighable(row, regionId);
    const screen = next(pack, context, answers)?.id;
    if (screen) leftAt.set(screen, (leftAt.get(screen) ?? 0) + 1);
  }
  const screens = pack.screens.map(({ id, title, findings }) => {
    const asked = pack.findings.filter((finding) => findings.includes(finding.id));
    const words = [title.sv, ...asked.flatMap((finding) => [finding.ask.sv, ...finding.options.map((option) => option.text.sv)])];
    return { screenId: id, title, readingLevel: Math.round(lix(words).lix * 10) / 10, left: leftAt.get(id) ?? 0 };
  });
  return { ...(await useOf(tx, regionId, sha256, since)), screens };
}

/** What of a past session the evaluator weighs. */
export function weighable({ ageDays, sex, earlierContacts, freeText, answers }: PastSessionRow, region: string): { context: Context; answers: Answers } {
  return {
    context: { ageDays, sex, region, earlierContacts7d: earlierContacts, assisted: false, ...(freeText ? { freeText } : {}) },
    answers: Object.fromEntries(answers.map(({ finding, value }) => [finding, value])),
  };
}
