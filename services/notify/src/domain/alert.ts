export type AlertCause = 'OPENED' | 'ESCALATED' | 'HANDOVER_OVERDUE';
export type AlertStatus = 'RAISED' | 'DELIVERED' | 'ACKNOWLEDGED' | 'SILENT' | 'FAILED' | 'CLEARED';

/** 'A case must be taken', to the phones of one unit (NOT-3). */
export interface Alert {
  id: string;
  regionId: string;
  caseId: string;
  unitId: string;
  /** Whose silence has led here; the unit itself at first. */
  firstUnitId: string;
  cause: AlertCause;
  /** The escalation's step; 0 for what is none. */
  step: number;
  /** The group of phones; null when there is none. */
  groupId: string | null;
  urgencyRank: number;
  status: AlertStatus;
  raisedAt: Date;
  deliveredAt: Date | null;
  acknowledgedAt: Date | null;
  /** Since when nobody has answered. */
  silentAt: Date | null;
  /** Since when it could not be raised. */
  failedAt: Date | null;
  clearedAt: Date | null;
  /** A code. */
  reason: string | null;
  attempts: number;
  /** The alarm system's own name of it, once it has said that. */
  externalId: string | null;
  /** An answer did not come: the alarm system may have it. */
  maybeThere: boolean;
  /** The urgency that the alarm system knows. */
  toldRank: number | null;
  /** The alarm system has been told that it is over, or need not be. */
  toldCleared: boolean;
  version: number;
}

/**
 * Where an alert may go from where it is (BEY-4). Only forwards: whoever answers late has answered, and what is cleared is over. A call-back that
 * comes twice or out of order finds no row here.
 */
export const alertMoves = {
  RAISED: ['DELIVERED', 'ACKNOWLEDGED', 'SILENT', 'FAILED', 'CLEARED'],
  DELIVERED: ['ACKNOWLEDGED', 'SILENT', 'CLEARED'],
  FAILED: ['ACKNOWLEDGED', 'CLEARED'],
  SILENT: ['ACKNOWLEDGED', 'CLEARED'],
  ACKNOWLEDGED: ['CLEARED'],
  CLEARED: [],
} as const satisfies Record<AlertStatus, readonly AlertStatus[]>;

/** Statuses of alerts about cases that still wait. */
export const openAlertStatuses = (Object.keys(alertMoves) as AlertStatus[]).filter((status) => status !== 'CLEARED');

/** Whether the move is in the table; what is not changes nothing. */
export function mayMoveAlert(from: AlertStatus, to: AlertStatus): boolean {
  return (alertMoves[from] as readonly AlertStatus[]).includes(to);
}

/** A unit whose alerts reach nobody now (NOT-3). */
export interface AlertFault {
  unitId: string;
  kind: 'NO_DESTINATION' | 'LAST_ALERT_FAILED' | 'NOBODY_ANSWERED';
  since: Date;
}

/** What phones show. No patient, no unit, nothing of the case (NOT-3). */
export const alertText = 'Ett ärende måste tas emot.';

/** What the alarm system has still to be told; undefined when it knows all. */
export type Errand = 'RAISE' | 'UPDATE' | 'CLEAR';

/** An alert is raised until it is there or over; its urgency and its end are told to whoever has it. */
export function errandOf(a: Alert): Errand | undefined {
  if (a.groupId === null) return undefined;
  if (a.status === 'CLEARED') return !a.toldCleared && (a.externalId !== null || a.maybeThere) ? 'CLEAR' : undefined;
  if (a.reason === 'REFUSED') return undefined;
  if (a.externalId === null) return 'RAISE';
  return a.toldRank !== a.urgencyRank && a.status !== 'ACKNOWLEDGED' ? 'UPDATE' : undefined;
}

/** What an alarm system's answer means. Raising twice with one reference is one alarm, so whatever is not known is tried again. */
export type AlarmAnswer = { is: 'DONE'; externalId: string } | { is: 'GONE' } | { is: 'REFUSED' } | { is: 'TRY_AGAIN'; maybeThere: boolean };

const pauses = [1, 2, 5, 10, 30] as const;

/** Seconds before the next try: a case waits, so it never ends before the case does; a minute at most. */
export function alarmPause(attempts: number): number {
  return pauses[attempts - 1] ?? 60;
}

/** What becomes of an alert that nobody has acknowledged in time: silent when the phones had it, failed when they never did. */
export function unanswered(a: Pick<Alert, 'status' | 'externalId'>): 'SILENT' | 'FAILED' | undefined {
  if (a.status !== 'RAISED' && a.status !== 'DELIVERED') return undefined;
  return a.externalId === null && a.status === 'RAISED' ? 'FAILED' : 'SILENT';
}
