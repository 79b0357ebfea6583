import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { alertAssignmentOverdue, alertEscalated, alertForwarded, alertOpened, alertOverdue, type ToldCase } from '../operations/case-alerts';
import { allCauses, changeAlertUrgency, clearAlerts } from '../operations/settle-alerts';

/** A new drop-in that cases says shall ring (NOT-3). */
export async function onCaseOpened(tx: Tx, event: Envelope<'case.opened'>): Promise<void> {
  if (event.data.alert) await alertOpened(tx, caseOf(event), event.data.unitId, new Date(event.data.waitingSince));
}

/** A step of escalation rings those whom it adds (QUE-6). */
export async function onCaseEscalated(tx: Tx, event: Envelope<'case.escalated'>): Promise<void> {
  const { alert, step: number, unitId, addedRoles, addedUnitIds } = event.data;
  if (alert) await alertEscalated(tx, caseOf(event), { number, unitId, addedRoles, addedUnitIds });
}

/** An urgent assignment that is sent onward rings the unit it comes to, as it rang the first (CON-2). */
export async function onCaseForwarded(tx: Tx, event: Envelope<'case.forwarded'>): Promise<void> {
  if (event.data.alert) await alertForwarded(tx, caseOf(event), event.data.unitId, event.version);
}

/** Nobody has answered a hand-over in time (HND-1). */
export async function onHandoverOverdue(tx: Tx, event: Envelope<'case.handover-overdue'>): Promise<void> {
  await alertOverdue(tx, caseOf(event), event.data.toUnitId, event.version);
}

/** No clinician has started an assignment in time (BEY-2). */
export async function onAssignmentOverdue(tx: Tx, event: Envelope<'case.assignment-overdue'>): Promise<void> {
  await alertAssignmentOverdue(tx, caseOf(event), event.data.alarmUnitIds, event.version);
}

/** Somebody has the case, or it is over: the phones may be quiet. */
export async function onCaseSettled(tx: Tx, { regionId, data }: Envelope<'case.taken' | 'case.started' | 'case.held' | 'case.ended' | 'case.withdrawn'>): Promise<void> {
  await clearAlerts(tx, regionId, data.caseId, allCauses);
}

/** The hand-over has its answer. */
export async function onHandoverAnswered(tx: Tx, { regionId, data }: Envelope<'case.handover-accepted' | 'case.handover-refused' | 'case.handover-withdrawn'>): Promise<void> {
  await clearAlerts(tx, regionId, data.caseId, ['HANDOVER_OVERDUE']);
}

/** Another urgency may mean that nobody need hurry (RDG-2). */
export async function onCaseReprioritised(tx: Tx, { regionId, data }: Envelope<'case.reprioritised'>): Promise<void> {
  await changeAlertUrgency(tx, regionId, data.caseId, data.urgencyRank);
}

function caseOf({ regionId, time, data }: Envelope<'case.opened' | 'case.escalated' | 'case.forwarded' | 'case.handover-overdue' | 'case.assignment-overdue'>): ToldCase {
  return { regionId, caseId: data.caseId, urgencyRank: data.urgencyRank, at: new Date(time) };
}
