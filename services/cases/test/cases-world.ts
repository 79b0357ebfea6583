import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventData, EventType } from '@vardgraf/schema/events/catalogue';
import type { Envelope } from '@vardgraf/schema/events/envelope';
import { type Actor, type LiveActor, type PatientActor, type StaffActor, systemActor } from '@vardgraf/service-kit/actor';
import { shiftClock } from '@vardgraf/service-kit/clock';
import type { Running } from '@vardgraf/service-kit/http';
import { type Database, openDatabase, read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { type FreshDatabase, freshDatabase, natsUrl } from '../../../test/infrastructure';
import type { Case } from '../src/domain/case';
import type { StaffRole } from '../src/domain/codes';
import type { CasesEnv } from '../src/env';
import { heard } from '../src/events/heard';
import { seed } from '../src/seed';
import { startCases } from '../src/start';
import { caseRow } from '../src/storage/case-row';
import { Fault } from '@vardgraf/service-kit/fault';
import { fakeVerify, silentEnv } from '../../../packages/service-kit/test/fake-verify';

const casesMigrations = join(__dirname, '..', 'src', 'storage', 'migrations');
const regionsDir = join(__dirname, '..', '..', '..', 'config', 'regions');
const system = systemActor('cases');
const handlers = { ...heard.directory, ...heard.triage, ...heard.booking, ...heard.messaging, ...heard.notify };

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a test reads of an answer is what it expects there
export type Answer = { data: Record<string, any> | null; errors?: { message: string; extensions: { code: string; paths?: string[] } }[] };

/** A migrated and seeded database of cases, the events of its neighbours by hand, and its subgraph when asked for. */
export interface CasesWorld {
  fresh: FreshDatabase;
  db: Database;
  /** Does what the event does, as the consumer would. */
  hear<T extends keyof typeof handlers>(type: T, data: EventData<T>, options?: { regionId?: string; version?: number; actor?: Envelope['actor']; time?: Date }): Promise<void>;
  unit(unitId: string, given?: Partial<EventData<'unit.changed'>>, regionId?: string): Promise<void>;
  staff(staffId: string, unitId: string, role: StaffRole, active?: boolean): Promise<void>;
  child(patientId: string, guardianIds: string[], proxyUntil?: Date): Promise<void>;
  /** A finished session that becomes a case; answers the case's id. */
  session(given?: Partial<EventData<'session.finished'>>, regionId?: string): Promise<string>;
  /** A booked visit; answers the case's id. */
  booking(given?: Partial<EventData<'booking.made'>>, regionId?: string): Promise<string>;
  case(id: string): Promise<Case>;
  events(id: string): Promise<{ type: EventType; version: number; data: Record<string, unknown> }[]>;
  audits(where?: { action?: string; caseId?: string }): Promise<Record<string, unknown>[]>;
  seq(unitId: string): Promise<number>;
  shiftClock(interval: string): Promise<void>;
  /** One GraphQL operation as the actor. */
  ask(actor: Actor | undefined, query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Where the subgraph answers, once somebody has asked. */
  url(): string | undefined;
  end(): Promise<void>;
}

let versions = 0;

/** @param o.timersRing whether the service's timers ring by themselves once it runs; false where the test moves the clock and rings them, and nothing may come between what it does and counts */
export async function casesWorld(o: { timersRing?: boolean } = {}): Promise<CasesWorld> {
  const nothing = mkdtempSync(join(tmpdir(), 'no-migrations-'));
  const neighbours = ['directory', 'triage', 'booking', 'messaging', 'notify'].map((name) => ({ name, migrationsDir: nothing }));
  const fresh = await freshDatabase([{ name: 'cases', migrationsDir: casesMigrations }, ...neighbours]);
  await seed({ DATABASE_URL: fresh.url('cases'), REGIONS_DIR: regionsDir });
  const db = await openDatabase({ url: fresh.url('cases'), service: 'cases', entities: [caseRow] });
  let running: Promise<Running> | undefined;
  let base: string | undefined;
  const world: CasesWorld = {
    fresh,
    db,
    hear: (type, data, { regionId = 'gavleborg', version = (versions += 1), actor = { kind: 'SYSTEM', id: 'test' }, time = new Date() } = {}) =>
      transact(db, { ...system, regionId }, (tx) =>
        (handlers[type] as (tx: unknown, e: unknown) => Promise<void>)(tx, { type, regionId, version, data, actor, time: time.toISOString() } as unknown as Envelope)),
    unit: (unitId, given = {}, regionId = 'gavleborg') =>
      world.hear('unit.changed', {
        unitId, displayName: unitId, kind: 'HEALTH_CENTRE', hsaId: `SE-${unitId}`, locality: unitId, staffedRoles: ['NURSE', 'DOCTOR'], cooperatingUnitIds: [], functionsOff: [],
        acceptsOutOfRegion: true, hasAlarmGroup: true, alarmGroupId: 'ALARM', active: true, ...given,
      }, { regionId }),
    staff: (staffId, unitId, role, active = true) =>
      world.hear('staff.changed', { staffId, displayName: staffId, commissions: [{ id: `commission-${staffId}`, unitIds: [unitId], role }], active }),
    child: (patientId, guardianIds, proxyUntil = new Date(Date.now() + 86_400_000)) =>
      world.hear('patient.changed', {
        patientId, birthDate: '2020-01-01', sex: 'FEMALE', language: 'sv', homeRegionId: 'gavleborg', listedUnitId: null, fixedDoctorId: null,
        protectedIdentity: false, guardianIds, mayLogInFrom: proxyUntil.toISOString(), maySeekCareFrom: proxyUntil.toISOString(), proxyUntil: proxyUntil.toISOString(),
      }),
    session: async (given = {}, regionId = 'gavleborg') => {
      const data = finishedSession(given);
      await world.hear('session.finished', data, { regionId });
      return data.caseId ?? data.sessionId;
    },
    booking: async (given = {}, regionId = 'gavleborg') => {
      const data = madeBooking(given);
      await world.hear('booking.made', data, { regionId });
      return data.caseId;
    },
    case: (id) => db.source.getRepository(caseRow).findOneByOrFail({ id }),
    events: (id) => read(db, 'SELECT type, version, data FROM outbox WHERE aggregate_id = $1 ORDER BY id', [id]),
    audits: ({ action, caseId } = {}) =>
      read(db, 'SELECT * FROM audit WHERE ($1::text IS NULL OR action = $1) AND ($2::text IS NULL OR case_id = $2) ORDER BY at, id', [action ?? null, caseId ?? null]),
    seq: async (unitId) => (await read<{ seq: number }>(db, 'SELECT seq FROM live_counter WHERE key = $1', [`unit.${unitId}`]))[0]?.seq ?? 0,
    shiftClock: (interval) => shiftClock(fresh.adminUrl, interval),
    async ask(actor, query, variables) {
      running ??= startCases(testEnv(fresh), { verify: fakeVerify, ...(o.timersRing === false && { timers: {} }) });
      const { url } = await running;
      base = url;
      const authorization = actor && { authorization: `Bearer ${Buffer.from(JSON.stringify(actor)).toString('base64url')}` };
      const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...authorization }, body: JSON.stringify({ query, variables }) });
      return (await response.json()) as Answer;
    },
    url: () => base,
    async end() {
      await (await running)?.stop();
      await db.close();
      await fresh.drop();
    },
  };
  return world;
}

