import type { EventData } from '@vardgraf/schema/events/catalogue';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Session } from '../domain/session';
import { saveSession } from '../storage/session-store';

type SessionEventType = 'session.finished' | 'session.abandoned' | 'session.left-unfinished' | 'emergency.referred';

/** An event about a session before it has its number. */
export type SessionEvent = { [T in SessionEventType]: { type: T; data: EventData<T> } }[SessionEventType];

export interface Change {
  before: Session;
  after: Session;
  /** The operation, for the log. */
  verb: string;
  what: string;
  /** Why, as a code, and in words that stay here. */
  reason?: string | undefined;
  note?: string | undefined;
  events?: SessionEvent[];
  requestId?: string | undefined;
}

/** Stores a change of a session with its events, each with the next version, and its audit row. */
export async function recordChange(tx: Tx, { before, after, verb, what, reason, note, events = [], requestId }: Change): Promise<Session> {
  const stored = { ...after, version: before.version + events.length };
  await saveSession(tx, before, stored);
  events.forEach((event, i) => {
    tx.emit({ ...event, aggregateId: stored.id, version: before.version + i + 1, regionId: stored.regionId } as Parameters<Tx['emit']>[0]);
  });
  tx.audit({ action: verb, what, patientId: stored.patientId, ...(stored.caseId ? { caseId: stored.caseId } : {}), ...(requestId ? { requestId } : {}), ...(reason ? { reason } : {}), ...(note ? { note } : {}) });
  return stored;
}
