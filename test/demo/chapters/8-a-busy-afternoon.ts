import { setTimeout as sleep } from 'node:timers/promises';
import { concurrently } from '../../actors/concurrently';
import { type GraphClient, graphClient, peopleOf, untilAnswered } from '../../actors/graph-client';
import { patientVisit, type Visit } from '../../actors/patient-visits';
import { randomFrom } from '../../actors/random';
import type { Worker } from '../../actors/staff-shifts';
import { units } from '../../world';
import type { Stage } from '../stage';

const [patients, staff] = [100, 12];
/** What the platform's clock is moved by for each second of ours. */
const minutesASecond = 2;
/** After the last patient has come. */
const overtimeMs = 60_000;
const open = [units.gavleHealthCentre, units.sandvikenHealthCentre, units.bollnasHealthCentre, units.hudiksvallHealthCentre, units.soderhamnHealthCentre, units.gavleborgDropIn].map(({ id }) => id);
/** What every second patient comes with; the others answer as it falls. */
const plain: Visit = { complaint: 'other', says: {} };

const queueDocument = `query Waiting($unitId: ID!) { queue(unitId: $unitId, filter: { statuses: [REQUESTED] }, first: 20) { totalCount edges { node { id priority dueAt unit { id } allowedActions } } } }`;
const does = (field: string): string => {
  const type = `${field[0]!.toUpperCase()}${field.slice(1)}`;
  return `mutation Do($input: ${type}Input!) { ${field}(input: $input) { __typename ... on Refusal { code } } }`;
};

interface Waiting {
  totalCount: number;
  edges: { node: { id: string; dueAt: string | null; allowedActions: string[] } }[];
}

/** A hundred patients, twelve at work, an afternoon in a minute or two: nobody is dropped. */
export async function aBusyAfternoon(stage: Stage): Promise<void> {
  const { world, stack, narrator } = stage;
  narrator.chapter('8. A busy afternoon, in compressed time');
  const client = graphClient(stack);
  const next = randomFrom(8);
  await world.isOpen();
  const [seeking, workers] = await cast(stage);
  const [journal, met, inHand] = [{ acknowledged: [] }, new Map<string, number>(), new Set<string>()];
  const cases: { id: string; personId: string }[] = [];
  let [timePasses, over] = [true, false];
  const time = (async () => {
    for (; timePasses; await sleep(1_000)) await world.passes(minutesASecond * 60_000);
  })();
  const shifts = workers.map(async (worker) => {
    while (!over) if (!(await meetsOne(client, worker, met, inHand))) await sleep(300);
  });
  await concurrently(seeking, 10, async (personId, n) => {
    const caseId = await patientVisit(client, journal, next, personId, () => true, n % 2 ? plain : undefined);
    if (caseId) cases.push({ id: caseId, personId });
  });
  const waiting = async (): Promise<Waiting[]> => Promise.all([...new Map(workers.map((worker) => [worker.unitId, worker])).values()].map((worker) => waitingAt(client, worker)));
  timePasses = false;
  await time;
  for (const one of cases) await stage.until('the case is there', () => hasCome(client, one), overtimeMs);
  // An escalation or a time-out that is due already may still put a case into a queue: it has to be empty for a while, with nobody about to start one.
  for (let [quiet, deadline] = [0, Date.now() + overtimeMs]; quiet < 3 && Date.now() < deadline; await sleep(1_000)) {
    const mayBeTaken = (await waiting()).some((queue) => queue.edges.some(({ node }) => node.allowedActions.includes('TAKE')));
    quiet = mayBeTaken || inHand.size > 0 ? 0 : quiet + 1;
  }
  over = true;
  await Promise.all(shifts);
  const left = (await waiting()).flatMap((queue) => queue.edges.map(({ node }) => node));
  narrator.tells(`${seeking.length} patients sought care; ${cases.length} of them became drop-in cases, the others were advised, given a ticket or sent where hands are needed.`, cases.length > 20, cases.length);
  narrator.tells(`The ${workers.length} at work met ${[...met.values()].reduce((sum, n) => sum + n, 0)} of them, and nobody whom one of them may take still waits.`, !left.some((card) => card.allowedActions.includes('TAKE')), left);
  narrator.tells(`${left.length} wait for another profession; each card says until when.`, left.every((card) => card.dueAt !== null), left);
  const { casesInNobodysList } = await world.as('qualityCoordinator', '{ casesInNobodysList { id } }');
  narrator.tells(`Cases without owner: ${casesInNobodysList.length}.`, casesInNobodysList.length === 0, casesInNobodysList);
}

