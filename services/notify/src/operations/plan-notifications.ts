import type { Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import type { Notification } from '../domain/notification';
import type { Planned } from '../domain/plan-booking';
import type { PushDevice } from '../domain/push-device';
import { template } from '../domain/templates';
import { insertNotification } from '../storage/notification-store';
import { devicesOf } from '../storage/push-device-store';
import { timerKinds } from './timer-kinds';

/** What messages of one occasion share. */
export interface Occasion extends Pick<Notification, 'regionId' | 'patientId' | 'caseId' | 'bookingId' | 'threadId' | 'unitId' | 'startsAt'> {
  /** What has happened, once: 'booking:<id>:<version of its event>'. */
  key: string;
}

type Plan = Omit<Planned, 'usefulUntil'> & { usefulUntil: Date | null };

/** Plans messages, and of each that has one its push to every device of the person; the same occasion again plans nothing. */
export async function planNotifications(tx: Tx, { key, ...about }: Occasion, plans: readonly Plan[]): Promise<void> {
  const createdAt = await tx.now();
  const devices = await devicesOf(tx, about.regionId, about.patientId);
  const all = plans.flatMap((plan) => [{ plan, businessKey: `${key}:${plan.template}`, pushDeviceId: null }, ...pushesOf(plan, key, devices)]);
  for (const { plan, businessKey, pushDeviceId } of all) {
    const { channel, privacyClass } = template(plan.template);
    const n: Notification = {
      ...about, ...plan, id: v7(), businessKey, pushDeviceId, channel, privacyClass, state: 'PLANNED', createdAt,
      attempts: 0, sentAt: null, deliveredAt: null, text: null, externalId: null, reason: null, version: 0,
    };
    if (await insertNotification(tx, n)) attendAt(tx, n, n.dueAt);
  }
}

/** One row a device, so that each is sent, tried again and failed by itself. */
function pushesOf(plan: Plan, key: string, devices: readonly PushDevice[]): { plan: Plan; businessKey: string; pushDeviceId: string }[] {
  const { push } = template(plan.template);
  return push ? devices.map(({ id }) => ({ plan: { ...plan, template: push }, businessKey: `${key}:${plan.template}:${id}`, pushDeviceId: id })) : [];
}

/** Sets the time at which a message is looked at again. @param call the number of the call that is to be over by then */
export function attendAt(tx: Tx, n: Pick<Notification, 'id' | 'regionId'>, dueAt: Date, call?: number): void {
  tx.schedule({ kind: timerKinds.attendNotification, aggregateId: n.id, dueAt, payload: { regionId: n.regionId, call } });
}
