import { systemActor } from './actor';
import { Bell } from './bell';
import { keepGoing } from './keep-going';
import type { Log } from './log';
import type { Database } from './postgres';
import { isContended, isUnavailable, reasonOf } from './postgres-errors';
import type { Metrics } from './telemetry';
import { claimTimer, type DueTimer, nextFireAt, noFloors, postponeTimer, timerHealth } from './timer-rows';
import { inTrace } from './tracing';
import { transact, type Tx } from './transaction';

export type { DueTimer } from './timer-rows';
export type TimerHandlers = Record<string, (tx: Tx, timer: DueTimer) => Promise<void>>;

export interface Timers {
  stop(): Promise<void>;
  /** Sentences for the health answer; none of them makes the service unready. */
  warnings(): string[];
}

const triesPerTimer = 5;
/** Before the second, third, … try. */
const pausesMs = [1_000, 5_000, 30_000, 120_000];
const contendedPauseMs = 1_000;

/**
 * Fires due timers, most urgent and then most overdue first, each exactly once: the row is claimed and deleted in the transaction of its effect. Any number of
 * instances may run. A handler that fails is tried five times, later and later; then the timer is kept as dead, counted and shown.
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

  /** @returns whether there may be more */
  async function fireNext(): Promise<boolean> {
    let claimed: DueTimer | undefined;
    const before = floors;
    try {
      await transact(db, systemActor(db.service), async (tx) => {
        const found = await claimTimer(tx, kinds, before);
        claimed = found;
        floors = found ? before.with(found.urgency - 1, found.fireAt) : noFloors();
        if (found) await inTrace({ name: `timer ${found.kind}`, attributes: { 'vardgraf.timer': found.kind } }, undefined, () => o.handlers[found.kind]!(tx, found));
      });
      if (claimed) o.metrics?.timersFired.inc({ kind: claimed.kind });
    } catch (error) {
      if (!claimed || (isUnavailable(error) && !isContended(error))) throw error;
      await fail(claimed, error);
    }
    return claimed !== undefined || before.some((floor) => floor !== null);
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
