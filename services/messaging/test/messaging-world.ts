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
import type { StaffRole } from '../src/domain/codes';
import type { MessagingEnv } from '../src/env';
import { endPhase } from '../src/operations/end-phase';
import { seed } from '../src/seed';
import { ears, startMessaging } from '../src/start';
import { Fault } from '@vardgraf/service-kit/fault';
import { fakeVerify, silentEnv } from '../../../packages/service-kit/test/fake-verify';

const migrationsDir = join(__dirname, '..', 'src', 'storage', 'migrations');
export const regionsDir = join(__dirname, '..', '..', '..', 'config', 'regions');
const system = systemActor('messaging');
const handlers = { ...ears.directory, ...ears.cases, ...ears.notify };
type Heard = keyof typeof handlers;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a test reads of an answer is what it expects there
type Json = Record<string, any>;
export type Answer = { data: Json | null; errors?: { message: string; extensions: { code: string; paths?: string[] } }[] };

/** A case as its events tell of it. */
export interface TestCase {
  id: string;
  threadId: string;
  patientId: string;
  regionId: string;
  /** The next event of the case, with its number; said again when a number is given. */
  tells<T extends Extract<Heard, `case.${string}`>>(type: T, more?: Partial<EventData<T>>, version?: number): Promise<number>;
  /** Who has taken and opened it. */
  access(takenBy: string | null, participants?: string[], more?: Partial<EventData<'case.access-changed'>>): Promise<number>;
  /** The visit is over and its asynchronous phase ends then. */
  held(phaseEndsAt: Date): Promise<number>;
}

/** A migrated and seeded database of messaging, the events of its neighbours by hand, and its subgraph when asked for. */
export interface MessagingWorld {
  fresh: FreshDatabase;
  db: Database;
  hear<T extends Heard>(type: T, data: EventData<T>, options?: { regionId?: string; version?: number; time?: Date }): Promise<void>;
  child(patientId: string, guardianIds: string[], proxyUntil?: Date): Promise<void>;
  /** A case nobody has started. */
  newCase(given?: { patientId?: string; regionId?: string; kind?: EventData<'case.opened'>['kind']; linkedCaseId?: string; tags?: EventData<'case.opened'>['tags']; id?: string; consultation?: EventData<'case.opened'>['consultation'] }): Promise<TestCase>;
  /** A case that nina, a nurse at Bollnäs, has taken and started. */
  visit(given?: Parameters<MessagingWorld['newCase']>[0]): Promise<TestCase>;
  events(threadId: string): Promise<{ type: EventType; version: number; data: Json }[]>;
  audits(action: string, caseId: string): Promise<Json[]>;
  rows(threadId: string): Promise<Json[]>;
  threadRow(threadId: string): Promise<Json>;
  timers(threadId: string): Promise<{ dueAt: Date }[]>;
  /** The phase's timer comes due. */
  phaseComesDue(c: TestCase): Promise<void>;
  counter(threadId: string): Promise<number>;
  shiftClock(interval: string): Promise<void>;
  /** One GraphQL operation as the actor; null data only with errors. */
  ask(actor: Actor | undefined, query: string, variables?: Json, headers?: Record<string, string>): Promise<Answer>;
  post(actor: Actor, threadId: string, text: string, clientId?: string): Promise<Json>;
  read(actor: Actor, threadId: string, seq: number): Promise<Json>;
  thread(actor: Actor, threadId: string, fields?: string): Promise<Json | null>;
  end(): Promise<void>;
}

export const threadFields = 'id caseId phase phaseEndsAt unit { id } lastSeq unread readByOtherSide mayPost messages { nodes { id seq kind event senderKind staffMember { id } fromMe text } hasEarlier }';
const refusal = '... on Refusal { code message }';
let versions = 0;

