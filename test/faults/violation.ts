import type { Client } from 'pg';

/** One broken promise: which invariant, and what was found, as ids and codes. */
export interface Violation {
  invariant: `I${1 | 2 | 3 | 4 | 6 | 7 | 8}` | 'SAF-5';
  found: string;
}

/** What a rule looks at: the whole database as its admin, and which services' schemas it has. */
export interface Evidence {
  admin: Client;
  services: readonly string[];
}

/** Rows of one statement. */
export async function select<T>(evidence: Evidence, sql: string, params: unknown[] = []): Promise<T[]> {
  return (await evidence.admin.query(sql, params)).rows as T[];
}

/** A rule that is one statement: every row with a column `found` is a violation. */
export async function broken(evidence: Evidence, invariant: Violation['invariant'], sql: string, params: unknown[] = []): Promise<Violation[]> {
  const rows = await select<{ found: string }>(evidence, sql, params);
  return rows.map(({ found }) => ({ invariant, found }));
}
