import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { Tx } from '@vardgraf/service-kit/transaction';

/** Where a store reads: in a transaction, or straight from the database. */
export type Where = Tx | Database;

/** Rows of one statement. */
export function select<T>(where: Where, sql: string, params: unknown[] = []): Promise<T[]> {
  return 'query' in where ? where.query<T>(sql, params) : read<T>(where, sql, params);
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The ids that can be ids of rows; what clients send instead is simply not found. */
export function onlyUuids(ids: readonly string[]): string[] {
  return ids.map((id) => id.toLowerCase()).filter((id) => uuid.test(id));
}
