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
import { v4 } from 'uuid';
import { type FreshDatabase, freshDatabase, natsUrl } from '../../../test/infrastructure';
import { loadPacks } from '../src/content/load';
import { NO, type Pack } from '../src/domain/pack';
import type { TriageEnv } from '../src/env';
import { onCaseAccessChanged } from '../src/events/on-case-access-changed';
import { onCaseMoved } from '../src/events/on-case-moved';
import { onConsultationSubmitted } from '../src/events/on-consultation-submitted';
import { onPatientChanged } from '../src/events/on-patient-changed';
import { onUnitChanged } from '../src/events/on-unit-changed';
import { onUnitHoursChanged } from '../src/events/on-unit-hours-changed';
import { publishPacks } from '../src/operations/publish-packs';
import { publishSettings } from '@vardgraf/service-kit/region-setting';
import { settingsOfAllRegions } from '../src/settings/settings-file';
import { startTriage } from '../src/start';
import { fakeVerify, silentEnv } from '../../../packages/service-kit/test/fake-verify';

const migrationsDir = join(__dirname, '..', 'src', 'storage', 'migrations');
const regionsDir = join(__dirname, '..', '..', '..', 'config', 'regions');
const handlers = {
  'unit.changed': onUnitChanged, 'unit.hours-changed': onUnitHoursChanged, 'patient.changed': onPatientChanged, 'case.access-changed': onCaseAccessChanged,
  'consultation.submitted': onConsultationSubmitted, 'case.started': onCaseMoved, 'case.released': onCaseMoved,
};

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a test reads of an answer is what it expects there
export type Json = Record<string, any>;
export type Answer = { data: Json | null; errors?: { message: string; extensions: { code: string; paths?: string[] } }[] };
type Opening = 'OPEN' | 'ON_CALL' | 'CLOSED';

/** A migrated database of triage with settings and content, its neighbours' events by hand, and its subgraph. */
export interface TriageWorld {
  fresh: FreshDatabase;
  db: Database;
  /** Where triage answers over HTTP. */
  url: string;
  hear<T extends keyof typeof handlers>(type: T, data: EventData<T>, regionId?: string): Promise<void>;
  /** A unit, open unless said otherwise. */
  unit(unitId: string, given?: Partial<EventData<'unit.changed'>> & { opening?: Opening; regionId?: string }): Promise<void>;
  /** An adult woman listed at 'bollnas' unless said otherwise; answers her as an actor. */
  person(given?: Partial<EventData<'patient.changed'>>, regionId?: string): Promise<PatientActor>;
  publish(packs: Pack[]): Promise<void>;
  ask(actor: Actor | undefined, query: string, variables?: Json): Promise<Answer>;
  /** One mutation; answers what it answered. */
  mutate(actor: Actor | undefined, name: Mutation, input: Json): Promise<Json>;
  /** The paths of the BAD_INPUT that the mutation is answered with. */
  badInput(actor: Actor, name: Mutation, input: Json): Promise<string[] | undefined>;
  start(actor: Actor, complaintCode: string, more?: Json): Promise<Json>;
  /** Answers what is asked, 'no' where nothing is said, until nothing is asked. */
  answerAll(actor: Actor, session: Json, says?: Record<string, string>): Promise<Json>;
  /** Begins, answers and accepts. */
  whole(actor: PatientActor, complaintCode: string, says?: Record<string, string>, accept?: Json): Promise<Json>;
  events(sessionId: string): Promise<{ type: EventType; version: number; data: Json }[]>;
  audits(action: string, patientId: string): Promise<Json[]>;
  shiftClock(interval: string): Promise<void>;
  end(): Promise<void>;
}

export const mutations = {
  startTriage: 'StartTriageInput', answerTriage: 'AnswerTriageInput', finishTriage: 'FinishTriageInput', chatAfterSelfCare: 'ChatAfterSelfCareInput', abandonTriage: 'AbandonTriageInput',
  restartTriage: 'RestartTriageInput', overrideTriage: 'OverrideTriageInput', removeTriagePhoto: 'RemoveTriagePhotoInput',
} as const;
export type Mutation = keyof typeof mutations;

