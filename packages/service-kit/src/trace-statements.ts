import type { QueryRunner } from 'typeorm';
import { inSpan, isTracing, type SpanStart } from './tracing';

/** From now on every statement of this lent connection is a span of the running trace: its text with placeholders, never its parameters. */
export function traceStatements(runner: QueryRunner): void {
  if (!isTracing()) return;
  const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<never>;
  runner.query = ((...args: [sql: string, ...unknown[]]) => inSpan(statementSpan(args[0]), () => query(...args))) as QueryRunner['query'];
}

/** The span of one statement: verb and first table in its name. */
export function statementSpan(sql: string): SpanStart {
  const verb = /^\s*([A-Za-z]+)/.exec(sql)?.[1]?.toUpperCase() ?? 'SQL';
  const table = /\b(?:FROM|INTO|UPDATE)\s+((?:"?[a-z_]+"?\.)?"?[a-z_]+"?)(?=[\s(]|$)/.exec(sql)?.[1]?.replaceAll('"', '');
  return {
    name: table ? `${verb} ${table}` : verb,
    kind: 'client',
    attributes: { 'db.system.name': 'postgresql', 'db.operation.name': verb, ...(table && { 'db.collection.name': table }), 'db.query.text': sql },
  };
}
