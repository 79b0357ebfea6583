import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Language } from '@vardgraf/service-kit/actor';
import { languageOf } from '@vardgraf/service-kit/actor';
import { Fault } from '@vardgraf/service-kit/fault';
import { BodyTooLarge, type Handler, sendJson } from '@vardgraf/service-kit/http';
import type { Log } from '@vardgraf/service-kit/log';
import type { Database } from '@vardgraf/service-kit/postgres';
import { publicError } from '@vardgraf/service-kit/public-errors';
import { acceptLanguage } from '@vardgraf/service-kit/subgraph';
import { bearer, type VerifyToken } from '@vardgraf/service-kit/tokens';
import { type NewAudit, transact } from '@vardgraf/service-kit/transaction';
import { mayAssist } from '../operations/may-assist';
import { readingOf } from '../operations/read-session';
import type { Asker } from '../operations/own-session';

/** What the HTTP doors need of the started service. */
export interface HttpDeps {
  db: Database;
  log: Log;
  verify: VerifyToken;
}

/** One request by somebody who may go through the questions, or look at them. */
export interface Asked {
  asker: Asker;
  db: Database;
  language: Language;
  requestId: string;
  request: IncomingMessage;
  response: ServerResponse;
  /** Stands in the log before the answer is sent, or the answer is a fault (AUD-1). */
  disclose(what: NewAudit): Promise<void>;
}

/** How a refusal is written: as the format of the door has it. */
export type WriteFault = (response: ServerResponse, status: number, code: string, message: string) => void;

const statuses: Record<string, number> = { UNAUTHENTICATED: 401, BAD_INPUT: 400, TOO_MANY: 429, CONFLICT_RETRY: 409, INTERNAL: 500 };

/** Asks for the same token as the graph, and masks faults as it does. Only staff who triage by telephone, or have a case in hand, get further than a look. */
export function door(deps: HttpDeps, write: WriteFault, answer: (asked: Asked) => Promise<void>): Handler {
  return async (request, response) => {
    const given = request.headers['x-request-id'];
    const requestId = typeof given === 'string' ? given : randomUUID();
    response.setHeader('x-request-id', requestId);
    response.setHeader('cache-control', 'no-store');
    try {
      const token = bearer(request.headers.authorization);
      if (token === undefined) throw new Fault('UNAUTHENTICATED', 'Log in first.');
      const { actor } = await deps.verify(token);
      const asker = askerOf(actor);
      if (!asker) return write(response, 403, 'NOT_PERMITTED', 'This is for patients, staff and telephone triage.');
      const language = acceptLanguage(request.headers['accept-language']) ?? languageOf(asker);
      const disclose = (what: NewAudit): Promise<void> => transact(deps.db, asker, async (tx) => tx.audit({ ...what, requestId }));
      await answer({ asker, db: deps.db, language, requestId, request, response, disclose });
    } catch (error) {
      if (error instanceof BodyTooLarge) {
        response.setHeader('connection', 'close');
        return write(response, 413, 'TOO_LARGE', 'The body is too large.');
      }
      const { message, extensions } = publicError({ message: 'fault' }, error instanceof SyntaxError ? new Fault('BAD_INPUT', 'The body is not JSON.') : error, deps.log);
      const code = String(extensions?.['code']);
      write(response, statuses[code] ?? 500, code, code === 'INTERNAL' ? `${message} ${String(extensions?.['id'])}` : message);
    }
  };
}

function askerOf(actor: Awaited<ReturnType<VerifyToken>>['actor']): Asker | undefined {
  if (actor.kind === 'PATIENT' || actor.kind === 'STAFF') return actor;
  return actor.kind === 'PARTNER' && actor.scopes.includes('triage:assist') ? actor : undefined;
}

/** Whether the caller may go through questions, as `startTriage` in the graph decides it. */
export async function mayAsk({ asker, db }: Asked): Promise<boolean> {
  return asker.kind !== 'STAFF' || mayAssist(readingOf(db), asker);
}

/** A refusal as the rest of the platform writes it. */
export const plainFault: WriteFault = (response, status, code, message) => sendJson(response, status, { code, message });
