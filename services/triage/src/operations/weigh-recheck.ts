import type { Answers, Pack } from '../domain/pack';
import { askAgain, nowKnown, type Recheck } from '../domain/recheck';
import type { ScreenToShow } from '../domain/next';
import { contextOf, type Given, type Session } from '../domain/session';
import { byEngine, packsOf, type Standing, suicideRisk, type Surroundings } from '../domain/standing';

/** What a re-check comes to now, and what is left to ask. */
export interface WeighedRecheck {
  standing: Standing;
  screen: ScreenToShow | undefined;
  recheck: Recheck;
}

/**
 * Weighs what is said now in place of what was known, by the content that the session is pinned to: 112 when that is certain or nothing is left to ask,
 * answered when nothing more can make it more urgent than it was (BEY-5).
 */
export function weighRecheck(r: Recheck, session: Session, around: Surroundings, now: Date): WeighedRecheck {
  const standing = standingWith(session, around, nowKnown(r), r.freeText);
  const screen = r.change === 'SAME' ? undefined : askAgain(packsOf(around), (pack: Pack) => contextOf(session, pack.id), answersIn(r.known), answersIn(r.said));
  const emergency = r.change !== 'SAME' && standing.disposition === 'EMERGENCY' && !screen;
  const status = emergency ? 'EMERGENCY' : screen ? 'ASKING' : 'ANSWERED';
  return { standing, screen, recheck: { ...r, status, urgencyRank: standing.level.rank, suicideRisk: suicideRisk(standing.result), finishedAt: status === 'ASKING' ? null : now } };
}

/** What the engine alone makes of these answers in place of the session's. */
export const standingWith = (session: Session, around: Surroundings, given: Given[], freeText: string | null): Standing =>
  byEngine({ ...session, answers: given, freeText: [session.freeText, freeText].filter(Boolean).join('\n') || null }, around);

const answersIn = (given: readonly Given[]): Answers => Object.fromEntries(given.map(({ finding, value }) => [finding, value]));
