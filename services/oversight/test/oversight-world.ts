import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Actor, systemActor } from '@vardgraf/service-kit/actor';
import { Fault } from '@vardgraf/service-kit/fault';
import type { Running } from '@vardgraf/service-kit/http';
import { createLog } from '@vardgraf/service-kit/log';
import { type NatsLink, openNats } from '@vardgraf/service-kit/nats';
import { type Database, openDatabase, read } from '@vardgraf/service-kit/postgres';
import { type Relay, startRelay } from '@vardgraf/service-kit/relay';
import { type NewAudit, type NewEvent, transact } from '@vardgraf/service-kit/transaction';
import { Client, type QueryResult } from 'pg';
import { type FreshDatabase, freshDatabase, natsUrl } from '../../../test/infrastructure';
import type { AuditEntry } from '../src/domain/audit-entry';
import { migrationsDir } from '../src/deps';
import { type OversightEnv, oversightEnv } from '../src/env';
import { seed } from '../src/seed';
import { startOversight } from '../src/start';
import { entryColumns } from '../src/storage/entry-row';

const regionsDir = join(__dirname, '..', '..', '..', 'config', 'regions');

/** What the tests read of an entry. */
export type Row = { id: string; at: string; what: string; outcome: string; staffMember: { id: string } | null };
/** What the tests read of a field's answer: a list, a page or a result. */
type Shown = Row[] & { edges: { cursor: string; node: Row }[]; pageInfo: { hasNextPage: boolean; endCursor: string }; review: Row; entries: number };
export type Answer = { data: Record<string, Shown> | null; errors?: { message: string; extensions: { code: string; paths?: string[] } }[] };
export type Producer = 'directory' | 'triage' | 'cases' | 'booking';

