import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Case, Visibility } from '../domain/case';
import { addHistory, addVisibility, type HistoryEntry, insertCase } from '../storage/case-store';
import { accessChanged, afterwards, type CaseEvent } from './case-events';
import { scheduleEscalation } from './escalation-timers';
import { bumpUnits, emitNumbered } from './record-change';

/** A new case as the door behind it has made it. */
export interface Admission {
  opened: Case;
  visibility: readonly Visibility[];
  /** Whether the unit's phones shall ring (NOT-3). */
  alert: boolean;
  /** The operation's verb, for the log. */
  verb: string;
  /** Who brought it, for its history. */
  by: Pick<HistoryEntry, 'byKind' | 'byId'>;
}

/**
 * Stores a new case with everything that must accompany it (I6): its row, its history, its two numbered events, the counters of every unit that
 * sees it, the audit row, its first timer.
 * @returns false when the case is there already; then nothing has happened
 */
export async function admitCase(tx: Tx, { opened, visibility, alert, verb, by }: Admission): Promise<boolean> {
  const events: CaseEvent[] = [openedEvent(opened, alert), accessChanged(opened, visibility)];
  const stored = { ...opened, version: events.length };
  if (!(await insertCase(tx, stored))) return false;
  await addVisibility(tx, stored.id, visibility);
  await addHistory(tx, stored.id, { at: await tx.now(), action: 'RECEIVE', from: null, to: stored.status, ...by, reason: null });
  emitNumbered(tx, stored, 0, events);
  bumpUnits(tx, stored.id, [], visibility);
  tx.audit({ action: verb, what: 'case.opened', patientId: stored.patientId, caseId: stored.id, unitId: stored.unitId, regionId: stored.regionId });
  await scheduleEscalation(tx, stored);
  return true;
}

function openedEvent(c: Case, alert: boolean): CaseEvent {
  const { kind, entryChannel, sessionId, complaintCode, profession, ageBand, sex, tags, linkedCaseId } = c;
  return {
    type: 'case.opened',
    data: {
      ...afterwards(c), kind, entryChannel, sessionId, complaintCode, profession, ageBand, sex, tags, linkedCaseId,
      waitingSince: c.waitingSince.toISOString(), dueAt: c.dueAt?.toISOString() ?? null, alert, bookedAt: c.bookedAt?.toISOString() ?? null,
    },
  };
}
