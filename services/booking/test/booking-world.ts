import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventData, EventType } from '@vardgraf/schema/events/catalogue';
import type { Envelope } from '@vardgraf/schema/events/envelope';
import { type Actor, type PatientActor, type StaffActor, systemActor } from '@vardgraf/service-kit/actor';
import { shiftClock } from '@vardgraf/service-kit/clock';
import type { Running } from '@vardgraf/service-kit/http';
import { type Database, openDatabase, read } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { v4, v7 } from 'uuid';
import { type FreshDatabase, freshDatabase, natsUrl } from '../../../test/infrastructure';
import type { Booking, BookingSeen } from '../src/domain/booking';
import type { StaffRole } from '../src/domain/codes';
import type { Done } from '../src/domain/outcome';
import type { Slot } from '../src/domain/slot';
import type { Ticket } from '../src/domain/ticket';
import type { BookingEnv } from '../src/env';
import { onCaseEnded } from '../src/events/on-case-ended';
import { onCaseStarted } from '../src/events/on-case-started';
import { onCaseWithdrawn } from '../src/events/on-case-withdrawn';
import { onConsultationSubmitted } from '../src/events/on-consultation-submitted';
import { onPatientChanged } from '../src/events/on-patient-changed';
import { onSessionFinished } from '../src/events/on-session-finished';
import { onStaffChanged } from '../src/events/on-staff-changed';
import { onSuicideRiskChanged } from '../src/events/on-suicide-risk-changed';
import { onUnitChanged } from '../src/events/on-unit-changed';
import { bookSlot } from '../src/operations/book-slot';
import { publishSettings } from '@vardgraf/service-kit/region-setting';
import { type PublishSlotsInput, publishSlots } from '../src/operations/publish-slots';
import { settingsOfAllRegions } from '../src/settings/settings-file';
import { startBooking } from '../src/start';
import { bookingRow, slotRow, ticketRow } from '../src/storage/booking-rows';
import { Fault } from '@vardgraf/service-kit/fault';
import { fakeVerify, silentEnv } from '../../../packages/service-kit/test/fake-verify';

const migrationsDir = join(__dirname, '..', 'src', 'storage', 'migrations');
export const regionsDir = join(__dirname, '..', '..', '..', 'config', 'regions');
const system = systemActor('booking');
const handlers = {
  'unit.changed': onUnitChanged, 'staff.changed': onStaffChanged, 'patient.changed': onPatientChanged, 'session.finished': onSessionFinished,
  'consultation.submitted': onConsultationSubmitted, 'case.started': onCaseStarted, 'case.ended': onCaseEnded, 'case.withdrawn': onCaseWithdrawn,
  'case.suicide-risk-changed': onSuicideRiskChanged,
};

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a test reads of an answer is what it expects there
type Json = Record<string, any>;
export type Answer = { data: Json | null; errors?: { message: string; extensions: { code: string; paths?: string[] } }[] };

/** A migrated database of booking with settings, the events of its neighbours by hand, and its subgraph when asked for. */
export interface BookingWorld {
  fresh: FreshDatabase;
  db: Database;
  /** Does what the event does, as the consumer would. */
  hear<T extends keyof typeof handlers>(type: T, data: EventData<T>, options?: { regionId?: string; version?: number }): Promise<void>;
  unit(unitId: string, given?: Partial<EventData<'unit.changed'>>, regionId?: string): Promise<void>;
  staff(staffId: string, unitId: string | string[], role: StaffRole): Promise<StaffActor>;
  /** An adult woman unless said otherwise; answers her as an actor. */
  person(given?: Partial<EventData<'patient.changed'>>, regionId?: string): Promise<PatientActor>;
  /** A bookable outcome as triage tells it; answers its ticket. */
  ticket(given?: Partial<EventData<'session.finished'>>, regionId?: string): Promise<Ticket>;
  /** Free times that start so many hours from now, published by the staff member. */
  slots(hours: number[], given?: Partial<PublishSlotsInput>, by?: StaffActor): Promise<Slot[]>;
  /** A booking of the ticket's patient, of a new ticket unless said otherwise. */
  booked(given?: { ticket?: Ticket; slot?: Slot }): Promise<BookingSeen>;
  /** What cases tells of a case. */
  caseTold(type: 'case.started' | 'case.ended' | 'case.withdrawn', caseId: string, regionId?: string): Promise<void>;
  storedTicket(id: string): Promise<Ticket>;
  storedSlot(id: string): Promise<Slot>;
  storedBooking(id: string): Promise<Booking>;
  events(id: string): Promise<{ type: EventType; version: number; data: Json }[]>;
  audits(where: { action?: string; patientId?: string }): Promise<Json[]>;
  shiftClock(interval: string): Promise<void>;
  /** Breaches of BOO-4 that the views for invariant checkers show; always none. */
  breaches(): Promise<unknown[]>;
  ask(actor: Actor | undefined, query: string, variables?: Json): Promise<Answer>;
  /** Where the subgraph answers, once somebody has asked. */
  url(): string | undefined;
  end(): Promise<void>;
}

