import type { Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import type { Notification } from '../domain/notification';
import type { Planned } from '../domain/plan-booking';
import { template } from '../domain/templates';
import { insertNotification } from '../storage/notification-store';
import { timerKinds } from './timer-kinds';

/** What messages of one occasion share. */
export interface Occasion extends Pick<Notification, 'regionId' | 'patientId' | 'caseId' | 'bookingId' | 'threadId' | 'unitId' | 'startsAt'> {
  /** What has happened, once: 'booking:<id>:<version of its event>'. */
  key: string;
}

type Plan = Omit<Planned, 'usefulUntil'> & { usefulUntil: Date | null };

/** Plans messages; the same occasion again plans nothing. */
export async function planNotifications(tx: Tx, { key, ...about }: Occasion, plans: readonly Plan[]): Promise<void> {
  const createdAt = await tx.now();
  for (const plan of plans) {
    const { channel, privacyClass } = template(plan.template);
    const n: Notification = {
      ...about, ...plan, id: v7(), businessKey: `${key}:${plan.template}`, channel, privacyClass, state: 'PLANNED', createdAt,
      attempts: 0, sentAt: null, deliveredAt: null, text: null, externalId: null, reason: null, version: 0,
    };
    if (await insertNotification(tx, n)) attendAt(tx, n, n.dueAt);
  }
}

/** Sets the time at which a message is looked at again. @param call the number of the call that is to be over by then */
export function attendAt(tx: Tx, n: Pick<Notification, 'id' | 'regionId'>, dueAt: Date, call?: number): void {
  tx.schedule({ kind: timerKinds.attendNotification, aggregateId: n.id, dueAt, payload: { regionId: n.regionId, call } });
}
