import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Actor } from '@vardgraf/service-kit/actor';
import { badInput, Fault } from '@vardgraf/service-kit/fault';
import { readBody } from '@vardgraf/service-kit/http';
import type { DocumentCheck } from '../limits/document-check';
import { limits } from '../limits/limits';
import type { DocumentRequest, TrustedDocuments } from '../limits/trusted-documents';
import type { SocketOperation } from '../live/prepare';

/** A request's words as they came in. */
export interface AskedWords {
  /** From `?` on; empty without. */
  search: string;
  /** The body of a POST. */
  text: string | undefined;
}

/** What Apollo Server is given. */
export interface AskedOperation {
  search: string;
  body: Record<string, unknown> | undefined;
  /** The document; undefined when there is none, which Apollo Server refuses in the standard's words. */
  query: string | undefined;
}

/** @throws BodyTooLarge */
export async function readWords(request: IncomingMessage): Promise<AskedWords> {
  const search = /\?.*$/.exec(request.url ?? '')?.[0] ?? '';
  return { search, text: request.method === 'POST' ? await readBody(request, limits.bodyBytes) : undefined };
}

/**
 * The operation that the words ask for, its document in full: an id has become the text it stands for.
 * @throws Fault BAD_INPUT for what is not one operation, and for a document that may not be sent
 */
export function operationOf(words: AskedWords, request: IncomingMessage, trusted: TrustedDocuments, caller: Actor | undefined): AskedOperation {
  if (words.text === undefined) {
    const parameters = new URLSearchParams(words.search);
    const query = trusted.textOf(searchRequest(parameters), caller);
    if (query === undefined || query === parameters.get('query')) return { search: words.search, body: undefined, query };
    for (const place of [...idPlaces, 'extensions']) parameters.delete(place);
    parameters.set('query', query);
    return { search: `?${parameters.toString()}`, body: undefined, query };
  }
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return { search: words.search, body: undefined, query: undefined };
  const body = parseBody(words.text);
  const query = trusted.textOf(body, caller);
  return { search: words.search, body: query === undefined ? body : inFull(body, query), query };
}

const operationShape = z.object({
  query: z.string().nullish(), operationName: z.string().nullish(), variables: z.record(z.string(), z.unknown()).nullish(),
  documentId: z.unknown().optional(), id: z.unknown().optional(), extensions: z.unknown().optional(),
});

/** The operation as it was asked for; its id, if it has one, still stands for its document. @throws Fault BAD_INPUT for what is not one operation */
export function askedIn(words: AskedWords, request: IncomingMessage): SocketOperation {
  if (words.text !== undefined && !/^application\/json\b/i.test(request.headers['content-type'] ?? '')) throw new Fault('BAD_INPUT', 'Send the operation as application/json.');
  const read = operationShape.safeParse(words.text === undefined ? inSearch(new URLSearchParams(words.search)) : parseBody(words.text));
  if (!read.success) throw badInput(read.error.issues[0]!.path.join('.'), 'is not of the form that GraphQL over HTTP has');
  return { ...read.data, query: read.data.query ?? '' };
}

function inSearch(parameters: URLSearchParams): Record<string, unknown> {
  const [operationName, variables] = [parameters.get('operationName'), parameters.get('variables')];
  return { ...searchRequest(parameters), operationName, variables: variables === null ? undefined : parsed('variables', variables) };
}

/** The one operation of a document needs no name beside it: with and without, it has the same plan. */
export function withoutNeedlessName(body: Record<string, unknown>, documents: DocumentCheck, query: string): Record<string, unknown> {
  const { operationName, ...others } = body;
  return typeof operationName === 'string' && documents.facts(query)?.soleName === operationName ? others : body;
}

const idPlaces = ['documentId', 'id'] as const;

/** Apollo Server answers its own kind of id with a refusal, so none is handed on. */
function inFull(body: Record<string, unknown>, query: string): Record<string, unknown> {
  const { documentId: _documentId, id: _id, extensions, ...others } = body;
  const persisted = typeof extensions === 'object' && extensions !== null && 'persistedQuery' in extensions;
  return { ...others, ...(extensions !== undefined && !persisted && { extensions }), query };
}

function searchRequest(parameters: URLSearchParams): DocumentRequest {
  const { query, documentId, id, extensions } = Object.fromEntries(parameters);
  return { query, documentId, id, extensions: extensions === undefined ? undefined : parsed('extensions', extensions) };
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Fault('BAD_INPUT', `${name} is not JSON.`);
  }
}

function parseBody(text: string): Record<string, unknown> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Fault('BAD_INPUT', 'The body is not JSON.');
  }
  if (Array.isArray(body)) throw new Fault('BAD_INPUT', 'Send one operation a request; batches are not accepted.');
  if (typeof body !== 'object' || body === null) throw new Fault('BAD_INPUT', 'The body is not a JSON object.');
  return body as Record<string, unknown>;
}
