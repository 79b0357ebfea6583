import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DefinitionNode, type DocumentNode, Kind, parse, print, visit } from 'graphql';

/** Every subgraph of the graph; `live` is virtual: its fields are answered by the gateway itself. */
export const subgraphNames = ['directory', 'triage', 'cases', 'booking', 'messaging', 'notify', 'oversight', 'live'] as const;
export type SubgraphName = (typeof subgraphNames)[number];

const folder = join(__dirname, '..', 'graphql');

/** The SDL of one subgraph as text, with the types all subgraphs share. `live` takes what it names from its owners. */
export function subgraphSdl(name: SubgraphName): string {
  const own = sdlFiles(name).map((file) => readFileSync(file, 'utf8')).join('\n');
  return name === 'live' ? `${own}\n${borrowed(own)}` : `${own}\n${readFileSync(join(folder, 'common.graphql'), 'utf8')}`;
}

/** Inputs, enums and scalars that `live` names, as their owners define them: a filter of a live field is never another one than the query's. */
function borrowed(sdl: string): string {
  const owned = new Map<string, DefinitionNode>();
  for (const owner of ['cases', 'messaging'] as const) {
    for (const definition of subgraphDocument(owner).definitions) {
      if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION || definition.kind === Kind.ENUM_TYPE_DEFINITION || definition.kind === Kind.SCALAR_TYPE_DEFINITION) owned.set(definition.name.value, definition);
    }
  }
  const taken = new Map<string, DefinitionNode>();
  const take = (node: DefinitionNode | DocumentNode): void => void visit(node, {
    NamedType({ name: { value } }) {
      const definition = owned.get(value);
      if (!definition || taken.has(value)) return;
      taken.set(value, definition);
      take(definition);
    },
  });
  take(parse(sdl));
  return [...taken.values()].map((definition) => print(definition)).join('\n\n');
}

/** `graphql/<name>.graphql`, or all files of `graphql/<name>/` where one file would be too long to read. */
function sdlFiles(name: SubgraphName): string[] {
  const parts = join(folder, name);
  if (!existsSync(parts)) return [`${parts}.graphql`];
  return readdirSync(parts).filter((file) => file.endsWith('.graphql')).sort().map((file) => join(parts, file));
}

/** The SDL of one subgraph, parsed. */
export function subgraphDocument(name: SubgraphName): DocumentNode {
  return parse(subgraphSdl(name));
}

/** The composed supergraph as checked in; CI fails when it is stale. */
export function supergraphSdl(): string {
  return readFileSync(join(folder, '..', 'supergraph.graphql'), 'utf8');
}