/** Oversight as it runs, and the other services' audit rows written and relayed by the same kit that they use. */
export interface OversightWorld {
  fresh: FreshDatabase;
  /** As the service's own role. */
  db: Database;
  nats: NatsLink;
  env: OversightEnv;
  /** One disclosure or change in another service. */
  look(service: Producer, actor: Actor, row: Partial<NewAudit>): Promise<void>;
  /** Something that happened in another service, in one transaction each. */
  tell(service: Producer, ...events: NewEvent[]): Promise<void>;
  /** Waits until every event of the services is consumed. */
  heard(): Promise<void>;
  /** Waits until so many entries are chained; answers them all in order. */
  chained(count: number, withinMs?: number): Promise<AuditEntry[]>;
  /** Waits until every audit row of every service is chained; answers them all in order. */
  settled(): Promise<AuditEntry[]>;
  entries(): Promise<AuditEntry[]>;
  ask(actor: Actor | undefined, query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** As the database's superuser, past the service's rights. */
  asAdmin(sql: string, params?: unknown[]): Promise<QueryResult>;
  restart(): Promise<void>;
  end(): Promise<void>;
}

/** Tokens of tests name the actor itself; real tokens are tested in the kit, the identity provider and the journeys. */
const verify = async (token: string) => {
  if (token === 'bad') throw new Fault('UNAUTHENTICATED', 'The token is malformed.');
  return { actor: JSON.parse(Buffer.from(token, 'base64url').toString()) as Actor, expiresAt: new Date(Date.now() + 300_000) };
};

/** @param o.served whether oversight runs in this process; a test that kills it starts its own */
export async function oversightWorld(o: { served: boolean } = { served: true }): Promise<OversightWorld> {
  const nothing = mkdtempSync(join(tmpdir(), 'no-migrations-'));
  const producers = ['directory', 'triage', 'cases', 'booking'] as const;
  const silent = ['messaging', 'notify'] as const;
  const fresh = await freshDatabase([...[...producers, ...silent].map((name) => ({ name, migrationsDir: nothing })), { name: 'oversight', migrationsDir }]);
  const log = createLog('test', 'silent');
  const nats = await openNats({ url: natsUrl(), name: 'producers', log });
  const opened = new Map<string, { db: Database; relay: Relay }>();
  for (const service of producers) {
    const db = await openDatabase({ url: fresh.url(service), service, entities: [] });
    opened.set(service, { db, relay: startRelay({ db, service, nats, log }) });
  }
  await seed({ DATABASE_URL: fresh.url('oversight'), REGIONS_DIR: regionsDir });
  const env = oversightEnv({ DATABASE_URL: fresh.url('oversight'), NATS_URL: natsUrl(), NODE_ENV: 'test', LOG_LEVEL: 'silent' });
  const db = await openDatabase({ url: fresh.url('oversight'), service: 'oversight', entities: [] });
  const admin = new Client({ connectionString: fresh.adminUrl });
  await admin.connect();
  let running: Running | undefined = o.served ? await startOversight(env, { verify }) : undefined;
  const world: OversightWorld = {
    fresh, db, nats, env,
    look: (service, actor, row) =>
      transact(opened.get(service)!.db, actor, async (tx) => tx.audit({ action: 'openCase', what: 'case', regionId: 'gavleborg', ...row })),
    async tell(service, ...events) {
      for (const event of events) await transact(opened.get(service)!.db, { ...systemActor(service), regionId: event.regionId }, async (tx) => tx.emit(event));
    },
    async heard() {
      const waits = producers.map((name) => `SELECT count(*)::int AS n FROM ${name}.outbox o WHERE o.position IS NULL OR o.position > coalesce((SELECT position FROM oversight.cursor WHERE source = '${name}'), 0)`);
      for (const deadline = Date.now() + 15_000; ; await sleep(20)) {
        const { rows } = await admin.query<{ n: number }>(waits.join(' UNION ALL '));
        if (rows.every(({ n }) => n === 0)) return;
        if (Date.now() > deadline) throw new Error('events wait to be consumed');
      }
    },
    async chained(count, withinMs = 20_000) {
      for (const deadline = Date.now() + withinMs; ; await sleep(20)) {
        const { rows } = await admin.query<{ n: number }>('SELECT count(*)::int AS n FROM oversight.audit_entry');
        if (rows[0]!.n >= count) return world.entries();
        if (Date.now() > deadline) throw new Error(`${rows[0]!.n} entries are chained, not ${count}`);
      }
    },
    async settled() {
      const counts = [...producers, 'oversight'].map((service) => `(SELECT count(*) FROM ${service}.audit)`).join(' + ');
      const { rows } = await admin.query<{ n: number }>(`SELECT (${counts})::int AS n`);
      return world.chained(rows[0]!.n);
    },
    entries: () => read<AuditEntry>(db, `SELECT ${entryColumns} FROM audit_entry ORDER BY chain_position`),
    async ask(actor, query, variables) {
      const token = actor && Buffer.from(JSON.stringify(actor)).toString('base64url');
      const response = await fetch(`${running!.url}/graphql`, {
        method: 'POST', headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }, body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Answer;
    },
    asAdmin: (sql, params) => admin.query(sql, params),
    async restart() {
      await running?.stop();
      running = await startOversight(env, { verify });
    },
    async end() {
      await running?.stop();
      for (const part of opened.values()) {
        await part.relay.stop();
        await part.db.close();
      }
      await nats.close();
      await db.close();
      await admin.end();
      await fresh.drop();
    },
  };
  return world;
}

export const system = systemActor('cases');
export const anna: Actor = { kind: 'PATIENT', personId: 'patient-anna', regionId: 'gavleborg', language: 'sv' };
export const bo: Actor = { kind: 'PATIENT', personId: 'patient-bo', regionId: 'gavleborg', language: 'en' };

function staffMember(personId: string, role: string, regionId = 'gavleborg', unitId = `${regionId}-unit`): Actor {
  return { kind: 'STAFF', personId, regionId, language: 'sv', commission: { id: `commission-${personId}`, unitIds: [unitId], role: role as never } };
}
export const nils = staffMember('nurse-nils', 'NURSE');
export const disa = staffMember('doctor-disa', 'DOCTOR');
export const hanna = staffMember('nurse-hanna', 'NURSE', 'halland');
export const rut = staffMember('reviewer-rut', 'LOG_REVIEWER');
export const harald = staffMember('reviewer-harald', 'LOG_REVIEWER', 'halland');
export const manager = staffMember('manager-maj', 'UNIT_MANAGER');
export const analyst = staffMember('analyst-alva', 'ANALYST');
export const partner: Actor = { kind: 'PARTNER', clientId: 'telephone-triage', regionId: 'gavleborg', scopes: [], language: 'sv' };
