import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { Tx } from '@vardgraf/service-kit/transaction';

/** Where a store reads: in a transaction, or straight from the database. */
export type Where = Pick<Tx, 'query'> | Database;

/** Rows of one statement. */
export function select<T>(where: Where, sql: string, params: unknown[] = []): Promise<T[]> {
  return 'query' in where ? where.query<T>(sql, params) : read<T>(where, sql, params);
}
