import { type DocumentNode, print } from 'graphql';

/**
 * A GraphQL document that knows what it answers (`Data`) and asks (`Variables`): our own from `operations.ts`, a `TypedDocumentNode`, or a `TypedDocumentString`
 * of GraphQL Code Generator.
 */
export type TypedDocument<Data, Variables> = (string | DocumentNode | { toString(): string }) & { __apiType?: (variables: Variables) => Data };

/** The text of a document as it is sent. */
export function textOf(document: string | DocumentNode | { toString(): string }): string {
  if (typeof document === 'string') return document;
  return 'kind' in document ? print(document) : document.toString();
}
