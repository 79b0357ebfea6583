import { parse, print } from 'graphql';
import type { Actor } from '@vardgraf/service-kit/actor';
import { Fault } from '@vardgraf/service-kit/fault';
import type { Log } from '@vardgraf/service-kit/log';
import type { GatewayMetrics } from '../metrics';
import { type DocumentManifest, documentId } from './document-manifest';
import { limits } from './limits';

export type TrustMode = 'off' | 'log' | 'enforce';

/** How a request may name its document: by its text, or by an id in one of the three places where clients put it. */
export interface DocumentRequest {
  query?: unknown;
  /** GraphQL over HTTP, appendix A: `sha256:<hex>`. */
  documentId?: unknown;
  /** Clients of graphql-ws and Relay. */
  id?: unknown;
  /** Apollo clients: `{persistedQuery: {version: 1, sha256Hash}}`. */
  extensions?: unknown;
}

/** Texts whose standing is remembered. */
const maxKept = 2_000;

/**
 * Documents that were published with our front ends. `enforce` runs no other for people and for whoever has no token; partners send what they like
 * within limits and cost. `log` tells of each other text once, by its id alone: the text may carry a person's data. Ids work in every mode.
 */
export class TrustedDocuments {
  private readonly byId: ReadonlyMap<string, string>;
  private readonly names: ReadonlyMap<string, string>;
  /** Names of texts; undefined for those that nobody has published. */
  private readonly standing = new Map<string, string | undefined>();

  constructor(readonly operations: DocumentManifest['operations'], private readonly mode: TrustMode, private readonly metrics: GatewayMetrics, private readonly log: Log) {
    this.byId = new Map(operations.map(({ id, body }) => [id, body]));
    this.names = new Map(operations.map(({ id, name }) => [id, name]));
  }

  /**
   * The text to run; undefined when the request names none.
   * @throws Fault BAD_INPUT for an id that is unknown or not of the text beside it, and under `enforce` for a text that is not published
   */
  textOf(request: DocumentRequest, caller: Actor | undefined): string | undefined {
    const asked = idOf(request);
    const text = typeof request.query === 'string' && request.query !== '' ? request.query : undefined;
    if (asked !== undefined && text === undefined) return this.published(asked, caller);
    if (text === undefined) return undefined;
    if (asked !== undefined && asked !== documentId(text) && this.byId.get(asked) !== text) throw new Fault('BAD_INPUT', 'The id is not that of the text beside it. Send one of the two.');
    if (this.mode === 'off' || !isPerson(caller)) return text;
    const trusted = this.trusts(text);
    this.metrics.documents.inc({ published: trusted ? 'yes' : 'no' });
    if (!trusted && this.mode === 'enforce') throw new Fault('BAD_INPUT', unpublishedWords);
    return text;
  }

  private published(id: string, caller: Actor | undefined): string {
    const text = this.byId.get(id);
    if (text !== undefined) return text;
    // The words on which Apollo's clients send the text instead, which helps nobody under `enforce`.
    throw new Fault('BAD_INPUT', this.mode === 'enforce' && isPerson(caller) ? unpublishedWords : 'PersistedQueryNotFound');
  }

  /** The name under which a text is published: by its bytes, or, so that spaces and comments do not matter, as it is printed. */
  nameOf(text: string): string | undefined {
    if (this.standing.has(text) || text.length > limits.documentLength) return this.standing.get(text);
    const name = this.names.get(documentId(text)) ?? this.names.get(documentId(printed(text)));
    if (this.standing.size >= maxKept) this.standing.delete(this.standing.keys().next().value!);
    this.standing.set(text, name);
    return name;
  }

  private trusts(text: string): boolean {
    const met = this.standing.has(text);
    const trusted = this.nameOf(text) !== undefined;
    if (!trusted && !met && this.mode === 'log') this.log.info({ documentId: documentId(text) }, 'a document that no front end has published');
    return trusted;
  }
}

const unpublishedWords = 'This document has not been published with a front end. Send a published one, by its text or its id; partners send others with their own token.';

/** Machines with a token of their own are held by limits and cost alone. */
function isPerson(caller: Actor | undefined): boolean {
  return caller === undefined || caller.kind === 'PATIENT' || caller.kind === 'STAFF';
}

function idOf({ documentId, id, extensions }: DocumentRequest): string | undefined {
  const persisted = (extensions as { persistedQuery?: { sha256Hash?: unknown } } | null | undefined)?.persistedQuery?.sha256Hash;
  const given = [documentId, id, persisted].find((one): one is string => typeof one === 'string' && one !== '');
  return given?.replace(/^sha256:/, '');
}

/** Text that does not parse stays as it is: whoever executes it says so in the parser's words. */
function printed(text: string): string {
  try {
    return print(parse(text, { maxTokens: limits.tokens, noLocation: true }));
  } catch {
    return text;
  }
}
