import type { Result } from './evaluate';
import { needAt } from './need';
import type { Need } from './pack';
import type { Priority } from './priority';
import type { SchemeLevel } from './scheme';

/** Why staff hold a matter to be less urgent than the engine. */
export const OVERRIDE_REASONS = ['ASSESSED', 'NEW_INFORMATION', 'WRONG_ANSWER'] as const;
export type OverrideReason = (typeof OVERRIDE_REASONS)[number];

/** What staff made of the engine's priority in assisted triage: who, when, from what, why (TRI-12). */
export interface Override {
  /** ISO 8601. */
  at: string;
  byId: string;
  role: string | null;
  /** The engine's at that moment. */
  engine: Priority;
  to: Priority;
  reason: OverrideReason | null;
  /** In the nurse's words; leaves in no event. */
  note: string | null;
}

/**
 * The priority that counts. One raised by staff stays at least so urgent whatever is answered later; one lowered falls when the answers come to
 * something more urgent than what staff had judged.
 */
export function decidedPriority(engine: Priority, last: Override | undefined): Priority {
  if (!last) return engine;
  if (last.to <= last.engine) return Math.min(last.to, engine) as Priority;
  return engine < last.engine ? engine : last.to;
}

/** The result as staff have decided it; rules, flags and answers stay the engine's. */
export function overridden(engine: Result, last: Override | undefined): Result {
  const priority = decidedPriority(engine.priority, last);
  return priority === engine.priority ? engine : { ...engine, priority, need: needFor(engine.need, priority) };
}

function needFor(need: Need, priority: Priority): Need {
  if (priority === 12) return 'SELF_CARE';
  if (priority === 1) return need === 'EMERGENCY_DEPARTMENT' ? need : 'AMBULANCE';
  return need === 'SELF_CARE' ? 'DIGITAL' : needAt(need, priority);
}

/** The level that a code stands for, of those that share it the nearest to where the matter is now; undefined when the scheme has none. */
export function wantedLevel(scheme: readonly SchemeLevel[], code: string, now: Priority): SchemeLevel | undefined {
  const distance = (level: SchemeLevel): number => Math.abs(level.priority - now);
  return scheme.filter((level) => level.code === code).sort((a, b) => distance(a) - distance(b))[0];
}

/** What is asked: the new priority, by whom. */
export interface Wanted {
  to: Priority;
  reason: OverrideReason | undefined;
  /** Doctor or psychologist: only they hold a suicide risk to be less urgent (SAF-1). */
  mayAssess: boolean;
}

/** Raised freely, lowered with a reason; with suicide risk only by who may assess it. */
export function overrideRefused(now: Priority, suicideRisk: boolean, wanted: Wanted): { is: 'REASON_NEEDED' | 'SUICIDE_RISK_OPEN' } | undefined {
  if (wanted.to <= now) return undefined;
  if (suicideRisk && !wanted.mayAssess) return { is: 'SUICIDE_RISK_OPEN' };
  return wanted.reason ? undefined : { is: 'REASON_NEEDED' };
}
