import pg, { type Client } from 'pg';
import { DataSource, type EntitySchema, type QueryRunner } from 'typeorm';
import { Fault } from './fault';
import { isConnectionError, isPoolFull } from './postgres-errors';
import { openSession, type Session } from './session';
import { createSignals, type Signals } from './signals';
import { traceStatements } from './trace-statements';

/** A service's way to its own schema: a bounded pool for work, one more connection for locks and notices. */
export interface Database {
  readonly source: DataSource;
  readonly service: string;
  readonly session: Session;
  /** What a commit tells the relay, the timers and the live queue of this process. */
  readonly signals: Signals;
  pool(): { size: number; idle: number; waiting: number };
  close(): Promise<void>;
}

/** Milliseconds. The server's limits end what hangs there; `answer` ends what hangs on the way. */
export const limits = { statement: 5_000, lock: 2_000, idleInTransaction: 10_000, answer: 7_000, connection: 2_000 } as const;

/**
 * A condition that holds, and lets the commit of its statement answer before the disk has it: under load two of five commits are of this kind. Only for
 * what may be forgotten in a crash because it is then found out anew: how far a relay or a consumer has come.
 */
export const notWaitingForTheDisk = "set_config('synchronous_commit', 'off', true) = 'off'";

// A date has no zone: as JavaScript's Date it would be yesterday somewhere. Instants stay Dates.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/**
 * Opens the pool (5 connections, requirement: a full one answers TOO_MANY after 2 s). bigint arrives as number, date as 'YYYY-MM-DD'.
 * @throws when the database cannot be reached now
 */
export async function openDatabase(o: { url: string; service: string; entities: EntitySchema[]; poolSize?: number }): Promise<Database> {
  const source = new DataSource({
    type: 'postgres',
    driver: pg, // left to itself TypeORM loads another copy, which knows nothing of the parser above
    url: o.url,
    entities: o.entities,
    poolSize: o.poolSize ?? 5,
    connectTimeoutMS: limits.connection,
    applicationName: `vardgraf-${o.service}`,
    parseInt8: true,
    installExtensions: false,
    logging: false,
    poolErrorHandler: () => undefined, // an idle connection broke: the pool has dropped it, the next request opens another
    extra: {
      keepAlive: true,
      statement_timeout: limits.statement,
      lock_timeout: limits.lock,
      idle_in_transaction_session_timeout: limits.idleInTransaction,
      query_timeout: limits.answer,
      options: '-c default_transaction_isolation=read\\ committed',
      // A backend may be ended in the very packet that says it is ready, when neither pool nor runner listens yet: nobody listening ends the process.
      onConnect: (client: Client) => void client.on('error', () => undefined),
    },
  });
  await source.initialize();
  const session = openSession({ url: o.url, name: `vardgraf-${o.service}-session` });
  const db: Database = {
    source,
    service: o.service,
    session,
    signals: createSignals(o.service, (sql, params) => read(db, sql, params)),
    pool: () => poolOf(source),
    close: async () => {
      await db.signals.settled();
      await session.close();
      await source.destroy();
    },
  };
  return db;
}

/**
 * One statement outside a transaction.
 * @throws Fault TOO_MANY when no connection is free within 2 s; other faults as PostgreSQL gives them
 */
export async function read<T>(db: Database, sql: string, params: unknown[] = []): Promise<T[]> {
  return withRunner(db, (runner) => rows<T>(runner, sql, params));
}

/** Rows of any statement; TypeORM's own answer differs by the verb. */
export async function rows<T>(runner: QueryRunner, sql: string, params: unknown[]): Promise<T[]> {
  const result = await runner.query(sql, params, true);
  return (result.records ?? []) as T[];
}

/** Lends a connection. One whose state is unknown (broken, or it did not answer) is thrown away, never given to the next request. */
export async function withRunner<T>(db: Database, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
  const runner = db.source.createQueryRunner();
  const client = await runner.connect().catch((error: unknown) => {
    throw isPoolFull(error) ? new Fault('TOO_MANY', 'every database connection is taken', { cause: error }) : error;
  });
  traceStatements(runner);
  try {
    return await work(runner);
  } catch (error) {
    if (isConnectionError(error)) void (client as { end(): Promise<void> }).end().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}

function poolOf(source: DataSource): { size: number; idle: number; waiting: number } {
  const pool = (source.driver as unknown as { master?: { totalCount: number; idleCount: number; waitingCount: number } }).master;
  return { size: pool?.totalCount ?? 0, idle: pool?.idleCount ?? 0, waiting: pool?.waitingCount ?? 0 };
}
