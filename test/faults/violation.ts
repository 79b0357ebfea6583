import type { Client } from 'pg';

/** One broken promise: which invariant, and what was found, as ids and codes. */
export interface Violation {
  invariant: `I${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}` | 'SAF-5';
  found: string;
  /** The rule that says so. */
  rule?: string;
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

/** The same rows in both statements, or what stands in one only: the first five of each. */
export async function sameRows(evidence: Evidence, invariant: Violation['invariant'], name: string, kept: string, rebuilt: string, params: unknown[] = []): Promise<Violation[]> {
  return broken(evidence, invariant, `
    (SELECT '${name}: kept, not in the source: ' || k::text AS found FROM ((${kept}) EXCEPT ALL (${rebuilt})) k LIMIT 5)
    UNION ALL (SELECT '${name}: in the source, not kept: ' || r::text FROM ((${rebuilt}) EXCEPT ALL (${kept})) r LIMIT 5)`, params);
}

/** The violations of several statements of one invariant, where the services that they speak of have schemas. */
export async function brokenAny(evidence: Evidence, services: readonly string[], invariant: Violation['invariant'], statements: readonly string[]): Promise<Violation[]> {
  if (!services.every((service) => evidence.services.includes(service))) return [];
  const found: Violation[] = [];
  for (const sql of statements) found.push(...(await broken(evidence, invariant, sql)));
  return found;
}
