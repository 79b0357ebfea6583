import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager, QueryRunner } from 'typeorm';
import type { Actor } from './actor';
import type { NewAudit } from './audit-rows';
import { Fault } from './fault';
import { type Collected, collect, flush } from './flush';
import type { NewEvent } from './outbox';
import { type Database, rows, withRunner } from './postgres';
import { isConflict, isConnectionError, isLockedByOthers, outcomeIsUnknown } from './postgres-errors';
import type { LiveHint } from './signals';
import type { NewTimer } from './timer-rows';
import { statementSpan } from './trace-statements';
import { inSpan } from './tracing';

export type { NewAudit } from './audit-rows';
export type { NewEvent } from './outbox';
export type { LiveHint } from './signals';
export type { NewTimer } from './timer-rows';

/** One transaction. What it emits, counts, schedules and audits is collected, and written in the fixed lock order just before COMMIT. */
export interface Tx {
  readonly manager: EntityManager;
  readonly actor: Actor;
  /** Rows of one statement, also of UPDATE and DELETE … RETURNING. */
  query<T = Record<string, unknown>>(sql: string, params?: unknown[]): Promise<T[]>;
  /** The platform's time when first asked: ask after the lock. */
  now(): Promise<Date>;
  /** @throws Error when the data is not what the catalogue promises */
  emit(event: NewEvent): void;
  /** A gapless number on the stream `key`; what `payload` makes of it goes out on core NATS subject `live.<key>` after the commit. */
  bumpCounter(key: string, payload: (seq: number) => LiveHint | undefined): void;
  /** A row here, and the event `audit.recorded` without the note. */
  audit(row: NewAudit): void;
  schedule(timer: NewTimer): void;
  /** Takes away what was scheduled before this transaction, and earlier in it. */
  cancelTimers(aggregateId: string, kind?: string): void;
  /** Runs when the commit is certain; its faults change nothing. */
  afterCommit(fn: () => void): void;
}

const retries = 3;

/**
 * Runs `work` in one READ COMMITTED transaction; returns only what is committed. `work` may run again after a deadlock (3 times), so it does
 * nothing outside the transaction.
 * @throws Fault CONFLICT_RETRY after the last try, or when others hold for 2 s what it locks; TOO_MANY when no connection is free in 2 s; INTERNAL when
 *   nobody knows whether the COMMIT happened (never retried: the caller's clientId makes a second attempt safe); everything else as thrown, and rolled back
 */
export async function transact<T>(db: Database, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inSpan({ name: 'transaction' }, () => tryUntilCommitted(db, actor, work));
}

async function tryUntilCommitted<T>(db: Database, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      const { result, collected } = await withRunner(db, (runner) => attempt(runner, db.service, actor, work));
      announce(db, collected);
      return result;
    } catch (error) {
      if (isLockedByOthers(error)) throw new Fault('CONFLICT_RETRY', 'others hold the same things', { cause: error });
      if (!isConflict(error)) throw error;
      if (tries === retries) throw new Fault('CONFLICT_RETRY', 'others changed the same things at the same time', { cause: error });
      await sleep((10 + Math.random() * 20) * 2 ** tries);
    }
  }
}

async function attempt<T>(runner: QueryRunner, service: string, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<{ result: T; collected: Collected }> {
  await runner.startTransaction(); // READ COMMITTED by the connection's default: saying it again costs a round trip
  const collected = collect();
  const query = <R>(sql: string, params: unknown[] = []) => rows<R>(runner, sql, params);
  let now: Promise<Date> | undefined;
  const tx: Tx = {
    manager: runner.manager,
    actor,
    query,
    now: () => (now ??= query<{ now: Date }>('SELECT vardgraf.now() AS now').then(([row]) => row!.now)),
    ...collected.methods,
  };
  try {
    const result = await work(tx);
    await flush(tx, service, collected);
    await commit(runner);
    return { result, collected };
  } catch (error) {
    await rollBack(runner, error);
    throw error;
  }
}

/** PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error: a fault that `work` swallowed must not become a yes. */
async function commit(runner: QueryRunner): Promise<void> {
  const client = (await runner.connect()) as { query(sql: string): Promise<{ command: string }> };
  let answer: { command: string };
  try {
    answer = await inSpan(statementSpan('COMMIT'), () => client.query('COMMIT'));
  } catch (error) {
    if (outcomeIsUnknown(error)) throw new Fault('INTERNAL', 'the connection was lost while committing: the outcome is unknown', { cause: error });
    throw error;
  }
  if (answer.command !== 'COMMIT') throw new Fault('INTERNAL', 'a statement had failed and its fault was swallowed: nothing was committed');
}

/** A connection that broke, or that cannot even roll back, must not be lent again; asking it would only wait once more for the answer that did not come. */
async function rollBack(runner: QueryRunner, why: unknown): Promise<void> {
  const client = (await runner.connect()) as { query(sql: string): Promise<unknown>; end(): Promise<void> };
  const end = () => void client.end().catch(() => undefined);
  if (isConnectionError(why)) end();
  else await client.query('ROLLBACK').catch(end);
}

/** After the commit nothing may fail any more. */
function announce(db: Database, done: Collected): void {
  const tell = (fn: () => void) => {
    try {
      fn();
    } catch {
      // The change is committed; whoever waited for this signal finds it by polling.
    }
  };
  if (done.events.length + done.audits.length > 0) tell(() => db.signals.eventsCommitted());
  for (const timer of done.timers) tell(() => db.signals.timerScheduled?.(timer.dueAt));
  for (const hint of done.hints) tell(() => db.signals.publishHint?.(hint.subject, hint.data));
  for (const fn of done.hooks) tell(fn);
}
