import type { StaffActor } from '@vardgraf/service-kit/actor';
import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Case, Visibility } from '../domain/case';
import type { ActingStaff } from '../domain/may-move';
import type { StaffConsultation } from '../domain/staff-consultation';
import { loadCaseForUpdate, saveCases, visibilityOf } from '../storage/case-store';
import { consultationOf, noLongerConsulted, saveOutcome } from '../storage/staff-consultation-store';
import { accessChanged, type CaseEvent } from './case-events';
import { emitNumbered, recordChange } from './record-change';

/** A consultation, its place in the queue and the case about which it asks, locked, as one of its two sides meets them. */
export interface ConsultationCase {
  consultation: StaffConsultation;
  found: Case;
  about: Case | null;
  visibility: Visibility[];
  by: ActingStaff;
  /** Of the side that asks: who asked, or who has the case by now. */
  asks: boolean;
}

/** Locks both cases, in the order of their ids, for who asks, who has taken it and who sees it in a queue; undefined for everybody else, who is told 'not found' (DIR-3). */
export async function lockConsultation(tx: Tx, actor: StaffActor, id: string): Promise<ConsultationCase | undefined> {
  const known = await consultationOf(tx, actor.regionId, id);
  if (!known) return undefined;
  const locked = new Map<string, Case | undefined>();
  for (const one of [known.id, ...(known.aboutCaseId ? [known.aboutCaseId] : [])].sort()) locked.set(one, await loadCaseForUpdate(tx, actor.regionId, one));
  // The answer of who was faster is committed now.
  const { aboutCaseId, ...consultation } = (await consultationOf(tx, actor.regionId, id))!;
  const [found, about] = [locked.get(known.id)!, aboutCaseId === null ? null : locked.get(aboutCaseId)!];
  const visibility = await visibilityOf(tx, found.id);
  const by: ActingStaff = { personId: actor.personId, role: actor.commission.role, unitIds: actor.commission.unitIds };
  const asks = (consultation.askedBy === by.personId && by.unitIds.includes(consultation.fromUnitId)) || (about?.takenBy === by.personId && by.unitIds.includes(about.unitId));
  const sees = visibility.some((v) => by.unitIds.includes(v.unitId) && v.roles.includes(by.role));
  return asks || sees || found.takenBy === by.personId ? { consultation, found, about, visibility, by, asks } : undefined;
}

/** How a consultation ends, as its operation decided it. */
export interface ConsultationEnd {
  after: Case;
  consultation: StaffConsultation;
  action: 'DECLINE_CONSULTATION' | 'WITHDRAW_CONSULTATION' | 'CLOSE_CONSULTATION' | 'ACCEPT_CONSULTED_CASE';
  event: CaseEvent;
  reason?: string;
  verb: string;
  requestId?: string | undefined;
}

/**
 * Ends a consultation: it leaves the queue, and whoever had opened the case about which it asked because they were consulted reads it no longer
 * (CON-1, DIR-3). `locked.about` is that case as it is now.
 */
export async function endConsultation(tx: Tx, locked: ConsultationCase, end: ConsultationEnd): Promise<void> {
  const { found, about, visibility, by } = locked;
  await saveOutcome(tx, end.consultation);
  await recordChange(tx, {
    before: found, after: end.after, visibility, action: end.action, reason: end.reason, verb: end.verb, event: end.event, requestId: end.requestId,
    actingUnitId: locked.asks ? (by.unitIds.includes(end.consultation.fromUnitId) ? end.consultation.fromUnitId : by.unitIds[0]!) : found.unitId, aboutPatientId: about?.patientId ?? undefined,
  });
  tx.cancelTimers(found.id);
  if (about) await endSight(tx, about);
}

async function endSight(tx: Tx, about: Case): Promise<void> {
  const gone = await noLongerConsulted(tx, about.id);
  const participants = about.participants.filter((one) => !gone.includes(one));
  if (participants.length === about.participants.length) return;
  const after: Case = { ...about, participants, version: about.version + 1 };
  await saveCases(tx, [{ before: about, after }]);
  emitNumbered(tx, after, about.version, [accessChanged(after, await visibilityOf(tx, about.id))]);
}
