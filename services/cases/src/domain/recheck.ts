import type { Case } from './case';
import { type EscalationStep, stepDueAt } from './escalation-policy';
import type { HandlingClock } from './handling-time';
import { moveOf } from './transitions';

/** When a waiting patient is asked whether anything has changed (BEY-5). */
export interface RecheckPoints {
  /** Shares of the handling time (1 = 100 %), or minutes after the clock's start, ascending; none asks nobody. */
  at: readonly EscalationStep['at'][];
  /** After the last of them, every so many minutes; null: no more. */
  thenEveryMinutes: number | null;
}

/** A region that has said nothing asks nobody; the patient may say so at any time all the same. */
export const neverAsked: RecheckPoints = { at: [], thenEveryMinutes: null };

/** What a card says of it: asked and not yet said, being asked, said, or told to call 112. */
export const recheckStates = ['ASKED', 'ASKING', 'ANSWERED', 'EMERGENCY'] as const;
export type RecheckState = (typeof recheckStates)[number];
export type RecheckChange = 'SAME' | 'WORSE' | 'NEW';

/** 'Has anything changed?', as a card shows it. */
export interface CardRecheck {
  state: RecheckState;
  /** The last set point at which the patient was asked. */
  askedAt: Date | null;
  /** The last thing the patient said, and when. */
  change: RecheckChange | null;
  saidAt: Date | null;
  /** Since when the patient has said that it is worse, or that something is new. */
  worseSince: Date | null;
  /** When the patient was told to call 112. */
  emergencyAt: Date | null;
}

/** Whether the patient of the case is asked, and may say, that something has changed: a drop-in that triage made and nobody has started (BEY-5). */
export function mayRecheck(c: Pick<Case, 'kind' | 'status' | 'sessionId'>): boolean {
  return c.kind === 'DROP_IN' && c.sessionId !== null && moveOf('RAISE', c.status) !== undefined;
}

/** The last set point that has passed, and the first that has not; null where there is none. A case without a clock has none. */
export function pointsAround(c: Pick<Case, 'waitingSince' | 'dueAt'>, points: RecheckPoints, now: Date): { last: Date | null; next: Date | null } {
  if (c.dueAt === null || points.at.length === 0) return { last: null, next: null };
  const clock = { waitingSince: c.waitingSince, dueAt: c.dueAt };
  const listed = points.at.map((at) => stepDueAt({ at, adds: [] }, clock).getTime()).sort((a, b) => a - b);
  const end = listed.at(-1)!;
  const every = points.thenEveryMinutes === null ? null : points.thenEveryMinutes * 60_000;
  const rounds = every === null ? 0 : Math.max(0, Math.floor((now.getTime() - end) / every));
  const all = every === null ? listed : [...listed, end + rounds * every, end + (rounds + 1) * every];
  const date = (ms: number | undefined): Date | null => (ms === undefined ? null : new Date(ms));
  return { last: date(all.filter((ms) => ms <= now.getTime()).at(-1)), next: date(all.find((ms) => ms > now.getTime())) };
}

/** Whether a set point has passed since the patient was last asked or last said anything. */
export function isToBeAsked(last: Date | null, recheck: Pick<CardRecheck, 'askedAt' | 'saidAt'> | undefined): boolean {
  const heard = Math.max(recheck?.askedAt?.getTime() ?? 0, recheck?.saidAt?.getTime() ?? 0);
  return last !== null && last.getTime() > heard;
}

/** What triage says the re-check comes to. */
export interface RecheckSaid {
  beforeRank: number;
  urgencyRank: number;
  emergency: boolean;
}

/**
 * The case with the level that a re-check raises it to; undefined when it raises nothing. Only what the patient has said anew counts: answers that are as
 * before do not undo what staff have decided. The first priority is kept; the clock runs from where it began and is never later than it was. (BEY-5)
 */
export function raisedCase(c: Case, said: RecheckSaid, level: { code: string; urgencyRank: number; trace: readonly string[] } & Pick<HandlingClock, 'waitingSince' | 'dueAt'>): Case | undefined {
  if (!mayRecheck(c) || level.urgencyRank >= c.urgencyRank) return undefined;
  if (!said.emergency && said.urgencyRank >= said.beforeRank) return undefined;
  return {
    ...c, priority: level.code, urgencyRank: level.urgencyRank, waitingSince: earlier(c.waitingSince, level.waitingSince), dueAt: c.dueAt && level.dueAt ? earlier(c.dueAt, level.dueAt) : (level.dueAt ?? c.dueAt),
    reasonTrace: [...c.reasonTrace, ...level.trace],
  };
}

const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
