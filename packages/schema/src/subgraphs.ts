import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentNode, parse } from 'graphql';

/** Every subgraph of the graph; `live` is virtual: its fields are answered by the gateway itself. */
export const subgraphNames = ['directory', 'triage', 'cases', 'booking', 'messaging', 'notify', 'oversight', 'live'] as const;
export type SubgraphName = (typeof subgraphNames)[number];

const folder = join(__dirname, '..', 'graphql');

/** The SDL of one subgraph as text, with the types all subgraphs share. `live` needs none of those. */
export function subgraphSdl(name: SubgraphName): string {
  const own = readFileSync(join(folder, `${name}.graphql`), 'utf8');
  return name === 'live' ? own : `${own}\n${readFileSync(join(folder, 'common.graphql'), 'utf8')}`;
}

/** The SDL of one subgraph, parsed. */
export function subgraphDocument(name: SubgraphName): DocumentNode {
  return parse(subgraphSdl(name));
}

/** The composed supergraph as checked in; CI fails when it is stale. */
export function supergraphSdl(): string {
  return readFileSync(join(folder, '..', 'supergraph.graphql'), 'utf8');
}
