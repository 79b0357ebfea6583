import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { machineKeys } from '@vardgraf/launcher/machine-clients';
import { freePort } from '@vardgraf/launcher/ports';
import { receiverEnv } from '@vardgraf/receiver/env';
import type { Sent } from '@vardgraf/receiver/sent';
import { type Receiver, startReceiver } from '@vardgraf/receiver/start';
import type { EventData, EventType } from '@vardgraf/schema/events/catalogue';
import type { StaffRole } from '@vardgraf/schema/events/codes';
import type { Envelope } from '@vardgraf/schema/events/envelope';
import { type Actor, type PatientActor, type StaffActor, systemActor } from '@vardgraf/service-kit/actor';
import { shiftClock } from '@vardgraf/service-kit/clock';
import type { Running } from '@vardgraf/service-kit/http';
import { createLog } from '@vardgraf/service-kit/log';
import { type Database, openDatabase, read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { exportPKCS8, generateKeyPair } from 'jose';
import { v7 } from 'uuid';
import { type FreshDatabase, freshDatabase, natsUrl } from '../../../test/infrastructure';
import { migrationsDir } from '../src/deps';
import type { NotifyEnv } from '../src/env';
import { seed } from '../src/seed';
import { ears, startNotify } from '../src/start';
import { type Neighbours, neighbours } from './neighbours';
import { fakeVerify } from '../../../packages/service-kit/test/fake-verify';

// Directory that does not answer in two seconds, as on a machine that stands still for so long, is asked again half a minute later.
jest.setTimeout(120_000);

const regionsDir = join(__dirname, '..', '..', '..', 'config', 'regions');
const handlers = Object.assign({}, ...Object.values(ears)) as Record<string, (tx: unknown, event: unknown) => Promise<void>>;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a test reads of an answer is what it expects there
export type Answer = { data: Record<string, any> | null; errors?: { message: string; extensions: { code: string; paths?: string[] } }[] };
export type Row = Record<string, unknown> & { id: string; state: string; status: string; template: string; text: string | null; unit_id: string; due_at: Date };

/** A migrated and seeded notify with everything running, the outside parties, the neighbours' events by hand. */
export interface NotifyWorld {
  fresh: FreshDatabase;
  db: Database;
  directory: Neighbours;
  url: string;
  env: NotifyEnv;
  receiver(): Receiver;
  /** Does what the event does, as the consumer would. */
  hear<T extends EventType>(type: T, data: EventData<T>, options?: { regionId?: string; version?: number; time?: Date }): Promise<void>;
  unit(unitId: string, given?: Partial<EventData<'unit.changed'>>, regionId?: string): Promise<void>;
  rows(sql: string, params?: unknown[]): Promise<Row[]>;
  notifications(patientId: string): Promise<Row[]>;
  alerts(caseId: string): Promise<Row[]>;
  events(aggregateId: string): Promise<{ type: EventType; version: number; data: Record<string, unknown> }[]>;
  sent(): Promise<Sent>;
  /** How the outside parties behave from now on; nothing given: well. */
  behave(change?: object): Promise<void>;
  /** Sets the platform's clock to an instant, once no person and no partner is being told: a call under way when a minute is jumped counts as lost. It goes on from there. */
  clockAt(at: Date | string): Promise<void>;
  /** The same without waiting for any call. */
  clockAtOnce(at: Date | string): Promise<void>;
  now(): Promise<Date>;
  ask(actor: Actor | undefined, query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Ends the receiver as a machine ends, and starts it again at the same address. */
  stopReceiver(): Promise<void>;
  startReceiver(): Promise<void>;
  stopNotify(): Promise<void>;
  startNotify(): Promise<void>;
  /** One more process's worth of notify, on the same database. */
  another(): Promise<Running>;
  end(): Promise<void>;
}

let versions = 0;

export async function notifyWorld(over: Partial<Omit<NotifyEnv, 'PUSH_HOSTS'>> = {}): Promise<NotifyWorld> {
  const nothing = mkdtempSync(join(tmpdir(), 'no-migrations-'));
  const fresh = await freshDatabase([{ name: 'notify', migrationsDir }, ...['directory', 'booking', 'messaging', 'cases'].map((name) => ({ name, migrationsDir: nothing }))]);
  await seed({ DATABASE_URL: fresh.url('notify'), REGIONS_DIR: regionsDir });
  const db = await openDatabase({ url: fresh.url('notify'), service: 'notify', entities: [], poolSize: 25 }); // whoever waits two seconds for a connection is refused
  const directory = await neighbours();
  // What is started anew at its address has a port that no outgoing connection takes meanwhile.
  const ports = { PORT: String(await freePort()), SMTP_PORT: String(await freePort()) };
  let receiver = await openReceiver(ports);
  const env: NotifyEnv = {
    NODE_ENV: 'test', HOST: '127.0.0.1', PORT: await freePort(), LOG_LEVEL: 'silent', ISSUER: directory.url, JWKS_URL: `${directory.url}/jwks`, LIVE_JWKS_URL: `${directory.url}/live`,
    DATABASE_URL: fresh.url('notify'), NATS_URL: natsUrl(), REGIONS_DIR: regionsDir, SMS_URL: `${receiver.url}/a1`, SMS_USER: 'vardgraf', SMS_PASSWORD: 'development', SMS_FROM: 'Vardgraf',
    UNITE_URL: `${receiver.url}/unite`, SMTP_URL: `smtp://127.0.0.1:${receiver.smtpPort}`, MAIL_FROM: 'vardgraf@care.example', DIRECTORY_URL: `${directory.url}/graphql`,
    TOKEN_URL: `${directory.url}/token`, SERVICE_KEY_FILE: await keyFile(nothing),
    PUSH_KEY_FILE: machineKeys(nothing).pushKeyFile, PUSH_HOSTS: ['fcm.googleapis.com'], WEBHOOK_KEY_FILE: machineKeys(nothing).webhookKeyFile, WEBHOOK_TIMEOUT_SECONDS: 15, WEBHOOK_LOOPBACK: 'yes', ...over,
  };
  let running: Running = await startNotify(env, { verify: fakeVerify });
  let receiving = true;
  let notifying = true;

  const world: NotifyWorld = {
    fresh, db, directory, url: running.url, env,
    receiver: () => receiver,
    hear: async (type, data, { regionId = 'gavleborg', version = (versions += 1), time } = {}) => {
      const at = time ?? (await world.now());
      await transact(db, { ...systemActor('notify'), regionId }, (tx) => handlers[type]!(tx, { type, regionId, version, time: at.toISOString(), data } as Partial<Envelope>));
    },
    unit: (unitId, given = {}, regionId = 'gavleborg') =>
      world.hear('unit.changed', {
        unitId, displayName: `${unitId} hälsocentral`, kind: 'HEALTH_CENTRE', hsaId: `SE-${unitId}`, locality: unitId, staffedRoles: ['NURSE'], cooperatingUnitIds: [], functionsOff: [],
        acceptsOutOfRegion: true, hasAlarmGroup: true, alarmGroupId: `phones-${unitId}`, active: true, ...given,
      }, { regionId }),
    rows: (sql, params) => read<Row>(db, sql, params),
    notifications: (patientId) => world.rows('SELECT * FROM notification WHERE patient_id = $1 ORDER BY created_at, id', [patientId]),
    alerts: (caseId) => world.rows('SELECT * FROM alert WHERE case_id = $1 ORDER BY raised_at, id', [caseId]),
    events: (id) => read(db, 'SELECT type, version, data FROM outbox WHERE aggregate_id = $1 ORDER BY id', [id]),
    sent: async () => (await (await fetch(`${receiver.url}/sent.json`)).json()) as Sent,
    behave: async (change) => void (await fetch(`${receiver.url}/faults`, change ? { method: 'POST', body: JSON.stringify(change) } : { method: 'DELETE' })),
    clockAt: async (at) => {
      await until(() => world.rows("SELECT id FROM notification WHERE state = 'SENDING' UNION ALL SELECT id FROM webhook_delivery WHERE state = 'SENDING'"), (rows) => rows.length === 0);
      await world.clockAtOnce(at);
    },
    clockAtOnce: (at) => shiftClock(fresh.adminUrl, `${new Date(at).getTime() - Date.now()} milliseconds`),
    now: async () => (await read<{ now: Date }>(db, 'SELECT vardgraf.now() AS now'))[0]!.now,
    async ask(actor, query, variables) {
      const authorization = actor && { authorization: `Bearer ${Buffer.from(JSON.stringify(actor)).toString('base64url')}` };
      const response = await fetch(`${world.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...authorization }, body: JSON.stringify({ query, variables }) });
      return (await response.json()) as Answer;
    },
    async stopReceiver() {
      receiving = false;
      await receiver.stop();
    },
    async startReceiver() {
      receiver = await openReceiver(ports);
      receiving = true;
    },
    async stopNotify() {
      notifying = false;
      await running.stop();
    },
    async startNotify() {
      running = await startNotify(env, { verify: fakeVerify });
      notifying = true;
    },
    another: () => startNotify({ ...env, PORT: 0 }, { verify: fakeVerify }),
    async end() {
      if (notifying) await running.stop();
      if (receiving) await receiver.stop();
      await directory.stop();
      await db.close();
      await fresh.drop();
    },
  };
  await world.hear('region.changed', { serviceName: 'Min vård Gävleborg' });
  await world.unit('bollnas', { cooperatingUnitIds: ['soderhamn'] });
  return world;
}

async function openReceiver(ports: object): Promise<Receiver> {
  return startReceiver(receiverEnv.parse({ NODE_ENV: 'test', RECEIPT_AFTER_MS: '20', CALL_BACK_RETRY_MS: '20', ...ports }), { log: createLog('receiver', 'silent') });
}

async function keyFile(folder: string): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const file = join(folder, 'notify-key.pem');
  writeFileSync(file, await exportPKCS8(privateKey));
  return file;
}

/** A booked video visit with Anna at Bollnäs. */
export function bookingMade(startsAt: Date, bookedAt: Date, given: Partial<EventData<'booking.made'>> = {}): EventData<'booking.made'> {
  return {
    bookingId: v7(), caseId: v7(), ticketId: v7(), patientId: v7(), sessionId: null, complaintCode: 'sore-throat', priority: '7', urgencyRank: 7, ageBand: 'FROM_18_TO_64', sex: 'FEMALE',
    tags: [], slotId: v7(), unitId: 'bollnas', role: 'NURSE', staffId: null, visitType: 'VIDEO', startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + 1_200_000).toISOString(),
    issuedAt: bookedAt.toISOString(), bookedAt: bookedAt.toISOString(), ...given,
  };
}

/** The same booking at another time. */
export function rebooked(made: EventData<'booking.made'>, startsAt: Date): EventData<'booking.rebooked'> {
  const { bookingId, caseId, ticketId, patientId, unitId, role, staffId, visitType } = made;
  return {
    bookingId, caseId, ticketId, patientId, slotId: v7(), unitId, role, staffId, visitType, startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + 1_200_000).toISOString(),
    previousStartsAt: made.startsAt, previousUnitId: unitId,
  };
}

/** What every event of a case says. */
export function caseFacts(caseId: string, given: Partial<EventData<'case.withdrawn'>> = {}): EventData<'case.withdrawn'> {
  return { caseId, patientId: 'anna', unitId: 'bollnas', status: 'REQUESTED', priority: '3', urgencyRank: 3, ...given };
}

/** A new drop-in of priority 3 at Bollnäs that shall ring. */
export function caseOpened(caseId: string, given: Partial<EventData<'case.opened'>> = {}): EventData<'case.opened'> {
  return {
    ...caseFacts(caseId), kind: 'DROP_IN', entryChannel: 'TRIAGE', sessionId: v7(), complaintCode: 'sore-throat', profession: 'NURSE', ageBand: 'FROM_18_TO_64', sex: 'FEMALE', tags: [],
    waitingSince: '2026-11-01T00:00:00.000Z', dueAt: null, alert: true, bookedAt: null, linkedCaseId: null, ...given,
  };
}

export function caseTaken(caseId: string): EventData<'case.taken'> {
  return { ...caseFacts(caseId, { status: 'ACCEPTED' }), staffId: 'nina', role: 'NURSE', commissionUnitId: 'bollnas', takenAt: new Date().toISOString() };
}

export function staffMember(personId: string, unitIds: string | string[] = 'bollnas', role: StaffRole = 'NURSE', regionId = 'gavleborg'): StaffActor {
  return { kind: 'STAFF', personId, regionId, language: 'sv', commission: { id: `commission-${personId}`, unitIds: [unitIds].flat(), role } };
}

export function patientActor(personId: string, regionId = 'gavleborg'): PatientActor {
  return { kind: 'PATIENT', personId, regionId, language: 'sv' };
}

/** Waits for a condition; fails with what was there instead. */
export async function until<T>(ask: () => T | Promise<T>, good: (found: T) => boolean, withinMs = 45_000): Promise<T> {
  for (const deadline = Date.now() + withinMs; ; await sleep(50)) {
    const found = await ask();
    if (good(found)) return found;
    if (Date.now() > deadline) throw new Error(`it did not come about: ${JSON.stringify(found)}`);
  }
}

/** The clock's times that tests like: a Thursday. */
export const thursday = (time: string): Date => new Date(`2026-12-03T${time}:00Z`);
