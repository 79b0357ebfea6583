import type { EventType } from '@vardgraf/schema/events/catalogue';
import type { Envelope } from '@vardgraf/schema/events/envelope';
import { systemActor } from './actor';
import { type Delivered, delivered, isKnownType } from './feed';
import { type Database, notWaitingForTheDisk, read } from './postgres';
import { reasonOf } from './postgres-errors';
import { continueTrace } from './tracing';
import { transact, type Tx } from './transaction';

/** What a service does about an event, inside the transaction that moves its cursor. */
export type EventHandlers = { [T in EventType]?: (tx: Tx, event: Envelope<T>) => Promise<void> };

/** Somebody else moved the cursor: this event is not the next one here. */
export class NotNext extends Error {
  override name = 'NotNext';
}

export interface Consumption {
  db: Database;
  source: string;
  handlers: EventHandlers;
  /** Types of which several that wait are applied in one transaction: their effects wait for nobody's lock. */
  together?: readonly EventType[] | undefined;
  lockFirst?: LockFirst | undefined;
}

/** Locks all that the effects of several events lock beside counters, in the fixed order, before the first of them: each locks its own in order, but not behind those of another. */
export type LockFirst = (tx: Tx, events: readonly Envelope[]) => Promise<void>;

/** Cases, rows and counters that they touch are theirs till the commit. */
const mostTogether = 25;

/** Whether the event is nothing to this service: its type is known, and nobody here listens to it. */
export function isIndifferent(c: Consumption, event: Delivered): boolean {
  return isKnownType(event.type) && !handlerOf(c, event);
}

/** Neighbours that nobody here listens to go as one run, and so do those of one region that may be applied together; the others one by one. */
export function runsOf(c: Consumption, events: Delivered[]): Delivered[][] {
  const runs: Delivered[][] = [];
  for (const event of events) {
    const before = runs.at(-1);
    if (before && goesWith(c, before, event)) before.push(event);
    else runs.push([event]);
  }
  return runs;
}

function goesWith(c: Consumption, run: Delivered[], event: Delivered): boolean {
  if (isIndifferent(c, event)) return isIndifferent(c, run[0]!);
  const may = ({ event: parsed }: Delivered): boolean => parsed !== undefined && (c.together?.includes(parsed.type) ?? false);
  return run.length < mostTogether && may(event) && may(run[0]!) && run[0]!.regionId === event.regionId;
}

/**
 * Several events in one transaction with the cursor, in order.
 * @returns false when one of them has to be parked, and then nothing happened: they go one by one
 * @throws NotNext when the cursor is elsewhere; whatever a handler throws
 */
export async function applyTogether(c: Consumption, events: Delivered[]): Promise<boolean> {
  const held = new Error('parked');
  try {
    await transact(c.db, { ...systemActor(c.db.service), regionId: events[0]!.regionId }, async (tx) => {
      if ((await moveCursor(tx, c.source, events)).held) throw held;
      await c.lockFirst?.(tx, events.flatMap(({ event }) => event ?? []));
      for (const event of events) await inItsTrace(c, event, () => handle(c, tx, event));
    });
    return true;
  } catch (error) {
    if (error === held) return false;
    throw error;
  }
}

/**
 * One event, exactly once: the guarded UPDATE decides and holds the cursor, the effect commits with it or not at all. Behind a dead letter of
 * its aggregate it is parked; unparsable it is a dead letter itself.
 * @throws NotNext when the cursor is elsewhere; whatever the handler throws
 */
export async function apply(c: Consumption, event: Delivered): Promise<'applied' | 'parked' | 'dead'> {
  return inItsTrace(c, event, () => transact(c.db, { ...systemActor(c.db.service), regionId: event.regionId }, async (tx) => {
    const { held } = await moveCursor(tx, c.source, [event]);
    if (held && handlerOf(c, event)) return park(tx, c.source, event);
    if (!event.event) return bury(tx, c.source, event, { reason: event.fault ?? 'unparsable', attempts: 0 });
    await handle(c, tx, event);
    return 'applied';
  }));
}

/** The effect belongs to the trace in which the event was told. */
export async function inItsTrace<T>(c: Consumption, { event }: Delivered, work: () => Promise<T>): Promise<T> {
  if (!event) return work();
  return continueTrace(
    { name: `apply ${event.type}`, kind: 'consumer', attributes: { 'messaging.system': 'nats', 'vardgraf.event': event.type, 'vardgraf.source': c.source } }, event.traceparent, work,
  );
}

/** Gives an event up: the next ones may go on, those of its aggregate wait. */
export async function giveUp(c: Consumption, event: Delivered, error: unknown, attempts: number): Promise<void> {
  await transact(c.db, systemActor(c.db.service), async (tx) => {
    await moveCursor(tx, c.source, [event]);
    await bury(tx, c.source, event, { reason: reasonOf(error), attempts });
  });
}

/** Passes over events nobody here listens to, in one statement. @returns false when the cursor is elsewhere */
export async function passOver(c: Consumption, from: number, to: number): Promise<boolean> {
  const moved = await read(c.db, `UPDATE cursor SET position = $3 WHERE source = $1 AND position = $2 AND ${notWaitingForTheDisk} RETURNING 1`, [c.source, from, to]);
  return moved.length === 1;
}

/** Runs the handler of a stored or delivered event. */
export async function handle(c: Consumption, tx: Tx, event: Delivered): Promise<void> {
  if (!event.event) throw new Error('unparsable');
  await (handlerOf(c, event) as ((tx: Tx, event: Envelope) => Promise<void>) | undefined)?.(tx, event.event);
}

export function stored(json: unknown): Delivered {
  return delivered(json as Parameters<typeof delivered>[0]);
}

function handlerOf(c: Consumption, event: Delivered): unknown {
  return Object.hasOwn(c.handlers, event.type) ? c.handlers[event.type as EventType] : undefined;
}

/** From just before the first of the events to the last. */
async function moveCursor(tx: Tx, source: string, events: Delivered[]): Promise<{ held: boolean }> {
  const [moved] = await tx.query<{ held: boolean }>(
    `UPDATE cursor SET position = $3::bigint WHERE source = $1 AND position = $2::bigint - 1
     RETURNING EXISTS (SELECT 1 FROM dead_letter WHERE source = $1 AND aggregate_id = ANY($4) AND parks)
            OR EXISTS (SELECT 1 FROM parked_event WHERE source = $1 AND aggregate_id = ANY($4)) AS held`,
    [source, events[0]!.position, events.at(-1)!.position, events.map((event) => event.aggregateId)],
  );
  if (!moved) throw new NotNext();
  return moved;
}

async function park(tx: Tx, source: string, event: Delivered): Promise<'parked'> {
  await tx.query('INSERT INTO parked_event (source, position, aggregate_id, event) VALUES ($1, $2, $3, $4)', [source, event.position, event.aggregateId, JSON.stringify(event.json)]);
  return 'parked';
}

/** Keeps an event for a person to look at. An unknown type parks nothing: a newer producer's new event must not stop every case it touches. */
export async function bury(tx: Tx, source: string, event: Delivered, why: { reason: string; attempts: number }): Promise<'dead'> {
  await tx.query(
    'INSERT INTO dead_letter (source, position, type, aggregate_id, event, reason, attempts, parks) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [source, event.position, event.type, event.aggregateId, JSON.stringify(event.json), why.reason, why.attempts, isKnownType(event.type)],
  );
  return 'dead';
}