/** `casesUrl`: who answers the one question to cases. */
export async function messagingWorld(casesUrl?: string): Promise<MessagingWorld> {
  const nothing = mkdtempSync(join(tmpdir(), 'no-migrations-'));
  const fresh = await freshDatabase([{ name: 'messaging', migrationsDir }, ...['directory', 'cases', 'notify'].map((name) => ({ name, migrationsDir: nothing }))]);
  await seed({ DATABASE_URL: fresh.url('messaging'), REGIONS_DIR: regionsDir });
  const db = await openDatabase({ url: fresh.url('messaging'), service: 'messaging', entities: [] });
  let running: Promise<Running> | undefined;
  const world: MessagingWorld = {
    fresh,
    db,
    hear: (type, data, { regionId = 'gavleborg', version = (versions += 1), time = new Date() } = {}) =>
      transact(db, { ...system, regionId }, (tx) => (handlers[type] as (tx: unknown, e: unknown) => Promise<void>)(tx, { type, regionId, version, data, time: time.toISOString() } as unknown as Envelope)),
    child: (patientId, guardianIds, proxyUntil = new Date(Date.now() + 86_400_000)) =>
      world.hear('patient.changed', {
        patientId, birthDate: '2020-01-01', sex: 'FEMALE', language: 'sv', homeRegionId: 'gavleborg', listedUnitId: null, fixedDoctorId: null,
        protectedIdentity: false, guardianIds, mayLogInFrom: proxyUntil.toISOString(), maySeekCareFrom: proxyUntil.toISOString(), proxyUntil: proxyUntil.toISOString(),
      }),
    async newCase({ patientId = 'anna', regionId = 'gavleborg', kind = 'DROP_IN', linkedCaseId, tags = [], id = v7(), consultation } = {}) {
      let last = 0;
      const after = { caseId: id, patientId, unitId: 'bollnas', status: 'IN_PROGRESS' as const, priority: '3', urgencyRank: 3 };
      const data: { [T in Extract<Heard, `case.${string}`>]: () => EventData<T> } = {
        'case.opened': () => ({
          ...after, kind, entryChannel: 'TRIAGE', sessionId: null, complaintCode: null, profession: 'NURSE', ageBand: 'FROM_18_TO_64', sex: 'FEMALE', tags,
          waitingSince: new Date().toISOString(), dueAt: null, alert: false, bookedAt: null, linkedCaseId: linkedCaseId ?? null, ...(consultation && { patientId: null, consultation }),
        }),
        'case.taken': () => ({ ...after, staffId: 'nina', role: 'NURSE', commissionUnitId: 'bollnas', takenAt: new Date().toISOString() }),
        'case.started': () => ({ ...after, staffId: 'nina', startedAt: new Date().toISOString(), waitedSeconds: 60, withinHandlingTime: true }),
        'case.released': () => ({ ...after, staffId: 'nina', reason: 'OTHER' }),
        'case.held': () => ({ ...after, staffId: 'nina', reason: 'CARE_GIVEN', phaseEndsAt: new Date(Date.now() + 3 * 86_400_000).toISOString() }),
        'case.ended': () => ({ ...after, staffId: 'nina', reason: 'CARE_GIVEN' }),
        'case.withdrawn': () => after,
        'case.suicide-risk-changed': () => ({ ...after, state: 'HANDOVER_REQUIRED', open: true, alarmUnitIds: [] }),
        'case.handover-accepted': () => ({
          ...after, handoverId: v7(), fromUnitId: 'bollnas', toUnitId: 'bollnas', toRole: 'DOCTOR', toStaffId: null, staffId: 'dora', role: 'DOCTOR', fromStaffId: 'nina', waitedSeconds: 5,
        }),
        'case.access-changed': () => ({
          caseId: id, patientId, open: true, units: [{ unitId: 'bollnas', roles: ['NURSE', 'DOCTOR'] }], responsibleUnitId: 'bollnas', takenBy: 'nina', participants: [],
        }),
      };
      const made: TestCase = {
        id, patientId, regionId, threadId: '',
        async tells(type, more = {}, version = (last += 1)) {
          await world.hear(type, { ...(data[type] as () => object)(), ...more } as never, { regionId, version });
          const [row] = await read<{ id: string }>(db, 'SELECT id FROM thread WHERE case_id = $1', [id]);
          made.threadId = row?.id ?? '';
          return version;
        },
        access: (takenBy, participants = [], more = {}) => made.tells('case.access-changed', { takenBy, participants, ...more }),
        held: (phaseEndsAt) => made.tells('case.held', { phaseEndsAt: phaseEndsAt.toISOString(), status: 'ON_HOLD' }),
      };
      await made.tells('case.opened');
      await made.access(null);
      return made;
    },
    async visit(given) {
      const made = await world.newCase(given);
      await made.tells('case.taken');
      await made.access('nina');
      await made.tells('case.started');
      return made;
    },
    events: (id) => read(db, "SELECT type, version, data FROM outbox WHERE aggregate_id = $1 AND type <> 'audit.recorded' ORDER BY id", [id]),
    audits: (action, caseId) => read(db, 'SELECT * FROM audit WHERE action = $1 AND case_id = $2 ORDER BY at, id', [action, caseId]),
    rows: (id) => read(db, 'SELECT * FROM message WHERE thread_id = $1 ORDER BY seq', [id]),
    threadRow: async (id) => (await read<Json>(db, 'SELECT * FROM thread WHERE id = $1', [id]))[0]!,
    timers: (id) => read(db, 'SELECT due_at AS "dueAt" FROM timer WHERE aggregate_id = $1 ORDER BY due_at', [id]),
    phaseComesDue: (c) => transact(db, system, (tx) => endPhase(tx, c.regionId, c.threadId)),
    counter: async (id) => (await read<{ seq: number }>(db, 'SELECT seq FROM live_counter WHERE key = $1', [`thread.${id}`]))[0]?.seq ?? 0,
    shiftClock: (interval) => shiftClock(fresh.adminUrl, interval),
    async ask(actor, query, variables, headers = {}) {
      running ??= startMessaging(testEnv(fresh, casesUrl), { verify: fakeVerify });
      const { url } = await running;
      const authorization = actor && { authorization: `Bearer ${Buffer.from(JSON.stringify(actor)).toString('base64url')}` };
      const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...authorization, ...headers }, body: JSON.stringify({ query, variables }) });
      return (await response.json()) as Answer;
    },
    post: (actor, threadId, text, clientId = v4()) =>
      mutate(world, actor, 'postMessage', { clientId, threadId, text }, `PostMessageOk { posted { id seq kind senderKind fromMe text } thread { id lastSeq unread mayPost } }`),
    read: (actor, threadId, seq) => mutate(world, actor, 'markRead', { threadId, seq }, 'MarkReadOk { thread { id unread readByOtherSide } }'),
    async thread(actor, id, fields = threadFields) {
      const answer = await world.ask(actor, `query T($id: ID!) { thread(id: $id) { ${fields} } }`, { id });
      if (answer.errors) throw new Error(JSON.stringify(answer.errors));
      return answer.data!['thread'] as Json | null;
    },
    async end() {
      await (await running)?.stop();
      await db.close();
      await fresh.drop();
    },
  };
  return world;
}

