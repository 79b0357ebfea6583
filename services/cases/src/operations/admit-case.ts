import type { EventData } from '@vardgraf/schema/events/catalogue';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Case, Visibility } from '../domain/case';
import { isAssignment } from '../domain/forward-consultation';
import { noShowAt } from '../domain/protocol';
import { nextAt } from '../domain/next-action';
import { riskDueAt, type SuicideRiskTimes } from '../domain/suicide-risk-clock';
import { regionSettings } from '../settings/region-settings';
import { addHistory, addVisibility, type HistoryEntry, insertCase } from '../storage/case-store';
import { languageOf } from '../storage/person-store';
import { addRiskStep } from '../storage/suicide-risk-store';
import { scheduleAssigning } from './assigning-timer';
import { bumpPatients } from './bump-patients';
import { accessChanged, afterwards, type CaseEvent } from './case-events';
import { scheduleAssignmentOverdue, scheduleEscalation, scheduleNoShow, scheduleReservationOver, scheduleSuicideRisk } from './schedule-timers';
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
  /** Of a question from staff: who asks, and what for (CON-1). */
  consultation?: EventData<'case.opened'>['consultation'];
  /** The patient about whose case a question asks, for the log. */
  aboutPatientId?: string | undefined;
  /** Request that brought it, for the log. */
  requestId?: string | undefined;
}

/**
 * Stores a new case with everything that must accompany it (I6): its row, its history, its two numbered events, the counters of every unit that
 * sees it, the audit row, its first timer.
 * @returns false when the case is there already; then nothing has happened
 */
export async function admitCase(tx: Tx, { opened: arrived, visibility, alert, verb, by, consultation, aboutPatientId, requestId }: Admission): Promise<boolean> {
  const { suicideRisk, protocols } = await regionSettings(tx, arrived.regionId, arrived.unitId);
  const opened = withClocks(arrived, suicideRisk);
  const language = opened.patientId === null ? undefined : await languageOf(tx, opened.patientId);
  const events: CaseEvent[] = [openedEvent(opened, { alert, language, consultation }), accessChanged(opened, visibility)];
  const stored = { ...opened, version: events.length };
  if (!(await insertCase(tx, stored))) return false;
  await addVisibility(tx, visibility.map((v) => ({ caseId: stored.id, ...v })));
  await addHistory(tx, stored.id, { at: await tx.now(), action: 'RECEIVE', from: null, to: stored.status, ...by, reason: null });
  emitNumbered(tx, stored, 0, events);
  bumpUnits(tx, stored.id, [], visibility);
  await bumpPatients(tx, [stored]);
  tx.audit({ action: verb, what: 'case.opened', patientId: stored.patientId ?? aboutPatientId, caseId: stored.id, unitId: stored.unitId, regionId: stored.regionId, requestId });
  await scheduleEscalation(tx, stored);
  scheduleReservationOver(tx, stored, stored.reservedUntil);
  await scheduleAssigning(tx, stored.regionId, stored.unitId);
  if (isAssignment(stored)) scheduleAssignmentOverdue(tx, stored);
  scheduleNoShow(tx, stored, noShowAt(stored, protocols));
  if (stored.riskState === null) return true;
  await addRiskStep(tx, stored.id, { event: 'FLAG', from: null, to: stored.riskState }, by, {});
  scheduleSuicideRisk(tx, stored);
  return true;
}

/** A case that arrives flagged has its alarm from the moment it was sent, open unit or not (SAF-1); every case has a next clock (BEY-1). */
function withClocks(c: Case, times: SuicideRiskTimes): Case {
  const flagged = c.riskState === null ? c : { ...c, riskNextAt: riskDueAt(c.riskState, c.priority, times, c.createdAt) };
  return { ...flagged, nextAt: nextAt(flagged) };
}

function openedEvent(c: Case, { alert, language, consultation }: Pick<Admission, 'alert' | 'consultation'> & { language: 'sv' | 'en' | undefined }): CaseEvent {
  const { kind, entryChannel, sessionId, complaintCode, profession, ageBand, sex, tags, linkedCaseId } = c;
  return {
    type: 'case.opened',
    data: {
      ...afterwards(c), kind, entryChannel, sessionId, complaintCode, profession, ageBand, sex, tags, linkedCaseId,
      waitingSince: c.waitingSince.toISOString(), dueAt: c.dueAt?.toISOString() ?? null, alert, bookedAt: c.bookedAt?.toISOString() ?? null, ...(language ? { language } : {}),
      ...(consultation && { consultation }),
      ...(c.fixedDoctorId !== null && { fixedDoctorId: c.fixedDoctorId, reservedUntil: c.reservedUntil?.toISOString() ?? null }),
    },
  };
}
