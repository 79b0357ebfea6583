import type { Line, MessageKind, SenderKind } from './codes';
import type { Greeting } from './greeting';

/** What is said, before it has its place. */
export interface Saying {
  id: string;
  kind: MessageKind;
  event: Line | null;
  senderKind: SenderKind;
  /** The person who wrote; null for the platform. */
  senderId: string | null;
  /** Whom a greeting or a line names. */
  staffId: string | null;
  clientId: string | null;
  text: string | null;
  greeting: Greeting | null;
  /** The notification that a line tells of. */
  cause: string | null;
  sentAt: Date;
}

/** A message at its place. */
export interface Message extends Saying {
  threadId: string;
  seq: number;
}

const nothing = { event: null, senderId: null, staffId: null, clientId: null, text: null, greeting: null, cause: null } as const;

/** What a person writes. */
export function written(given: { id: string; senderKind: Exclude<SenderKind, 'SYSTEM'>; senderId: string; clientId: string; text: string; sentAt: Date }): Saying {
  return { ...nothing, ...given, kind: 'TEXT' };
}

/** Something that happened, as a line (VIS-1). */
export function lineOf(given: { id: string; event: Line; sentAt: Date; staffId?: string | null; cause?: string }): Saying {
  return { ...nothing, ...given, staffId: given.staffId ?? null, cause: given.cause ?? null, kind: 'EVENT', senderKind: 'SYSTEM' };
}

/** The automatic greeting (VIS-1). */
export function greetingOf(given: { id: string; staffId: string; greeting: Greeting; sentAt: Date }): Saying {
  return { ...nothing, ...given, kind: 'GREETING', senderKind: 'SYSTEM' };
}

/** Whether the message is one that staff are expected to read: the patient's, or in a consultation the asker's. */
export function isOfPatientsSide(senderKind: SenderKind): boolean {
  return senderKind === 'PATIENT' || senderKind === 'PROXY' || senderKind === 'ASKER';
}