async function mutate(world: MessagingWorld, actor: Actor, name: string, input: Json, ok: string): Promise<Json> {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const answer = await world.ask(actor, `mutation M($input: ${type}!) { ${name}(input: $input) { __typename ... on ${ok} ${refusal} } }`, { input });
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data![name] as Json;
}

function testEnv(fresh: FreshDatabase, casesUrl: string | undefined): MessagingEnv {
  return {
    ...silentEnv, DATABASE_URL: fresh.url('messaging'), NATS_URL: natsUrl(), REGIONS_DIR: regionsDir, CASES_URL: casesUrl,
  };
}

export function staffMember(personId: string, unitIds: string | string[] = 'bollnas', role: StaffRole = 'NURSE', regionId = 'gavleborg'): StaffActor {
  return { kind: 'STAFF', personId, regionId, language: 'sv', commission: { id: `commission-${personId}`, unitIds: [unitIds].flat(), role } };
}

export function patientActor(personId: string, regionId = 'gavleborg', language: 'sv' | 'en' = 'sv'): PatientActor {
  return { kind: 'PATIENT', personId, regionId, language };
}

/** Does as an app does that hears TOO_MANY or CONFLICT_RETRY: nothing was done, so it tries again. Every other fault is the test's to see. */
export async function insistently<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Fault && ['TOO_MANY', 'CONFLICT_RETRY'].includes(error.code))) throw error;
    }
  }
}