/** Grown patients of the region in the order of their ids, and those at its health centres and hub who may meet them. */
async function cast({ stack }: Stage): Promise<[seeking: string[], workers: Worker[]]> {
  const people = (await peopleOf(stack)).filter((one) => one.regionId === 'gavleborg').sort((a, b) => a.personId.localeCompare(b.personId));
  const seeking = people.filter((one) => one.kind === 'PATIENT' && one.mayLogIn !== false && (one.ageYears ?? 0) >= 18).map(({ personId }) => personId).slice(0, patients);
  const all = people.flatMap(({ personId, commissions }) => commissions.filter(({ role }) => ['NURSE', 'DOCTOR', 'PSYCHOLOGIST'].includes(role)).slice(0, 1)
    .flatMap(({ id, unitIds, role }) => unitIds.filter((unitId) => open.includes(unitId)).map((unitId): Worker => ({ personId, commissionId: id, unitId, role }))));
  // First one of each role at each unit, so that every queue has somebody.
  const firsts = [...new Map(all.map((worker) => [`${worker.unitId}/${worker.role}`, worker])).values()];
  return [seeking, [...firsts, ...all.filter((worker) => !firsts.includes(worker))].slice(0, staff)];
}

/** A case that triage promised is there a moment later. */
async function hasCome(client: GraphClient, { id, personId }: { id: string; personId: string }): Promise<boolean> {
  const answer = await client.ask(personId, undefined, 'myCase', 'query Mine($id: ID!) { myCase(id: $id) { id } }', { id });
  return answer.is === 'DATA' && answer.data['myCase'] !== null;
}

async function waitingAt(client: GraphClient, worker: Worker): Promise<Waiting> {
  return ((await asked(client, worker, 'queue', queueDocument, { unitId: worker.unitId })) as unknown as Waiting | undefined) ?? { totalCount: 0, edges: [] };
}

/** Takes the first that may be taken, starts and ends it. @returns false when there was none, or somebody was quicker */
async function meetsOne(client: GraphClient, worker: Worker, met: Map<string, number>, inHand: Set<string>): Promise<boolean> {
  const first = (await waitingAt(client, worker)).edges.find(({ node }) => node.allowedActions.includes('TAKE'))?.node;
  if (!first) return false;
  const hold = `${worker.personId} ${first.id}`;
  inHand.add(hold);
  const ended = await endsIt(client, worker, first.id);
  inHand.delete(hold);
  if (ended) met.set(worker.personId, (met.get(worker.personId) ?? 0) + 1);
  return ended;
}

async function endsIt(client: GraphClient, worker: Worker, caseId: string): Promise<boolean> {
  for (const [field, more] of [['takeCase', {}], ['startCase', {}], ['endCase', { reason: 'CARE_GIVEN', phaseDays: 0 }]] as const) {
    const result = await asked(client, worker, field, does(field), { input: { caseId, ...more } });
    if (!result?.__typename.endsWith('Ok')) return false;
  }
  return true;
}

/** Asks until there is an answer: who takes a case and is not heard when starting it would leave it lying. */
function asked(client: GraphClient, worker: Worker, field: string, document: string, variables: Record<string, unknown>): ReturnType<typeof untilAnswered> {
  return untilAnswered(() => client.ask(worker.personId, worker.commissionId, field, document, variables), field, Math.random, () => true);
}
