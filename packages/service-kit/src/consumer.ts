import type { EventType } from '@vardgraf/schema/events/catalogue';
import { Bell } from './bell';
import { replayAsked } from './dead-letters';
import { apply, applyTogether, type Consumption, type EventHandlers, giveUp, isIndifferent, type LockFirst, NotNext, passOver, runsOf } from './effects';
import { consumerState, type Delivered, feedBatch, fromMessage, readFeed, startPosition } from './feed';
import { Inbox } from './inbox';
import { keepGoing } from './keep-going';
import type { Log } from './log';
import type { NatsLink } from './nats';
import type { Database } from './postgres';
import { isContended, isUnavailable, reasonOf } from './postgres-errors';
import type { Metrics } from './telemetry';

export type { EventHandlers } from './effects';

export interface Consumer {
  stop(): Promise<void>;
  /** Events of the source whose effect is not committed here, as of the last second. */
  lag(): number;
  /** The source's position up to which every effect is committed. */
  position(): number;
  /** Sentences for the health answer; none of them makes the service unready. */
  warnings(): string[];
}

/** Silence after which the feed is read: the longest an event waits while NATS is away. Also how often an idle instance looks whether it is needed. */
const idleMs = 1_000;
const triesPerEvent = 5;
const patienceMs = 10_000;
/** Between the tries: 3 s in all, since every other aggregate of the source waits too, and an effect that touches only the database fails for good. */
const pausesMs = [50, 250, 700, 2_000];
const noTrouble = { position: 0, tries: 0, since: 0 };

/**
 * Applies the events of one producer in order, each exactly once. Correct from the producer's feed alone: NATS may lose, repeat and reorder.
 * One instance is active per (service, source); should two ever believe they are, the cursor's row decides event by event. Of the types in `together` those
 * that wait go several in one transaction; when that fails, one by one, as if they had never been together.
 */
export function startConsumer(o: {
  db: Database; service: string; nats: NatsLink; log: Log; source: string; handlers: EventHandlers; together?: readonly EventType[] | undefined; lockFirst?: LockFirst; metrics?: Metrics; silenceMs?: number;
}): Consumer {
  const { db, source } = o;
  const log = o.log.child({ source });
  const silenceMs = o.silenceMs ?? idleMs;
  const c: Consumption = { db, source, handlers: o.handlers, together: o.together, lockFirst: o.lockFirst };
  const lock = `consumer:${o.service}:${source}`;
  const [bell, stopped, inbox] = [new Bell(), new Bell(), new Inbox()];
  let stopping = false;
  let position: number | undefined;
  let behind = true;
  let tickedAt = 0;
  /** Silence is measured from the last event or read, so that a rain of messages nobody can parse does not keep the feed unread. */
  let readAt = 0;
  /** Where every effect up to is committed, and where the source is, as of the last second. */
  let applied = 0;
  let last = 0;
  let dead = 0;
  let lost = false;
  /** The event that fails now. Forgotten when the database is away, which is no failed try. */
  let trouble = noTrouble;

  const unsubscribe = o.nats.subscribe(`care.${source}.>`, (data) => {
    const event = fromMessage(source, data);
    if (event) inbox.put(event);
    bell.ring();
  });

  async function turn(): Promise<void> {
    if (!(await db.session.hold(lock))) {
      position = undefined;
      last = applied = dead = 0; // what another instance does it tells itself: an alert on what this one knew last would never end
      measure();
      await stopped.wait(idleMs);
      return;
    }
    applied = position ??= await startPosition(db, source);
    if (Date.now() - tickedAt >= idleMs) await tick();
    for (const run of runsOf(c, await nextEvents(position))) {
      if (stopping) return;
      const moved = isIndifferent(c, run[0]!) ? await passOver(c, position, run.at(-1)!.position) : await settleRun(run);
      if (!moved) {
        position = undefined; // somebody else is at work: look where the cursor is
        return;
      }
      applied = position = run.at(-1)!.position;
      o.metrics?.consumed.inc({ source }, run.length);
    }
  }

  async function nextEvents(after: number): Promise<Delivered[]> {
    const events = inbox.after(after);
    if (events.length > 0) {
      readAt = Date.now();
      return events;
    }
    const silence = readAt + silenceMs - Date.now();
    if (!behind && !inbox.knowsLaterThan(after) && silence > 0 && (await bell.wait(silence))) return [];
    readAt = Date.now();
    const found = await readFeed(db, source, after);
    if (found.length === 0) inbox.fence(after);
    behind = found.length === feedBatch;
    lost = found.length > 0 && found[0]!.position !== after + 1;
    if (lost) throw new Error('the feed no longer holds the next event');
    return found;
  }

  /** @returns false when the first of the events was not the next */
  async function settleRun(run: Delivered[]): Promise<boolean> {
    try {
      if (run.length > 1 && (await applyTogether(c, run))) return true;
    } catch (error) {
      if (error instanceof NotNext) return false;
      if (isUnavailable(error) && !isContended(error)) throw error;
      log.warn({ position: run[0]!.position, events: run.length, reason: reasonOf(error) }, 'effects failed together');
    }
    for (const event of run) if (!(await settle(event))) return false;
    return true;
  }

  /** @returns false when the event was not the next */
  async function settle(event: Delivered): Promise<boolean> {
    if (trouble.position !== event.position) trouble = { position: event.position, tries: 0, since: Date.now() };
    for (;;) {
      try {
        const outcome = await apply(c, event);
        if (outcome !== 'applied') log.error({ position: event.position, type: event.type, outcome }, 'event kept aside');
        return true;
      } catch (error) {
        if (error instanceof NotNext) return false;
        if (isUnavailable(error)) throw error;
        trouble.tries += 1;
        log.warn({ position: event.position, type: event.type, tries: trouble.tries, reason: reasonOf(error) }, 'effect failed');
        if (trouble.tries >= triesPerEvent || Date.now() - trouble.since >= patienceMs) {
          await giveUp(c, event, error, trouble.tries);
          log.error({ position: event.position, type: event.type, outcome: 'dead' }, 'event kept aside');
          return true;
        }
        await stopped.wait(pausesMs[trouble.tries - 1]!);
        if (stopping) return false;
      }
    }
  }

  async function tick(): Promise<void> {
    tickedAt = Date.now();
    const state = await consumerState(db, source);
    if (state.replayAsked) await replayAsked(c);
    last = state.last;
    dead = state.dead;
    measure();
  }

  function measure(): void {
    o.metrics?.consumerLag.set({ source }, lag());
    o.metrics?.deadLetters.set({ source }, dead);
  }

  function failed(error: unknown): void {
    position = undefined;
    behind = true;
    if (isUnavailable(error)) trouble = noTrouble;
  }

  const lag = () => Math.max(0, last - applied);
  const running = keepGoing({ turn, stopping: () => stopping, log, what: 'consumer', failed });
  return {
    lag,
    position: () => applied,
    warnings: () => [
      ...(lost ? [`events of ${source} are gone that were never applied: rebuild what comes from it`] : []),
      ...(dead > 0 ? [`${dead} events of ${source} could not be applied and wait for a replay`] : []),
      ...(lag() > 1_000 ? [`${lag()} events of ${source} behind`] : []),
    ],
    async stop() {
      stopping = true;
      unsubscribe();
      bell.ring();
      stopped.ring();
      await running;
      await db.session.letGo(lock);
    },
  };
}
