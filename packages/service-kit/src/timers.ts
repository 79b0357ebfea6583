import { systemActor } from './actor';
import { Bell } from './bell';
import { keepGoing } from './keep-going';
import type { Log } from './log';
import type { Database } from './postgres';
import { isContended, isUnavailable, reasonOf } from './postgres-errors';
import type { Metrics } from './telemetry';
import { claimFellows, claimTimer, type DueTimer, nextFireAt, noFloors, postponeTimer, putOffTimers, timerHealth } from './timer-rows';
import { inTrace } from './tracing';
import { transact, type Tx } from './transaction';

export type { DueTimer } from './timer-rows';

/** The effect of one timer. */
export type TimerHandler = (tx: Tx, timer: DueTimer) => Promise<void>;

/**
 * The effect of several timers of one kind in one transaction, as far as they are due at once. It waits for nobody's lock while it holds those of the
 * others: a timer whose things somebody else holds it leaves out, and returns its id, and that one fires a second later.
 */
export interface TogetherHandler {
  together: (tx: Tx, timers: readonly DueTimer[]) => Promise<readonly number[]>;
}

export type TimerHandlers = Record<string, TimerHandler | TogetherHandler>;

export interface Timers {
  stop(): Promise<void>;
  /** Sentences for the health answer; none of them makes the service unready. */
  warnings(): string[];
}

const triesPerTimer = 5;
/** Before the second, third, … try. */
const pausesMs = [1_000, 5_000, 30_000, 120_000];
const contendedPauseMs = 1_000;
/** Their things stay locked till the transaction ends: whoever wants one of them waits so long. */
const mostTogether = 25;

/**
 * Fires due timers, most urgent and then most overdue first, each exactly once: the row is claimed and deleted in the transaction of its effect. Any number of
 * instances may run. Timers whose handler takes several are fired together as far as they are equally urgent; when that fails, each alone. A handler that
 * fails is tried five times, later and later; then the timer is kept as dead, counted and shown.
 */
export function startTimers(o: { db: Database; log: Log; handlers: TimerHandlers; pollMs?: number; metrics?: Metrics }): Timers {
  const { db, log } = o;
  const pollMs = Math.min(o.pollMs ?? 1_000, 1_000);
  const kinds = Object.keys(o.handlers);
  const bell = new Bell();
  let stopping = false;
  let sleepsUntil: Date | undefined;
  let health = { lateSeconds: 0, dead: 0 };
  let measuredAt = 0;
  /** Forgotten every second and when nothing is left, for timers that were scheduled into the past meanwhile. */
  let floors = noFloors();

  db.signals.timerScheduled = (at) => {
    if (!sleepsUntil || at < sleepsUntil) bell.ring();
  };

  /** How many of the next timers fire alone, after some have failed together. */
  let alone = 0;

  /** @returns whether there may be more */
  async function fireNext(): Promise<boolean> {
    let claimed: DueTimer[] = [];
    let fired = 0;
    const before = floors;
    try {
      await transact(db, systemActor(db.service), async (tx) => {
        claimed = [];
        const first = await claimTimer(tx, kinds, before);
        floors = first ? before.with(first.urgency - 1, first.fireAt) : noFloors();
        if (!first) return;
        const handler = o.handlers[first.kind]!;
        claimed = [first];
        if ('together' in handler && alone === 0 && first.attempts === 0) {
          const fellows = await claimFellows(tx, first, mostTogether - 1);
          claimed = [first, ...fellows];
          floors = before.with(first.urgency - 1, (fellows.at(-1) ?? first).fireAt);
        }
        const left = await inTrace({ name: `timer ${first.kind}`, attributes: { 'vardgraf.timer': first.kind } }, undefined, () => effect(handler, tx, claimed));
        if (left.length > 0) await putOffTimers(tx, claimed.filter((timer) => left.includes(timer.id)), contendedPauseMs);
        fired = claimed.length - left.length;
      });
      if (fired > 0) o.metrics?.timersFired.inc({ kind: claimed[0]!.kind }, fired);
      alone = claimed.length === 0 ? 0 : Math.max(0, alone - claimed.length);
    } catch (error) {
      if (claimed.length === 0 || (isUnavailable(error) && !isContended(error))) throw error;
      floors = noFloors();
      alone = claimed.length > 1 ? claimed.length : Math.max(0, alone - 1);
      if (claimed.length === 1) await fail(claimed[0]!, error);
    }
    return claimed.length > 0 || before.some((floor) => floor !== null);
  }

  async function fail(timer: DueTimer, error: unknown): Promise<void> {
    const contended = isContended(error);
    const attempts = timer.attempts + (contended ? 0 : 1);
    const pause = contended ? contendedPauseMs : pausesMs[attempts - 1];
    log.warn({ kind: timer.kind, timer: timer.id, attempts, reason: reasonOf(error) }, 'timer failed');
    await transact(db, systemActor(db.service), (tx) => postponeTimer(tx, timer, { attempts, pauseMs: attempts < triesPerTimer ? pause : undefined, reason: reasonOf(error) }));
    if (attempts >= triesPerTimer) log.error({ kind: timer.kind, timer: timer.id }, 'timer is dead');
  }

  async function turn(): Promise<void> {
    if (Date.now() - measuredAt >= 1_000) {
      measuredAt = Date.now();
      floors = noFloors();
      health = await timerHealth(db);
      o.metrics?.timersLate.set(health.lateSeconds);
      o.metrics?.deadTimers.set(health.dead);
    }
    if (await fireNext()) return;
    const next = await nextFireAt(db, kinds);
    sleepsUntil = next?.at;
    await bell.wait(Math.min(pollMs, Math.max(next?.inMs ?? pollMs, 20)));
    sleepsUntil = undefined;
  }

  const running = keepGoing({ turn, stopping: () => stopping, log, what: 'scheduler' });
  return {
    warnings: () => [
      ...(health.lateSeconds > 10 ? [`the most overdue timer is ${Math.round(health.lateSeconds)} s late`] : []),
      ...(health.dead > 0 ? [`${health.dead} timers failed and wait for a person`] : []),
    ],
    async stop() {
      stopping = true;
      db.signals.timerScheduled = undefined;
      bell.ring();
      await running;
    },
  };
}

/** @returns the ids of those that were left out */
async function effect(handler: TimerHandler | TogetherHandler, tx: Tx, timers: readonly DueTimer[]): Promise<readonly number[]> {
  if ('together' in handler) return handler.together(tx, timers);
  for (const timer of timers) await handler(tx, timer);
  return [];
}
