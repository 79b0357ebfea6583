import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemActor, type StaffActor } from '@vardgraf/service-kit/actor';
import { shiftClock } from '@vardgraf/service-kit/clock';
import { createLog } from '@vardgraf/service-kit/log';
import { type Database, openDatabase, read } from '@vardgraf/service-kit/postgres';
import { startTimers, type Timers } from '@vardgraf/service-kit/timers';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { type FreshDatabase, freshDatabase } from '../../../test/infrastructure';
import type { Case, Visibility } from '../src/domain/case';
import type { CaseStatus, StaffRole } from '../src/domain/codes';
import { levelOf } from '../src/domain/priority-scheme';
import { receiveSession } from '../src/operations/receive-session';
import { seed } from '../src/seed';
import { regionSettings } from '../src/settings/region-settings';
import { caseRow } from '../src/storage/case-row';
import { saveUnit } from '../src/storage/unit-store';
import { caseTimers } from '../src/timers/case-timers';

export const casesMigrations = join(__dirname, '..', 'src', 'storage', 'migrations');
export const regionsDir = join(__dirname, '..', '..', '..', 'config', 'regions');
const log = createLog('cases', 'silent');
const system = systemActor('cases');

/** Bollnäs cooperates with Söderhamn and Ljusdal; Ensam cooperates with nobody. Every region has the same units. */
export const units = { bollnas: 'bollnas', soderhamn: 'soderhamn', ljusdal: 'ljusdal', ensam: 'ensam', dropin: 'dropin', jour: 'jour' } as const;

/** A case as a patient sends it: to the nurse of Bollnäs in Gävleborg, priority 3, now, when nothing else is said. */
export interface Sent {
  id?: string;
  regionId?: string;
  unitId?: string;
  priority?: string;
  profession?: StaffRole;
  tags?: Case['tags'];
  createdAt?: Date;
}

export interface EscalationWorld {
  fresh: FreshDatabase;
  db: Database;
  /** Another pool, as another process would have. */
  open(poolSize?: number): Promise<Database>;
  scheduler(db?: Database): Timers;
  /** Moves the platform's clock so that it shows the instant now; it goes on from there. */
  setClock(at: Date): Promise<void>;
  /** Moves it by so many milliseconds from where it is. */
  stepClock(ms: number): Promise<void>;
  now(): Promise<Date>;
  send(sent?: Sent): Promise<Case>;
  case(id: string): Promise<Case>;
  seenAt(id: string): Promise<Record<string, StaffRole[]>>;
  events(id: string): Promise<{ type: string; version: number; data: Record<string, unknown>; occurredAt: Date }[]>;
  /** The case's timers, but for the warning that goes before its steps and the set points at which its patient is asked. */
  timers(id: string): Promise<{ kind: string; dueAt: Date }[]>;
  end(): Promise<void>;
}

/** A migrated, seeded database of cases with the units of three regions. */
export async function escalationWorld(): Promise<EscalationWorld> {
  const fresh = await freshDatabase([{ name: 'cases', migrationsDir: casesMigrations }]);
  await seed({ DATABASE_URL: fresh.url('cases'), REGIONS_DIR: regionsDir });
  const parts: (() => Promise<void>)[] = [];
  const open = async (poolSize?: number): Promise<Database> => {
    const opened = await openDatabase({ url: fresh.url('cases'), service: 'cases', entities: [caseRow], poolSize });
    parts.push(() => opened.close());
    return opened;
  };
  const db = await open();
  await transact(db, system, saveUnits);
  let offset = 0;
  const shift = async (ms: number): Promise<void> => {
    offset = ms;
    await shiftClock(fresh.adminUrl, `${offset} milliseconds`);
  };
  const world: EscalationWorld = {
    fresh,
    db,
    open,
    scheduler(of = db) {
      const timers = startTimers({ db: of, log, handlers: caseTimers, pollMs: 25 });
      parts.push(() => timers.stop());
      return timers;
    },
    setClock: (at) => shift(at.getTime() - Date.now()),
    stepClock: (ms) => shift(offset + ms),
    now: async () => (await read<{ now: Date }>(db, 'SELECT vardgraf.now() AS now'))[0]!.now,
    send: async (sent = {}) => world.case(await transact(db, system, (tx) => receive(tx, sent))),
    case: async (id) => (await db.source.getRepository(caseRow).findOneByOrFail({ id })),
    seenAt: async (id) => Object.fromEntries((await read<Visibility>(db, 'SELECT unit_id AS "unitId", roles FROM case_visibility WHERE case_id = $1', [id])).map((v) => [v.unitId, v.roles])),
    events: (id) => read(db, 'SELECT type, version, data, occurred_at AS "occurredAt" FROM outbox WHERE aggregate_id = $1 ORDER BY id', [id]),
    timers: (id) => read(db, "SELECT kind, due_at AS \"dueAt\" FROM timer WHERE aggregate_id = $1 AND kind NOT IN ('case.breach-warning', 'case.recheck') ORDER BY due_at, id", [id]),
    async end() {
      for (const stop of parts.reverse()) await stop();
      await fresh.drop();
    },
  };
  return world;
}

