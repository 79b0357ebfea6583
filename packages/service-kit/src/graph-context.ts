import type { Actor, Language } from './actor';
import type { NewAudit } from './transaction';
import type { Database } from './postgres';
import type { Log } from './log';

/** What every resolver gets; one a request. */
export interface GraphContext {
  actor: Actor | undefined;
  /** The verified token itself, for the one question another service may be asked. */
  token: string | undefined;
  language: Language;
  db: Database;
  log: Log;
  requestId: string;
  /** Notes a look at patient data; all of a request are written before its response, or the response is INTERNAL (AUD-1). */
  disclose(what: NewAudit): void;
  /** A batching loader that lives as long as the request, by name. */
  loader<K, V>(name: string, batch: (keys: readonly K[]) => Promise<(V | null)[]>): (key: K) => Promise<V | null>;
}
