import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { alertAssignmentOverdue, alertEscalated, alertForwarded, alertOpened, alertOverdue, type ToldCase } from '../operations/case-alerts';
import { tellAssigned, tellEscalated, tellFixedDoctor, tellReleased, tellSettled } from '../operations/tell-of-case';
import { tellForwarded, tellOverdue } from '../operations/tell-partner';
import { tellConsultationAnswered, tellConsultationAsked } from '../operations/tell-of-consultation';
import { allCauses, changeAlertUrgency, clearAlerts } from '../operations/settle-alerts';

/** A new drop-in that cases says shall ring (NOT-3); a question to colleagues, of whom those asked are told, and the patient's fixed doctor (NOT-5). */
export async function onCaseOpened(tx: Tx, event: Envelope<'case.opened'>): Promise<void> {
  if (event.data.alert) await alertOpened(tx, caseOf(event), event.data.unitId, new Date(event.data.waitingSince));
  const { caseId: consultationId, unitId, profession: role, consultation } = event.data;
  if (event.data.fixedDoctorId) await tellFixedDoctor(tx, caseOf(event), unitId, event.data.fixedDoctorId);
  if (!consultation) return;
  const by = { staffId: consultation.staffId, unitId: consultation.fromUnitId };
  await tellConsultationAsked(tx, { regionId: event.regionId, consultationId, at: new Date(event.time) }, { unitId, role }, by);
}

/** A step of escalation rings those whom it adds (QUE-6), and tells each of them (NOT-5). */
export async function onCaseEscalated(tx: Tx, event: Envelope<'case.escalated'>): Promise<void> {
  const { alert, step: number, unitId, addedRoles, addedUnitIds, added } = event.data;
  if (alert) await alertEscalated(tx, caseOf(event), { number, unitId, addedRoles, addedUnitIds });
  await tellEscalated(tx, caseOf(event), number, added ?? []);
}

/** An urgent assignment that is sent onward rings the unit it comes to, as it rang the first (CON-2); the submitter is told (BEY-2). */
export async function onCaseForwarded(tx: Tx, event: Envelope<'case.forwarded'>): Promise<void> {
  if (event.data.alert) await alertForwarded(tx, caseOf(event), event.data.unitId, event.version);
  await tellForwarded(tx, event.regionId, event.data, new Date(event.time));
}

/** Nobody has answered a hand-over in time (HND-1). */
export async function onHandoverOverdue(tx: Tx, event: Envelope<'case.handover-overdue'>): Promise<void> {
  await alertOverdue(tx, caseOf(event), event.data.toUnitId, event.version);
}

/** No clinician has started an assignment in time: phones ring, and the submitter is told (BEY-2). */
export async function onAssignmentOverdue(tx: Tx, event: Envelope<'case.assignment-overdue'>): Promise<void> {
  await alertAssignmentOverdue(tx, caseOf(event), event.data.alarmUnitIds, event.version);
  await tellOverdue(tx, event.regionId, event.data.caseId, new Date(event.time));
}

/** Somebody has the case, or it is over: the phones may be quiet, and it waits for nobody else. To whom the clock has given it has not looked yet, so they go on until it is started (EXP-4). */
export async function onCaseSettled(tx: Tx, { regionId, time, data }: Envelope<'case.taken' | 'case.started' | 'case.held' | 'case.ended' | 'case.withdrawn'>): Promise<void> {
  if ('assigned' in data && data.assigned) return;
  await clearAlerts(tx, regionId, data.caseId, allCauses);
  await tellSettled(tx, { regionId, caseId: data.caseId, at: new Date(time) });
}

/** Taken by somebody; or given by the clock, which is told and lets phones go on until it is started (EXP-4). */
export async function onCaseTaken(tx: Tx, event: Envelope<'case.taken'>): Promise<void> {
  await onCaseSettled(tx, event);
  const { regionId, time, version, data } = event;
  if (data.assigned) await tellAssigned(tx, { regionId, caseId: data.caseId, at: new Date(time) }, { staffId: data.staffId, unitId: data.commissionUnitId }, version);
}

/** Back in the queue: who was given it need not start it. */
export async function onCaseReleased(tx: Tx, { regionId, time, data }: Envelope<'case.released'>): Promise<void> {
  await tellReleased(tx, { regionId, caseId: data.caseId, at: new Date(time) });
}

/** Over; who asked a question that somebody else ends is told (NOT-5). */
export async function onCaseEnded(tx: Tx, event: Envelope<'case.ended'>): Promise<void> {
  await onCaseSettled(tx, event);
  const { regionId, time, data } = event;
  await tellConsultationAnswered(tx, { regionId, consultationId: data.caseId, at: new Date(time) }, 'ended', data.staffId);
}

/** Another urgency may mean that nobody need hurry (RDG-2). */
export async function onCaseReprioritised(tx: Tx, { regionId, data }: Envelope<'case.reprioritised'>): Promise<void> {
  await changeAlertUrgency(tx, regionId, data.caseId, data.urgencyRank);
}

function caseOf({ regionId, time, data }: Envelope<'case.opened' | 'case.escalated' | 'case.forwarded' | 'case.handover-overdue' | 'case.assignment-overdue'>): ToldCase {
  return { regionId, caseId: data.caseId, urgencyRank: data.urgencyRank, at: new Date(time) };
}
