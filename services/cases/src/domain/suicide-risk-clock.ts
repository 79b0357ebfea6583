import type { Case } from './case';
import type { RiskEvent, RiskState } from './suicide-risk';

/** How long each state of the protocol may last; configurable (SAF-1). Minutes, but for the visit. */
export interface SuicideRiskTimes {
  /** Until the unit's and its neighbours' phones ring, by level code. */
  alarm: { minutes: Readonly<Record<string, number>>; otherwise: number };
  /** How long a patient may be silent in a visit, and in writing afterwards; an urgent level may have its own. */
  silent: { visit: number; asynchronous: number; byLevel: Readonly<Record<string, number>> };
  /** A physical visit by the end of so many days after the assessment. */
  visitWithinDays: number;
  /** Phone attempts before a silent patient may be given up. */
  attempts: { atLeast: number; numbers: number; withinMinutes: number };
  /** Until whoever takes over acutely must have said so. */
  receipt: number;
}

const times = {
  silent: { visit: 15, asynchronous: 4 * 60 }, visitWithinDays: 2, attempts: { atLeast: 3, numbers: 2, withinMinutes: 120 }, receipt: 15,
} as const;

/** Times by the name that config/regions calls them: alarms after 10 min, 30 min and 2 h for handling times of 10 min, 30 min and 2 h. */
export const suicideRiskTimes = {
  ONE_TO_TWELVE: { ...times, alarm: { minutes: { 2: 10, 3: 30, 4: 120 }, otherwise: 120 }, silent: { ...times.silent, byLevel: { 2: 10 } } },
  ONE_TO_FIVE: { ...times, alarm: { minutes: { 1: 10, 2: 30, 3: 120 }, otherwise: 120 }, silent: { ...times.silent, byLevel: { 1: 10 } } },
} as const satisfies Record<string, SuicideRiskTimes>;

/** How the clock of a state is set, and what happens when it is over. A state that is not here has no clock of its own. */
export const riskClocks = {
  FLAGGED: { set: 'alarm', over: 'ALARM' },
  HANDOVER_REQUIRED: { set: 'alarm', over: 'ALARM' },
  ASSESSING: { set: 'alarm', over: 'ALARM' },
  NO_ANSWER_1: { set: 'alarm', over: 'ALARM' },
  NO_ANSWER_3: { set: 'attempts', over: 'ALARM' },
  ACUTE_HANDOVER: { set: 'receipt', over: 'ALARM' },
  PHYSICAL_VISIT: { set: 'given', over: 'MISSED' },
  INDIVIDUAL_PLAN: { set: 'given', over: 'MISSED' },
  NO_ANSWER_2: { set: 'given', over: 'INTERVAL_OVER' },
} as const satisfies Partial<Record<RiskState, { set: 'alarm' | 'attempts' | 'receipt' | 'given'; over: RiskEvent | 'ALARM' }>>;

interface RiskClock { set: 'alarm' | 'attempts' | 'receipt' | 'given'; over: RiskEvent | 'ALARM' }
const clocks: Partial<Record<RiskState, RiskClock>> = riskClocks;

/**
 * When the state's time is over; null where it has no clock.
 * @param given the end that a doctor or psychologist sets, where the state's clock is theirs
 */
export function riskDueAt(state: RiskState, priority: string, t: SuicideRiskTimes, now: Date, given?: Date): Date | null {
  switch (clocks[state]?.set) {
    case 'alarm':
      return after(now, t.alarm.minutes[priority] ?? t.alarm.otherwise);
    case 'attempts':
      return after(now, t.attempts.withinMinutes);
    case 'receipt':
      return after(now, t.receipt);
    case 'given':
      if (!given) throw new Error(`the end of ${state} was not given`);
      return given;
    case undefined:
      return null;
  }
}

/** What happens when the state's time is over: an alarm, which repeats, or a step. */
export function whenOver(state: RiskState): RiskEvent | 'ALARM' | undefined {
  return clocks[state]?.over;
}

/** Whether patient and staff are not there at the same time: after the visit, and about a message that was written then. */
export function isInWriting(c: Pick<Case, 'status' | 'kind'>): boolean {
  return c.status === 'ON_HOLD' || c.kind === 'MESSAGE';
}

/** After how many minutes of silence the patient counts as silent. */
export function silentAfter(t: SuicideRiskTimes, priority: string, asynchronous: boolean): number {
  return asynchronous ? t.silent.asynchronous : Math.min(t.silent.visit, t.silent.byLevel[priority] ?? t.silent.visit);
}

function after(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000);
}
