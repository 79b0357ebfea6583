import type { Actor, Language } from '@vardgraf/service-kit/actor';

/** On whose behalf subgraphs are asked; the context of every operation at the gateway. */
export interface FetchContext {
  /** The header value that goes on to the subgraphs; the caller's token, or the gateway's own for shared live resolution. */
  authorization: string | undefined;
  /** The caller; undefined when anonymous. */
  actor: Actor | undefined;
  language: Language;
  requestId: string;
  /** Called when the operation's first request leaves for a subgraph: from then on the answer may be older than what a later caller has written. */
  written?: () => void;
  /** Called for each question to a subgraph, also where it joins another one. */
  asked?: () => void;
  /** The operation is planned and not executed. */
  planOnly?: true;
}

/** Fetches of one scope may share an answer: same rights, same language. */
export function fetchScope(context: FetchContext): string {
  return `${context.language}\0${context.authorization ?? ''}`;
}