let versions = 0;

export async function bookingWorld(): Promise<BookingWorld> {
  const nothing = mkdtempSync(join(tmpdir(), 'no-migrations-'));
  const neighbours = ['directory', 'triage', 'cases'].map((name) => ({ name, migrationsDir: nothing }));
  const fresh = await freshDatabase([{ name: 'booking', migrationsDir }, ...neighbours]);
  const db = await openDatabase({ url: fresh.url('booking'), service: 'booking', entities: [ticketRow, slotRow, bookingRow] });
  await transact(db, system, (tx) => publishSettings(tx, settingsOfAllRegions(regionsDir)));
  let running: Promise<Running> | undefined;
  let base: string | undefined;
  const world: BookingWorld = {
    fresh,
    db,
    hear: (type, data, { regionId = 'halland', version = (versions += 1) } = {}) =>
      transact(db, { ...system, regionId }, (tx) => (handlers[type] as (tx: unknown, e: unknown) => Promise<void>)(tx, { type, regionId, version, data } as unknown as Envelope)),
    unit: (unitId, given = {}, regionId = 'halland') =>
      world.hear('unit.changed', {
        unitId, displayName: unitId, kind: 'HEALTH_CENTRE', hsaId: `SE-${unitId}`, locality: unitId, staffedRoles: ['NURSE', 'DOCTOR'], cooperatingUnitIds: [], functionsOff: [],
        acceptsOutOfRegion: true, hasAlarmGroup: true, alarmGroupId: 'ALARM', active: true, ...given,
      }, { regionId }),
    async staff(staffId, unitId, role) {
      await world.hear('staff.changed', { staffId, displayName: staffId, commissions: [{ id: `commission-${staffId}`, unitIds: [unitId].flat(), role }], active: true });
      return staffMember(staffId, unitId, role);
    },
    async person(given = {}, regionId = 'halland') {
      const patientId = given.patientId ?? v4();
      const long = new Date(Date.now() - 86_400_000).toISOString();
      await world.hear('patient.changed', {
        patientId, birthDate: '1990-06-01', sex: 'FEMALE', language: 'sv', homeRegionId: regionId, listedUnitId: 'varberg', fixedDoctorId: null, protectedIdentity: false,
        guardianIds: [], mayLogInFrom: long, maySeekCareFrom: long, proxyUntil: long, ...given,
      }, { regionId });
      return patientActor(patientId, regionId);
    },
    async ticket(given = {}, regionId = 'halland') {
      const data = bookableSession(given);
      await world.hear('session.finished', data, { regionId });
      return world.storedTicket(data.ticketId ?? data.sessionId);
    },
    async slots(hours, given = {}, by = staffMember('nina')) {
      const input: PublishSlotsInput = {
        clientId: v4(), unitId: 'varberg', role: 'NURSE', staffId: null, visitType: 'VIDEO', startsAt: hours.map(inHours), minutes: 20, bookableBy: 'PATIENT', ...given,
      };
      return yes(await publishSlots(db, by, input));
    },
    async booked({ ticket, slot } = {}) {
      const t = ticket ?? (await world.ticket({ patientId: (await world.person()).personId }));
      const s = slot ?? (await world.slots([5]))[0]!;
      return yes(await bookSlot(db, patientActor(t.patientId, t.regionId), { clientId: v4(), ticketId: t.id, slotId: s.id, lateReason: null }));
    },
    async caseTold(type, caseId, regionId = 'halland') {
      const after = { caseId, patientId: 'p', unitId: 'varberg', status: 'IN_PROGRESS' as const, priority: '7', urgencyRank: 7 };
      const startedAt = new Date().toISOString();
      if (type === 'case.started') return world.hear(type, { ...after, staffId: 'nina', startedAt, waitedSeconds: 1, withinHandlingTime: true }, { regionId });
      if (type === 'case.ended') return world.hear(type, { ...after, status: 'COMPLETED', staffId: 'nina', reason: 'CARE_GIVEN' }, { regionId });
      return world.hear(type, { ...after, status: 'CANCELLED' }, { regionId });
    },
    storedTicket: (id) => db.source.getRepository(ticketRow).findOneByOrFail({ id }),
    storedSlot: (id) => db.source.getRepository(slotRow).findOneByOrFail({ id }),
    storedBooking: (id) => db.source.getRepository(bookingRow).findOneByOrFail({ id }),
    events: (id) => read(db, 'SELECT type, version, data FROM outbox WHERE aggregate_id = $1 ORDER BY id', [id]),
    audits: ({ action, patientId }) =>
      read(db, 'SELECT * FROM audit WHERE ($1::text IS NULL OR action = $1) AND ($2::text IS NULL OR patient_id = $2) ORDER BY at, id', [action ?? null, patientId ?? null]),
    shiftClock: (interval) => shiftClock(fresh.adminUrl, interval),
    breaches: () =>
      read(db, `SELECT slot_id::text FROM active_bookings WHERE bookings > 1 OR (bookings = 1) <> (slot_status = 'BOOKED') UNION ALL SELECT slot_id::text FROM double_booked_staff`),
    async ask(actor, query, variables) {
      running ??= startBooking(testEnv(fresh), { verify: fakeVerify });
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

export function testEnv(fresh: FreshDatabase): BookingEnv {
  return {
    ...silentEnv, DATABASE_URL: fresh.url('booking'), NATS_URL: natsUrl(), REGIONS_DIR: regionsDir,
  };
}

/** A bookable outcome as triage tells it when nothing else is said: rank 8 (72 hours), for a nurse of Varberg by video, a moment ago. */
export function bookableSession(given: Partial<EventData<'session.finished'>> = {}): EventData<'session.finished'> {
  return {
    sessionId: v7(), patientId: 'anna', proxyId: null, entryChannel: 'TRIAGE', disposition: 'BOOKABLE', caseId: null, ticketId: v7(), unitId: 'varberg', complaintCode: 'cough',
    priority: 'BOOKABLE', urgencyRank: 8, careLevel: 'DIGITAL_PRIMARY', profession: 'NURSE', ageBand: 'FROM_18_TO_64', sex: 'FEMALE', tags: [],
    content: { packId: 'demo', semver: '1.0.0', sha256: 'a'.repeat(64) }, firedRules: ['cough/long'], finishedAt: new Date().toISOString(), ...given,
  };
}

/** The next whole minute that lies so many hours ahead. */
export function inHours(hours: number): Date {
  return new Date(Math.ceil((Date.now() + hours * 3_600_000) / 60_000) * 60_000);
}

/** What came of a yes. @throws Error when it was a no */
export function yes<T>(outcome: Done<T> | { is: string }): T {
  if (outcome.is !== 'DONE') throw new Error(`refused: ${JSON.stringify(outcome)}`);
  return (outcome as Done<T>).it;
}

export function staffMember(personId: string, unitIds: string | string[] = 'varberg', role: StaffRole = 'NURSE', regionId = 'halland'): StaffActor {
  return { kind: 'STAFF', personId, regionId, language: 'sv', commission: { id: `commission-${personId}`, unitIds: [unitIds].flat(), role } };
}

export function patientActor(personId: string, regionId = 'halland', language: 'sv' | 'en' = 'sv'): PatientActor {
  return { kind: 'PATIENT', personId, regionId, language };
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
