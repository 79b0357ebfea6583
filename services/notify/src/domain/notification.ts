import type { TemplateName } from './templates';

export type Channel = 'SMS' | 'EMAIL' | 'WEB_PUSH' | 'IN_APP';
export type Language = 'sv' | 'en';

/** How much a message tells whoever happens to read it, from least to most (BEY-8). */
export const privacyClasses = ['NOTHING', 'SERVICE', 'UNIT'] as const;
export type PrivacyClass = (typeof privacyClasses)[number];

/** One message to one person. */
export interface Notification {
  id: string;
  regionId: string;
  patientId: string;
  /** What it is about and when it was decided: two rows never have the same, so nothing is said twice. */
  businessKey: string;
  channel: Channel;
  template: TemplateName;
  privacyClass: PrivacyClass;
  caseId: string | null;
  bookingId: string | null;
  threadId: string | null;
  unitId: string | null;
  /** The device of a message of the channel WEB_PUSH. */
  pushDeviceId: string | null;
  /** The visit's beginning. */
  startsAt: Date | null;
  state: NotificationState;
  dueAt: Date;
  /** After this it tells nothing that is still true. */
  usefulUntil: Date | null;
  createdAt: Date;
  attempts: number;
  sentAt: Date | null;
  deliveredAt: Date | null;
  /** As it was handed to the operator; nobody but the person reads it. */
  text: string | null;
  /** The operator's own name of it. */
  externalId: string | null;
  /** A code. */
  reason: string | null;
  /** Number of the last event about it. */
  version: number;
}

export const notificationStates = ['PLANNED', 'SENDING', 'SENT', 'DELIVERED', 'FAILED', 'UNKNOWN', 'CANCELLED'] as const;
export type NotificationState = (typeof notificationStates)[number];

/**
 * Where a message may go from where it is (NOT-1). PLANNED again only while it is certain that the operator has not taken it. UNKNOWN: nobody
 * knows whether it was taken; it is never sent again, and a receipt may still tell.
 */
export const notificationMoves = {
  PLANNED: ['SENDING', 'FAILED', 'CANCELLED'],
  SENDING: ['PLANNED', 'SENT', 'DELIVERED', 'FAILED', 'UNKNOWN'],
  UNKNOWN: ['SENT', 'DELIVERED', 'FAILED'],
  SENT: ['DELIVERED', 'FAILED'],
  DELIVERED: [],
  FAILED: [],
  CANCELLED: [],
} as const satisfies Record<NotificationState, readonly NotificationState[]>;

/** Whether the move is in the table; what is not changes nothing. */
export function mayMove(from: NotificationState, to: NotificationState): boolean {
  return (notificationMoves[from] as readonly NotificationState[]).includes(to);
}