export function testEnv(fresh: FreshDatabase): CasesEnv {
  return {
    ...silentEnv, DATABASE_URL: fresh.url('cases'), NATS_URL: natsUrl(), REGIONS_DIR: regionsDir,
  };
}

/** A session as triage tells it when nothing else is said: Anna, sore throat, priority 3 for the nurse of Bollnäs, a moment ago. */
export function finishedSession(given: Partial<EventData<'session.finished'>> = {}): EventData<'session.finished'> {
  return {
    sessionId: v7(), patientId: 'anna', proxyId: null, entryChannel: 'TRIAGE', disposition: 'DROP_IN', caseId: v7(), ticketId: null, unitId: 'bollnas',
    complaintCode: 'sore-throat', priority: '3', urgencyRank: 3, careLevel: 'DIGITAL_PRIMARY', profession: 'NURSE', ageBand: 'FROM_18_TO_64', sex: 'FEMALE', tags: [],
    content: { packId: 'demo', semver: '1.0.0', sha256: 'a'.repeat(64) }, firedRules: ['sore-throat/fever'], finishedAt: new Date().toISOString(), ...given,
  };
}

/** A booking as booking tells it when nothing else is said: Anna's video visit with the nurse of Bollnäs, priority 7, in two hours. */
export function madeBooking(given: Partial<EventData<'booking.made'>> = {}): EventData<'booking.made'> {
  const startsAt = new Date(Date.now() + 2 * 3_600_000);
  return {
    bookingId: v7(), caseId: v7(), ticketId: v7(), patientId: 'anna', sessionId: v7(), complaintCode: 'sore-throat', priority: '7', urgencyRank: 7, ageBand: 'FROM_18_TO_64', sex: 'FEMALE',
    tags: [], slotId: v7(), unitId: 'bollnas', role: 'NURSE', staffId: null, visitType: 'VIDEO', startsAt: startsAt.toISOString(), endsAt: new Date(startsAt.getTime() + 1_800_000).toISOString(),
    issuedAt: new Date(Date.now() - 86_400_000).toISOString(), bookedAt: new Date().toISOString(), ...given,
  };
}

export function staffMember(personId: string, unitIds: string | string[] = 'bollnas', role: StaffRole = 'NURSE', regionId = 'gavleborg'): StaffActor {
  return { kind: 'STAFF', personId, regionId, language: 'sv', commission: { id: `commission-${personId}`, unitIds: [unitIds].flat(), role } };
}

export function patientActor(personId: string, regionId = 'gavleborg', language: 'sv' | 'en' = 'sv'): PatientActor {
  return { kind: 'PATIENT', personId, regionId, language };
}

export function liveActor(unitId: string, role: StaffRole = 'NURSE', regionId = 'gavleborg'): LiveActor {
  return { kind: 'LIVE', regionId, unitId, role, language: 'sv' };
}

/** Does as an app does that hears TOO_MANY or CONFLICT_RETRY: nothing was done, so it tries again. Every other fault is the test's to see. */
export async function insistently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Fault && ['TOO_MANY', 'CONFLICT_RETRY'].includes(error.code))) throw error;
    }
  }
}