export const SESSION = `id status startedAt complaint { code name } patient { id } content { packId semver sha256 demonstration }
  screen { id title grouped questions { findingId type text options { value text } unit min max } } answers { findingId question value text }
  emergency { title text emergencyNumber adviceNumber }
  outcome { priority priorityLabel urgencyRank disposition careLevel profession unit { id } unitChoices { id } closed { opensAt maySend text } advice reasons { ruleId text } caseId ticketId }
  anamnesis { keyword complaint patientReported lines { question answer } redFlagsPresent redFlagsDenied redFlagsUnknown redFlagsWithdrawn unfinished freeText text }
  furtherComplaints { code } assisted restartedFrom freeText photos { id mediaType bytes metadataRemoved path } engineOutcome { priority urgencyRank }
  overrides { by { id } role engineUrgencyRank priority urgencyRank reason note } consultation { reference journeyId careLevel priority profession unitId summary }`;
const more: Partial<Record<Mutation, string>> = {
  finishTriage: '... on UnitClosed { opensAt maySend } ... on UnitChoiceNeeded { choices { id } } ... on FunctionOff { function }',
  startTriage: '... on FunctionOff { function }', chatAfterSelfCare: '... on ChatAfterSelfCareOk { caseId } ... on FunctionOff { function }',
};
const notOpen = '... on SessionNotOpen { status }';

let versions = 0;

