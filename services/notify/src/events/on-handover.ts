import type { Envelope } from '@vardgraf/schema/events/envelope';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { tellHandoverAnswered, tellHandoverAsked, tellHandoverOver, type ToldHandover } from '../operations/tell-of-handover';
import { clearAlerts } from '../operations/settle-alerts';
import { tellMoved } from '../operations/tell-partner';

/** Whoever may answer is told (NOT-5). An event from before answerers were said tells the person or the role that was named. */
export async function onHandoverRequested(tx: Tx, event: Envelope<'case.handover-requested'>): Promise<void> {
  const { toUnitId, toRole, toStaffId, answerers = { staffId: toStaffId, roles: toRole ? [toRole] : [] } } = event.data;
  await tellHandoverAsked(tx, handoverOf(event), { unitId: toUnitId, ...answerers }, event.data.staffId);
}

/** Accepted: phones may be quiet about it, who asked is told, and who had submitted the case. */
export async function onHandoverAccepted(tx: Tx, event: Envelope<'case.handover-accepted'>): Promise<void> {
  await clearAlerts(tx, event.regionId, event.data.caseId, ['HANDOVER_OVERDUE']);
  await tellHandoverAnswered(tx, handoverOf(event), 'HANDOVER_ACCEPTED', event.data.fromStaffId);
  await tellMoved(tx, event.regionId, event.data, new Date(event.time));
}

/** Refused: phones may be quiet about it, and who asked is told. */
export async function onHandoverRefused(tx: Tx, event: Envelope<'case.handover-refused'>): Promise<void> {
  await clearAlerts(tx, event.regionId, event.data.caseId, ['HANDOVER_OVERDUE']);
  await tellHandoverAnswered(tx, handoverOf(event), 'HANDOVER_REFUSED', event.data.fromStaffId ?? null);
}

/** Taken back: it waits for nobody. */
export async function onHandoverWithdrawn(tx: Tx, event: Envelope<'case.handover-withdrawn'>): Promise<void> {
  await clearAlerts(tx, event.regionId, event.data.caseId, ['HANDOVER_OVERDUE']);
  await tellHandoverOver(tx, handoverOf(event));
}

type HandoverEvent = Envelope<'case.handover-requested' | 'case.handover-accepted' | 'case.handover-refused' | 'case.handover-withdrawn'>;

function handoverOf({ regionId, time, data }: HandoverEvent): ToldHandover {
  return { regionId, caseId: data.caseId, handoverId: data.handoverId, fromUnitId: data.fromUnitId, at: new Date(time) };
}
