import type { Actor, Language } from '@vardgraf/service-kit/actor';

/** On whose behalf subgraphs are asked; the context of every operation at the gateway. */
export interface FetchContext {
  /** The header value that goes on to the subgraphs; the caller's token, or the gateway's own for shared live resolution. */
  authorization: string | undefined;
  /** The caller; undefined when anonymous. */
  actor: Actor | undefined;
  language: Language;
  requestId: string;
}

/** Fetches of one scope may share an answer: same rights, same language. */
export function fetchScope(context: FetchContext): string {
  return `${context.language}\0${context.authorization ?? ''}`;
}
