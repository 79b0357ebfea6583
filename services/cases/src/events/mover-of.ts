import type { Envelope } from '@vardgraf/schema/events/envelope';

/** Who did elsewhere what moves the case here, for its history: the event's own actor. */
export function moverOf({ actor }: Envelope): { byKind: 'PATIENT' | 'STAFF' | 'SYSTEM'; byId: string | null } {
  return actor.kind === 'PATIENT' || actor.kind === 'STAFF' ? { byKind: actor.kind, byId: actor.id } : { byKind: 'SYSTEM', byId: null };
}