async function saveUnits(tx: Tx): Promise<void> {
  for (const regionId of ['gavleborg', 'vastragotaland', 'halland']) {
    const id = (unit: string): string => (regionId === 'gavleborg' ? unit : `${regionId}-${unit}`);
    const rows: [unit: string, kind: string, cooperates: string[]][] = [
      ['bollnas', 'HEALTH_CENTRE', ['soderhamn', 'ljusdal']], ['soderhamn', 'HEALTH_CENTRE', ['bollnas']], ['ljusdal', 'HEALTH_CENTRE', []],
      ['ensam', 'HEALTH_CENTRE', []], ['dropin', 'DROP_IN_HUB', []], ['jour', 'ON_CALL', []],
    ];
    for (const [unit, kind, cooperates] of rows) {
      await saveUnit(tx, {
        id: id(unit), regionId, kind, staffedRoles: ['NURSE', 'DOCTOR', 'PSYCHOLOGIST'], cooperatingUnitIds: cooperates.map(id), functionsOff: [], active: true,
      }, 1);
    }
  }
}

/** Receives the session of which the case comes. */
export async function receive(tx: Tx, sent: Sent): Promise<string> {
  const { id = v7(), regionId = 'gavleborg', unitId = 'bollnas', priority = '3', profession = 'NURSE', tags = [] } = sent;
  const { scheme } = await regionSettings(tx, regionId, unitId);
  await receiveSession(tx, {
    caseId: id, sessionId: v7(), regionId, patientId: 'anna', entryChannel: 'TRIAGE', unitId, complaintCode: 'sore-throat', priority,
    urgencyRank: levelOf(scheme, priority)!.urgencyRank, profession, content: { packId: 'demo', semver: '1.0.0' }, ageBand: 'FROM_18_TO_64', sex: 'FEMALE', tags, firedRules: [],
    finishedAt: sent.createdAt ?? (await tx.now()),
  });
  return id;
}

export function nurseAt(unitId: string, personId = `nurse-${unitId}`, regionId = 'gavleborg'): StaffActor {
  return { kind: 'STAFF', personId, regionId, language: 'sv', commission: { id: `commission-${personId}`, unitIds: [unitId], role: 'NURSE' } };
}

export const minutes = (n: number): number => n * 60_000;

/** Waits until it is so. @throws after `ms`, with what it saw last */
export async function until<T>(look: () => Promise<T>, isSo: (seen: T) => boolean, ms = 10_000, everyMs = 15): Promise<T> {
  for (const deadline = Date.now() + ms; ; await sleep(everyMs)) {
    const seen = await look();
    if (isSo(seen)) return seen;
    if (Date.now() > deadline) throw new Error(`not so within ${ms} ms: ${JSON.stringify(seen)}`);
  }
}

export async function statusOf(world: EscalationWorld, id: string): Promise<CaseStatus> {
  return (await world.case(id)).status;
}
