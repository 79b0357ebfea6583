import type { z } from 'zod';
import { auditRecorded } from './audit-events';
import { bookingEvents } from './booking-events';
import { caseEvents } from './case-events';
import { consultationEvents } from './consultation-events';
import { directoryEvents } from './directory-events';
import { messagingEvents } from './messaging-events';
import { notifyEvents } from './notify-events';
import { shiftEvents } from './shift-events';
import { signOffEvents } from './sign-off-events';
import { triageEvents } from './triage-events';

/** Every event of the platform: type → schema of its data. A type that is not here does not exist. */
export const eventData = {
  ...directoryEvents,
  ...triageEvents,
  ...caseEvents,
  ...consultationEvents,
  ...shiftEvents,
  ...signOffEvents,
  ...bookingEvents,
  ...messagingEvents,
  ...notifyEvents,
  'audit.recorded': auditRecorded,
} as const;

export type EventType = keyof typeof eventData;
export type EventData<T extends EventType> = z.infer<(typeof eventData)[T]>;

export const eventTypes = Object.keys(eventData) as [EventType, ...EventType[]];

/** The NATS subject of an event. */
export function eventSubject(source: string, type: EventType): string {
  return `care.${source}.${type}.v1`;
}
