/**
 * Fails when the graph that clients see has lost something since the last committed state, unless docs/breaking-changes.md names it.
 * `tsx scripts/check-breaking.ts [git ref]`: compares what packages/schema composes to now with packages/schema/api.graphql as committed at HEAD,
 * at its parent (so that a commit is caught that changes both), and at the ref if one is given.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Supergraph } from '@apollo/federation-internals';
import { buildSchema, findBreakingChanges, printSchema } from 'graphql';
import { supergraphSdl } from '@vardgraf/schema/subgraphs';

const root = join(__dirname, '..');
const recorded = 'packages/schema/api.graphql';

/** The schema that clients see, as SDL: the supergraph without its joins and without what is inaccessible. */
export function apiSdl(supergraph: string): string {
  return `${printSchema(Supergraph.build(supergraph, { validateSupergraph: false }).apiSchema().toGraphQLJSSchema())}\n`;
}

/** Sentences for what a client of `before` would miss in `now`, without those that `accepted` (docs/breaking-changes.md) names in backticks. */
export function unlistedBreaks(before: string, now: string, accepted: string): string[] {
  const listed = new Set([...accepted.matchAll(/`([^`]+)`/g)].map((match) => match[1]));
  const changes = findBreakingChanges(buildSchema(before), buildSchema(now)).map(({ description }) => description);
  return changes.filter((description) => !listed.has(description));
}

/** The text of docs/breaking-changes.md. */
export function acceptedBreaks(): string {
  const file = join(root, 'docs/breaking-changes.md');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** The recorded schema as committed; undefined where there is no such commit, file, or git. */
function committed(ref: string): string | undefined {
  try {
    return execFileSync('git', ['show', `${ref}:${recorded}`], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 64 * 1024 * 1024 });
  } catch {
    return undefined;
  }
}

function main(): number {
  const now = apiSdl(supergraphSdl());
  const befores = [readFileSync(join(root, recorded), 'utf8'), ...['HEAD', 'HEAD^', ...process.argv.slice(2)].map(committed)].filter((sdl) => sdl !== undefined);
  const breaks = new Set(befores.flatMap((before) => unlistedBreaks(before, now, acceptedBreaks())));
  for (const line of breaks) process.stderr.write(`${line}\n`);
  if (breaks.size === 0) return 0;
  process.stderr.write('Clients would break. Keep the old beside the new and deprecate it, or list the sentences in docs/breaking-changes.md.\n');
  return 1;
}

if (require.main === module) process.exit(main());