export async function triageWorld(): Promise<TriageWorld> {
  const nothing = mkdtempSync(join(tmpdir(), 'no-migrations-'));
  const fresh = await freshDatabase([{ name: 'triage', migrationsDir }, ...['directory', 'cases'].map((name) => ({ name, migrationsDir: nothing }))]);
  const db = await openDatabase({ url: fresh.url('triage'), service: 'triage', entities: [] });
  await transact(db, systemActor('triage'), (tx) => publishSettings(tx, settingsOfAllRegions(regionsDir)));
  await publishPacks(db, loadPacks(), { check: () => [] });
  const running: Running = await startTriage(testEnv(fresh), { verify: fakeVerify });
  const world: TriageWorld = {
    fresh,
    db,
    url: running.url,
    hear: (type, data, regionId = 'gavleborg') =>
      transact(db, { ...systemActor('triage'), regionId }, (tx) =>
        (handlers[type] as (tx: unknown, e: unknown) => Promise<void>)(tx, { type, regionId, version: (versions += 1), data, time: new Date().toISOString() } as unknown as Envelope)),
    async unit(unitId, { opening = 'OPEN', regionId = 'gavleborg', ...given } = {}) {
      await world.hear('unit.changed', {
        unitId, displayName: unitId, kind: 'HEALTH_CENTRE', hsaId: `SE-${unitId}`, locality: unitId, staffedRoles: ['NURSE'], cooperatingUnitIds: [], functionsOff: [],
        acceptsOutOfRegion: true, hasAlarmGroup: true, alarmGroupId: 'ALARM', active: true, ...given,
      }, regionId);
      const hours = (from: number, to: number) => ({ from: new Date(Date.now() + from * 3_600_000).toISOString(), to: new Date(Date.now() + to * 3_600_000).toISOString() });
      const now = [hours(-1, 9)];
      const later = [hours(12, 20)];
      await world.hear('unit.hours-changed', {
        unitId, open: opening === 'OPEN' ? [...now, ...later] : later, onCall: opening === 'ON_CALL' ? now : [], duty: [], until: new Date(Date.now() + 400 * 86_400_000).toISOString(),
      }, regionId);
    },
    async person(given = {}, regionId = 'gavleborg') {
      const patientId = given.patientId ?? v4();
      const long = new Date(Date.now() - 86_400_000).toISOString();
      await world.hear('patient.changed', {
        patientId, birthDate: '1990-06-01', sex: 'FEMALE', language: 'sv', homeRegionId: regionId, listedUnitId: 'bollnas', fixedDoctorId: null, protectedIdentity: false,
        guardianIds: [], mayLogInFrom: long, maySeekCareFrom: long, proxyUntil: long, ...given,
      }, regionId);
      return { kind: 'PATIENT', personId: patientId, regionId, language: 'en' };
    },
    publish: (packs) => publishPacks(db, packs, { check: () => [] }),
    async ask(actor, query, variables) {
      const authorization = actor && { authorization: `Bearer ${tokenOf(actor)}` };
      const response = await fetch(`${running.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...authorization }, body: JSON.stringify({ query, variables }) });
      return (await response.json()) as Answer;
    },
    async mutate(actor, name, input) {
      const answer = await world.ask(actor, mutation(name), { input });
      if (answer.errors) throw new Error(JSON.stringify(answer.errors));
      return answer.data![name] as Json;
    },
    badInput: async (actor, name, input) => {
      const { errors } = await world.ask(actor, mutation(name), { input });
      return errors?.[0]?.extensions.code === 'BAD_INPUT' ? errors[0].extensions.paths : undefined;
    },
    start: async (actor, complaintCode, given = {}) => (await world.mutate(actor, 'startTriage', { clientId: v4(), complaintCode, ...given }))['session'] as Json,
    async answerAll(actor, begun, says = {}) {
      let session = begun;
      while (session['status'] === 'OPEN' && session['screen']) {
        const answers = (session['screen'].questions as Json[]).map((q) => ({ findingId: q['findingId'] as string, value: says[q['findingId']] ?? quiet(q) }));
        session = (await world.mutate(actor, 'answerTriage', { sessionId: session['id'], answers }))['session'];
      }
      return session;
    },
    async whole(actor, complaintCode, says, accept) {
      const session = await world.answerAll(actor, await world.start(actor, complaintCode), says);
      return world.mutate(actor, 'finishTriage', { sessionId: session['id'], ...accept });
    },
    events: (id) => read(db, "SELECT type, version, data FROM outbox WHERE aggregate_id = $1 AND type <> 'audit.recorded' ORDER BY id", [id]),
    audits: (action, patientId) => read(db, 'SELECT * FROM audit WHERE action = $1 AND patient_id = $2', [action, patientId]),
    shiftClock: (interval) => shiftClock(fresh.adminUrl, interval),
    async end() {
      await running.stop();
      await db.close();
      await fresh.drop();
    },
  };
  return world;
}

function mutation(name: Mutation): string {
  const ok = `${name[0]!.toUpperCase()}${name.slice(1)}Ok`;
  const open = name === 'answerTriage' || name === 'finishTriage' || name === 'abandonTriage' || name === 'restartTriage' || name === 'overrideTriage' || name === 'removeTriagePhoto' ? notOpen : '';
  return `mutation M($input: ${mutations[name]}!) { ${name}(input: $input) { __typename ... on ${ok} { session { ${SESSION} } } ... on Refusal { code message } ${open} ${more[name] ?? ''} } }`;
}

/** 'no' where that is an answer, else the mildest option, else the middle. */
function quiet(question: Json): string {
  if (question['type'] === 'YES_NO') return NO;
  if (question['type'] === 'NUMBER') return question['unit'] === '°C' ? '37' : '0';
  const options = question['options'] as { value: string }[];
  return options.find((option) => option.value === NO)?.value ?? options[0]!.value;
}

export function testEnv(fresh: FreshDatabase): TriageEnv {
  return {
    ...silentEnv, DATABASE_URL: fresh.url('triage'), NATS_URL: natsUrl(), REGIONS_DIR: regionsDir,
  };
}

/** The token that a test's actor shows. */
export const tokenOf = (actor: Actor): string => Buffer.from(JSON.stringify(actor)).toString('base64url');

export function staffMember(personId: string, unitIds = ['bollnas'], regionId = 'gavleborg'): StaffActor {
  return { kind: 'STAFF', personId, regionId, language: 'sv', commission: { id: `commission-${personId}`, unitIds, role: 'NURSE' } };
}
