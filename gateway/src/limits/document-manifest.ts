import { createHash } from 'node:crypto';
import { type DocumentNode, type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse, print, visit } from 'graphql';
import { z } from 'zod';

/** A list of operations in the form that Apollo's tools write and read. */
export const manifestSchema = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string().min(1), name: z.string(), type: z.enum(['query', 'mutation', 'subscription']), body: z.string().min(1) })),
});
export type DocumentManifest = z.infer<typeof manifestSchema>;

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits: the id of a document. */
export function documentId(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * The operations of some files, each with the fragments it uses, in order of name. Fragments may lie in any of the files.
 * @throws Error naming an operation without a name, a name or fragment that is there twice, or a fragment that is not there
 */
export function manifestOf(files: { path: string; text: string }[]): DocumentManifest {
  const definitions = files.flatMap(({ path, text }) => parse(text, { noLocation: true }).definitions.map((definition) => ({ path, definition })));
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations = new Map<string, { path: string; definition: OperationDefinitionNode }>();
  for (const { path, definition } of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) once(fragments, definition.name.value, definition, path);
    else if (definition.kind === Kind.OPERATION_DEFINITION && definition.name) once(operations, definition.name.value, { path, definition }, path);
    else throw new Error(`${path}: only operations with a name, and fragments`);
  }
  const sorted = [...operations].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    format: 'apollo-persisted-query-manifest', version: 1,
    operations: sorted.map(([name, { path, definition }]) => {
      const body = print({ kind: Kind.DOCUMENT, definitions: [definition, ...used(definition, fragments, path)] } satisfies DocumentNode);
      return { id: documentId(body), name, type: definition.operation, body };
    }),
  };
}

function once<T>(into: Map<string, T>, name: string, value: T, path: string): void {
  if (into.has(name)) throw new Error(`${path}: ${name} is there twice`);
  into.set(name, value);
}

/** Fragments that an operation spreads, and those that they spread, in order of name. */
function used(operation: OperationDefinitionNode, fragments: Map<string, FragmentDefinitionNode>, path: string): FragmentDefinitionNode[] {
  const found = new Map<string, FragmentDefinitionNode>();
  const look = (node: OperationDefinitionNode | FragmentDefinitionNode) => visit(node, {
    FragmentSpread({ name: { value } }) {
      const fragment = fragments.get(value);
      if (!fragment) throw new Error(`${path}: there is no fragment ${value}`);
      if (found.has(value)) return;
      found.set(value, fragment);
      look(fragment);
    },
  });
  look(operation);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fragment]) => fragment);
}
