import { announceStaff } from '@vardgraf/directory/operations/announce-people';
import { seedDirectory } from '@vardgraf/directory/operations/seed-directory';
import { systemActor } from '@vardgraf/service-kit/actor';
import { openDatabase } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import { castOf } from '../actors/cast';
import { concurrently } from '../actors/concurrently';
import { graph, logIn, tokenFor } from '../client';
import { partnerToken } from '../partner';
import type { Stack } from '../stack';

const regionId = 'gavleborg';

export interface LiveNurse {
  id: string;
  commission: { id: string };
}

/** A unit with a case in its queue, a nurse who watches and one who works. */
export interface LiveUnit {
  id: string;
  caseId: string;
  watcher: LiveNurse;
  worker: LiveNurse;
  /** What was done to the case, in order. */
  done: Done[];
}

export interface Done {
  status: 'ACCEPTED' | 'REQUESTED';
  /** When it was asked for, by this process's clock. */
  at: number;
}

/** Adds units and nurses to the directory that runs, as a seed does, and hands each unit a case from telephone triage. */
export async function addLiveUnits(stack: Stack, count: number): Promise<LiveUnit[]> {
  const units = Array.from({ length: count }, () => ({ id: v7(), watcher: nurse(), worker: nurse() }));
  await asDirectory(stack, (tx) => seedDirectory(tx, {
    helpers: [], patients: [],
    units: units.map(({ id }, n) => ({
      id, regionId, hsaId: `SE2321000016-LIVEE${n}`, name: `Enhet ${n}`, kind: 'HEALTH_CENTRE', locality: 'Gävle', alarmGroup: null, acceptsOutOfRegion: false, openingHours: null, onCallHours: null,
    })),
    staff: units.flatMap(({ id, watcher, worker }, n) => [watcher, worker].map((person, place) => ({
      id: person.id, regionId, hsaId: `SE2321000016-LIVEP${n}-${place}`, givenName: 'Live', familyName: `Test ${n}`, commissions: [{ id: person.commission.id, role: 'NURSE' as const, unitIds: [id] }],
    }))),
  }));
  await stack.settled(60_000);
  const { adultIds } = await castOf(stack, regionId);
  const partner = await partnerToken(stack);
  const cases = new Map<string, string>();
  await concurrently([...units.entries()], 8, async ([n, { id }]) => {
    const input = {
      reference: `live-${v7()}`, patientId: adultIds[n % adultIds.length], unitId: id, digital: false, careLevel: 'PHYSICAL', priority: '6', profession: 'NURSE', summary: 'Ont i ett knä.',
      callBackNumbers: [{ number: '+46701740605' }],
    };
    const { submitConsultation } = await graph(stack.graphUrl, partner, 'mutation ($input: SubmitConsultationInput!) { submitConsultation(input: $input) { __typename ... on SubmitConsultationOk { submission { caseId } } ... on Refusal { code message } } }', { input });
    if (!submitConsultation.submission) throw new Error(JSON.stringify(submitConsultation));
    cases.set(id, submitConsultation.submission.caseId as string);
  });
  await stack.settled(60_000);
  await mayLogIn(stack, units.at(-1)!.worker);
  return units.map((unit) => ({ ...unit, caseId: cases.get(unit.id)!, done: [] }));
}

/** Waits until the log-in of the development, which keeps its list of people for some seconds, knows the person. */
async function mayLogIn(stack: Stack, { id, commission }: LiveNurse): Promise<void> {
  for (const deadline = Date.now() + 15_000; (await tokenFor(stack, { id }, commission.id)).status !== 200; await sleep(250)) {
    if (Date.now() > deadline) throw new Error('who was added to the directory cannot log in');
  }
}

/** The commissions of somebody end, as the directory knows it. */
export function endCommissions(stack: Stack, staffId: string): Promise<void> {
  return asDirectory(stack, async (tx) => {
    await tx.query('UPDATE commission SET active = false WHERE staff_id = $1', [staffId]);
    await announceStaff(tx, regionId, [staffId]);
  });
}

/** The workers take and give back their cases, so many changes a second in all of the units together, until it is over or enough. */
export async function changes(stack: Stack, units: readonly LiveUnit[], { perSecond, seconds, enough }: { perSecond: number; seconds: number; enough?: () => boolean }): Promise<void> {
  const tokens = new Map(await Promise.all(units.map(async ({ worker }) => [worker.id, await logIn(stack, worker, worker.commission.id)] as const)));
  const busy = new Map<string, Promise<void>>();
  const began = performance.now();
  for (let n = 0; n < perSecond * seconds && !enough?.(); n += 1) {
    const due = began + (n * 1_000) / perSecond;
    await new Promise((done) => setTimeout(done, Math.max(0, due - performance.now())));
    const unit = units[n % units.length]!;
    busy.set(unit.id, (busy.get(unit.id) ?? Promise.resolve()).then(() => change(stack, unit, tokens.get(unit.worker.id)!)));
  }
  await Promise.all(busy.values());
}

async function change(stack: Stack, { caseId, done }: LiveUnit, token: string): Promise<void> {
  const takes = done.at(-1)?.status !== 'ACCEPTED';
  const [verb, type, input] = takes ? ['takeCase', 'TakeCase', { caseId }] : ['releaseCase', 'ReleaseCase', { caseId, reason: 'OTHER_COMPETENCE' }];
  done.push({ status: takes ? 'ACCEPTED' : 'REQUESTED', at: performance.now() });
  const send = () => graph(stack.graphUrl, token, `mutation ($input: ${type}Input!) { ${verb}(input: $input) { __typename ... on Refusal { code message } } }`, { input });
  const answer = await untilTaken(send);
  if (answer[verb as string].__typename !== `${type}Ok`) throw new Error(`${verb}: ${JSON.stringify(answer)}`);
}

/** As an app does where nothing was done: it asks again, and the wait counts. @throws what is no such fault */
async function untilTaken<T>(send: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await send();
    } catch (error) {
      const { code } = (error as { cause?: { code?: string } }).cause ?? {};
      if (tries === 20 || (code !== 'TOO_MANY' && code !== 'CONFLICT_RETRY')) throw error;
      await new Promise((done) => setTimeout(done, 200));
    }
  }
}

function nurse(): LiveNurse {
  return { id: v7(), commission: { id: v7() } };
}

async function asDirectory(stack: Stack, work: (tx: Tx) => Promise<unknown>): Promise<void> {
  const db = await openDatabase({ url: stack.databaseUrl('directory'), service: 'directory', entities: [] });
  try {
    await transact(db, systemActor('test'), async (tx) => void (await work(tx)));
  } finally {
    await db.close();
  }
}
