import { systemActor } from '@vardgraf/service-kit/actor';
import { type Database } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { spokenTime } from '../calendar/stockholm';
import { afterAnswer, attempt, type Contact, deviceGone, keptSeconds, type OperatorAnswer } from '../domain/deliver-notification';
import type { Channel, Language, Notification } from '../domain/notification';
import type { PushDevice } from '../domain/push-device';
import type { Placeholder } from '../domain/templates';
import { type RegionSettings, regionSettings } from '../settings/region-settings';
import { lockNotification, notificationOf } from '../storage/notification-store';
import { deleteDevice, deviceOf } from '../storage/push-device-store';
import { serviceNameOf, unitOf } from '../storage/relation-store';
import { attendAt } from './plan-notifications';
import { recordMove } from './record-move';
import { directoryAwayMs, guardMs, timerKinds } from './timer-kinds';

/** A message on its way to an operator. */
export interface Outgoing {
  notificationId: string;
  regionId: string;
  to: string;
  text: string;
  /** Subject of a mail. */
  subject: string;
  /** Whom a push goes to, and how long it is kept for it. */
  device: PushDevice | undefined;
  ttlSeconds: number;
}

/** Everybody outside of the service whom a delivery needs. None of them throws. */
export interface Outside {
  /** Null: there is no such person; undefined: directory did not answer. */
  contactOf(regionId: string, patientId: string): Promise<Contact | null | undefined>;
  sendSms(message: Outgoing): Promise<OperatorAnswer>;
  sendMail(message: Outgoing): Promise<OperatorAnswer>;
  sendPush(message: Outgoing): Promise<OperatorAnswer>;
}

/** What came of a try, and how long after it was due. */
export interface Delivered extends Pick<Notification, 'channel' | 'state'> {
  afterMs: number;
}

const subjects: Record<Language, string> = { sv: 'Du har något nytt att läsa', en: 'You have something new to read' };

/**
 * Sends one planned message: asks for the contact, commits SENDING with the text, calls the operator outside of any transaction, commits what came
 * of it (NOT-1). At most once: whoever does not win the move to SENDING does not call.
 * @returns undefined when it was not tried
 */
export async function deliverNotification(db: Database, outside: Outside, regionId: string, id: string): Promise<Delivered | undefined> {
  const planned = await notificationOf(db, regionId, id);
  if (planned?.state !== 'PLANNED') return undefined;
  const contact = await outside.contactOf(regionId, planned.patientId);
  const system = { ...systemActor(db.service), regionId };
  const outgoing = await transact(db, system, (tx) => beginSending(tx, regionId, id, contact));
  if (!outgoing) return undefined;
  const answer = await operatorOf(outside, planned.channel)(outgoing);
  return transact(db, system, (tx) => recordAnswer(tx, regionId, id, answer));
}

function operatorOf(outside: Outside, channel: Channel): (message: Outgoing) => Promise<OperatorAnswer> {
  if (channel === 'WEB_PUSH') return outside.sendPush;
  return channel === 'EMAIL' ? outside.sendMail : outside.sendSms;
}

async function beginSending(tx: Tx, regionId: string, id: string, contact: Contact | null | undefined): Promise<Outgoing | undefined> {
  const n = await lockNotification(tx, regionId, id);
  if (n?.state !== 'PLANNED') return undefined;
  const now = await tx.now();
  tx.cancelTimers(id, timerKinds.attendNotification);
  if (contact === undefined) return void attendAt(tx, n, new Date(now.getTime() + directoryAwayMs));
  const settings = await regionSettings(tx, regionId);
  const known = await facts(tx, n, settings, contact?.language ?? 'sv');
  const device = n.pushDeviceId === null ? undefined : await deviceOf(tx, regionId, n.pushDeviceId);
  const decided = attempt(n, contact ?? undefined, { privacy: settings.privacy, known, wordings: settings.wordings, endpoint: device?.endpoint }, now);
  if (decided.is !== 'SEND') return void (await recordMove(tx, n, decided.is === 'CANCEL' ? 'CANCELLED' : 'FAILED', { reason: decided.reason }));
  const { template, privacyClass, text } = decided.worded;
  await recordMove(tx, n, 'SENDING', { template, privacyClass, text, attempts: n.attempts + 1, reason: null });
  attendAt(tx, n, new Date(now.getTime() + guardMs), n.attempts + 1);
  tx.audit({ action: 'sendNotification', what: `notification/${template}`, patientId: n.patientId, caseId: n.caseId ?? undefined, regionId });
  return { notificationId: id, regionId, to: decided.to, text, subject: subjects[decided.language], device, ttlSeconds: keptSeconds(n.usefulUntil, now) };
}

/** A receipt may have been quicker, or the guard: then the message has moved on, and an answer that says less changes nothing. */
async function recordAnswer(tx: Tx, regionId: string, id: string, answer: OperatorAnswer): Promise<Delivered | undefined> {
  const n = await lockNotification(tx, regionId, id);
  if (!n) return undefined;
  if (answer.is === 'REFUSED' && answer.reason === deviceGone && n.pushDeviceId) await deleteDevice(tx, regionId, n.pushDeviceId);
  const { state, reason, again } = afterAnswer(answer, n.attempts);
  const dueAt = again === undefined ? n.dueAt : new Date((await tx.now()).getTime() + again * 60_000);
  const externalId = answer.is === 'ACCEPTED' ? answer.externalId : n.externalId;
  const moved = await recordMove(tx, n, state, { reason, dueAt, externalId, ...(state === 'PLANNED' && { text: null }) });
  if (moved.state !== 'SENDING') tx.cancelTimers(id, timerKinds.attendNotification);
  if (moved !== n && moved.state === 'PLANNED') attendAt(tx, n, dueAt);
  return { channel: n.channel, state: moved.state, afterMs: (await tx.now()).getTime() - n.dueAt.getTime() };
}

/** What a text may name, as far as it is known here by now. */
async function facts(tx: Tx, n: Notification, { links }: RegionSettings, language: Language): Promise<Partial<Record<Placeholder, string>>> {
  const path = n.bookingId ? `/besok/${n.bookingId}` : `/arenden/${n.caseId}`;
  return {
    unit: n.unitId === null ? undefined : (await unitOf(tx, n.regionId, n.unitId))?.displayName,
    time: n.startsAt === null ? undefined : spokenTime(n.startsAt, language),
    service: await serviceNameOf(tx, n.regionId),
    link: `${links.patientApp}${path}`,
  };
}
